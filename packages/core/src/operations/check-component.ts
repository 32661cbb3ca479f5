export interface ComponentState {
  readonly status: 'healthy' | 'unhealthy';
  readonly latencyMs: number;
}

/** Runs a check, at most `limitMs` long; whatever goes wrong is the state of the component, not an error. */
export async function checkComponent(check: () => Promise<unknown>, limitMs = 3000): Promise<ComponentState> {
  const startedAt = performance.now();
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('no answer')), limitMs);
  const status = await Promise.race([check(), tooLate]).then(
    () => 'healthy' as const,
    () => 'unhealthy' as const,
  );
  clearTimeout(timer);
  return { status, latencyMs: Math.round(performance.now() - startedAt) };
}

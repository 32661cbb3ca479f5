import { ProblemError } from './errors.ts';

/** Which version of a resource a change is based on: as the body says, as `If-Match` says. */
export interface ExpectedVersion {
  readonly version?: number | undefined;
  readonly ifMatch?: readonly number[] | undefined;
}

/** Throws `precondition_failed` and `conflict` when a resource has another version than the change is based on. */
export function requireVersion(actual: number, { version, ifMatch }: ExpectedVersion): void {
  const detail = `It has version ${actual} by now. Read it again and repeat the change.`;
  if (ifMatch && !ifMatch.includes(actual)) throw new ProblemError('precondition_failed', detail);
  if (version !== undefined && version !== actual) throw new ProblemError('conflict', detail);
}

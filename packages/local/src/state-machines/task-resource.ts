/** How a Task calls its function. */
export interface TaskResource {
  /** `lambda`: the resource is the function itself; `invoke`: the optimised integration `lambda:invoke`. */
  readonly kind: 'lambda' | 'invoke';
  /** The task ends when somebody sends its token back. */
  readonly waitsForToken: boolean;
}

const functionPattern =
  /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?$/;
const invokePattern = /^arn:aws[a-z-]*:states:::lambda:invoke(?<token>\.waitForTaskToken)?$/;

/** Reads a Task's `Resource`; undefined when it is none that is run here. */
export function parseTaskResource(resource: string): TaskResource | undefined {
  if (functionPattern.test(resource)) return { kind: 'lambda', waitsForToken: false };
  const match = invokePattern.exec(resource);
  return match ? { kind: 'invoke', waitsForToken: match.groups?.['token'] !== undefined } : undefined;
}

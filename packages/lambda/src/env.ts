import * as z from 'zod';

/** The variables of a function, as the deployment set them. */
export type Environment = Readonly<Record<string, string | undefined>>;

export class ConfigurationError extends Error {
  readonly code = 'configuration_invalid';
  constructor(faults: readonly string[]) {
    super(`The environment is not right: ${faults.join('; ')}`);
    this.name = 'ConfigurationError';
  }
}

/** Reads the variables that a schema names. Throws `ConfigurationError` that names every fault at once. */
export function readEnvironment<S extends z.ZodType>(environment: Environment, schema: S): z.output<S> {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  throw new ConfigurationError(
    result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  );
}

/** A whole number in a variable. */
export function wholeNumber(minimum: number, maximum: number) {
  return z.coerce.number().int().min(minimum).max(maximum);
}

/** The variables of the function that runs; read when it is invoked, never when a module is loaded. */
export function currentEnvironment(): Environment {
  return process.env;
}

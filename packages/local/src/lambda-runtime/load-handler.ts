import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Context } from 'aws-lambda';
import { LambdaError } from './lambda-error.ts';

export type LambdaHandler = (event: unknown, context: Context) => unknown;

/**
 * Imports `<file>.mjs` of the bundle and takes its `handler`.
 * @throws LambdaError `Runtime.ImportModuleError`, `Runtime.HandlerNotFound`
 */
export async function loadHandler(bundleFolder: string, file: string): Promise<LambdaHandler> {
  const path = join(bundleFolder, `${file}.mjs`);
  let loaded: { handler?: unknown };
  try {
    loaded = (await import(pathToFileURL(path).href)) as { handler?: unknown };
  } catch (error) {
    const { payload } = LambdaError.from(error);
    throw new LambdaError('Runtime.ImportModuleError', `${file}: ${payload.errorMessage}`, payload.trace);
  }
  if (typeof loaded.handler !== 'function') {
    throw new LambdaError('Runtime.HandlerNotFound', `${file}.handler is undefined or not exported`);
  }
  return loaded.handler as LambdaHandler;
}

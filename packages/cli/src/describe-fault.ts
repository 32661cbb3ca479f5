import { ApiError } from '@elenchus/client/api-client';
import { CliError, exitCodes } from './exit-codes.ts';

/** What is told of a fault, and how the tool ends. */
export function describeFault(error: unknown, isStopped: boolean): { exitCode: number; message: string } {
  if (isStopped) return { exitCode: exitCodes.interrupted, message: 'Stopped. What was uploaded goes on.' };
  if (error instanceof CliError) return { exitCode: exitCodes[error.code], message: error.message };
  if (error instanceof ApiError) return { exitCode: exitCodes.failure, message: error.message };
  if (error instanceof TypeError && error.cause instanceof Error) {
    // What fetch throws when there is no connection.
    const message = `The server does not answer (${error.cause.message}). Is it running? npm start runs it here.`;
    return { exitCode: exitCodes.unreachable, message };
  }
  return { exitCode: exitCodes.failure, message: error instanceof Error ? error.message : String(error) };
}

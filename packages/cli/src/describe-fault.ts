import { ApiError } from '@elenchus/client/api-client';
import { UnreachableError } from '@elenchus/client/errors';
import type { CommandName } from './arguments.ts';
import { CliError, exitCodes } from './exit-codes.ts';
import { expired } from './session.ts';

export interface FaultScene {
  /** Unknown when the command line could not be read. */
  readonly command: CommandName | undefined;
  readonly isStopped: boolean;
}

/** What is told of a fault, and how the tool ends. */
export function describeFault(
  error: unknown,
  { command, isStopped }: FaultScene,
): { exitCode: number; message: string } {
  if (isStopped) {
    const goesOn = command === 'ingest' || command === 'watch';
    const message = goesOn ? 'Stopped. What was uploaded goes on.' : 'Stopped.';
    return { exitCode: exitCodes.interrupted, message };
  }
  if (error instanceof CliError) return { exitCode: exitCodes[error.code], message: error.message };
  if (error instanceof ApiError && error.code === 'unauthenticated') {
    return { exitCode: exitCodes.signedOut, message: expired };
  }
  if (error instanceof ApiError) return { exitCode: exitCodes.failure, message: error.message };
  if (error instanceof UnreachableError) {
    const message = `The server does not answer: ${error.message}. Is it running? npm start runs it here.`;
    return { exitCode: exitCodes.unreachable, message };
  }
  return { exitCode: exitCodes.failure, message: error instanceof Error ? error.message : String(error) };
}

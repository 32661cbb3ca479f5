import { LambdaError } from './lambda-error.ts';

/** Limit of a synchronous invocation, each way. */
export const maximumPayloadBytes = 6 * 1024 * 1024;

/**
 * The event as the function gets it: only what JSON carries.
 * @throws LambdaError `RequestEntityTooLargeException` above 6 MB
 */
export function eventText(event: unknown): string {
  const text = JSON.stringify(event) ?? '{}';
  if (Buffer.byteLength(text) > maximumPayloadBytes) {
    throw new LambdaError(
      'RequestEntityTooLargeException',
      `Request must be smaller than ${maximumPayloadBytes} bytes`,
    );
  }
  return text;
}

/**
 * The answer as the caller gets it: only what JSON carries, nothing being null.
 * @throws LambdaError `Runtime.MarshalError`, `Function.ResponseSizeTooLarge`
 */
export function answerText(answer: unknown): string {
  let text: string;
  try {
    text = JSON.stringify(answer) ?? 'null';
  } catch (error) {
    throw new LambdaError('Runtime.MarshalError', `Unable to stringify response body: ${String(error)}`);
  }
  const bytes = Buffer.byteLength(text);
  if (bytes > maximumPayloadBytes) {
    throw new LambdaError(
      'Function.ResponseSizeTooLarge',
      `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${maximumPayloadBytes} bytes).`,
    );
  }
  return text;
}

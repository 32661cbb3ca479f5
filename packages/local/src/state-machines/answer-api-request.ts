import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../scheduler/logger.ts';
import { type ApiCall, type ApiState, apiCalls } from './api-calls.ts';
import { StepFunctionsError } from './api-error.ts';

/** Inputs have at most 256 KiB; escaped as a JSON string inside of JSON they may take several times that. */
const maximumBodyBytes = 4 * 1024 * 1024;
const contentType = 'application/x-amz-json-1.0';
const targetPattern = /^AWSStepFunctions\.(?<operation>[A-Za-z]+)$/;

/** Answers one request of the AWS JSON 1.0 protocol. Signatures are not checked: the endpoint is for this machine only. */
export async function answerApiRequest(
  request: IncomingMessage,
  response: ServerResponse,
  state: ApiState,
  logger: Logger,
): Promise<void> {
  try {
    const call = callOf(request);
    const result = await call(await readBody(request), state);
    send(response, 200, result);
  } catch (error) {
    const known = error instanceof StepFunctionsError ? error : undefined;
    if (!known) logger.error('A call of Step Functions failed', { error: String(error) });
    const { code, message, statusCode } = known ?? {
      code: 'InternalFailure',
      message: 'Internal failure',
      statusCode: 500,
    };
    response.setHeader('x-amzn-errortype', code);
    send(response, statusCode, { __type: `com.amazonaws.swf.service.v2.model#${code}`, message });
  }
}

function callOf(request: IncomingMessage): ApiCall {
  const operation = targetPattern.exec(String(request.headers['x-amz-target']))?.groups?.['operation'];
  const call = apiCalls.get(operation ?? '');
  // A page in a browser cannot send this type without asking first, and nobody answers that question.
  if (request.method === 'POST' && request.headers['content-type'] === contentType && call) return call;
  throw new StepFunctionsError(
    'UnknownOperationException',
    `${operation ?? 'This'} is no call that is answered here`,
  );
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maximumBodyBytes)
      throw new StepFunctionsError('ValidationException', 'The request is too large', 413);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new StepFunctionsError('SerializationException', 'The request is no JSON');
  }
}

function send(response: ServerResponse, statusCode: number, body: object): void {
  response.writeHead(statusCode, { 'content-type': contentType });
  response.end(JSON.stringify(body));
}

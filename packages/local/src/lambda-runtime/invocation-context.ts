import type { Context } from 'aws-lambda';

/** The part of the template's function that an invocation needs. */
export interface FunctionSettings {
  readonly name: string;
  readonly arn: string;
  readonly handlerFile: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly reservedConcurrency: number | undefined;
}

/** The second argument of a handler. `nowMs` is a monotonic or wall clock in milliseconds. */
export function invocationContext(
  settings: FunctionSettings,
  requestId: string,
  nowMs: () => number,
): Context {
  const deadlineMs = nowMs() + settings.timeoutSeconds * 1000;
  const useReturnValue = () => {
    throw new Error('Node.js 24 on Lambda has no callbacks; return the answer or throw');
  };
  return {
    awsRequestId: requestId,
    functionName: settings.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: settings.arn,
    memoryLimitInMB: String(settings.memoryMb),
    logGroupName: `/aws/lambda/${settings.name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadlineMs - nowMs())),
    done: useReturnValue,
    fail: useReturnValue,
    succeed: useReturnValue,
  };
}

/** What Lambda itself sets, besides the template's variables; nothing of the machine's environment but the path. */
export function functionEnvironment(
  settings: FunctionSettings,
  region: string,
  path: string | undefined,
): NodeJS.ProcessEnv {
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: settings.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${settings.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    _HANDLER: `${settings.handlerFile}.handler`,
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    ...(path === undefined ? {} : { PATH: path }),
    ...settings.environment,
  };
}

import * as z from 'zod';
import { StepFunctionsError } from './api-error.ts';
import { maximumDataBytes } from './data-limit.ts';
import type { HistoryEvent } from './execution-history.ts';
import { type ExecutionRecord, executionStatuses } from './execution-record.ts';
import { ExecutionEnd } from './execution-run.ts';
import type { Executions } from './executions.ts';
import { listExecutions } from './list-executions.ts';
import { type TaskCallbacks, TaskDoesNotExistError } from './task-callbacks.ts';

/** What the calls act on. */
export interface ApiState {
  readonly executions: ReadonlyMap<string, Executions>;
  readonly callbacks: TaskCallbacks;
  readonly newId: () => string;
  /** Throws once no execution may be started any more. */
  readonly assertOpen: () => void;
}

/** A call: the parsed request body in, the response body out. */
export type ApiCall = (body: unknown, state: ApiState) => Promise<object>;

// The characters that AWS refuses in names.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const forbiddenInNames = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ufffe\uffff\ud800-\udfff]/;

const executionArn = z.object({ executionArn: z.string() });
const paging = { maxResults: z.int().min(0).max(1000).optional(), nextToken: z.string().optional() };

const startRequest = z.object({
  stateMachineArn: z.string(),
  name: z.string().optional(),
  input: z.string().optional(),
});
const stopRequest = executionArn.extend({
  error: z.string().max(256).optional(),
  cause: z.string().optional(),
});
const listRequest = z.object({
  stateMachineArn: z.string(),
  statusFilter: z.enum(executionStatuses).optional(),
  ...paging,
});
const historyRequest = executionArn.extend({ ...paging, reverseOrder: z.boolean().optional() });
const token = z.object({ taskToken: z.string() });
const successRequest = token.extend({ output: z.string() });
const failureRequest = token.extend({ error: z.string().optional(), cause: z.string().optional() });

/** The calls of Step Functions that this machine answers, by name. */
export const apiCalls: ReadonlyMap<string, ApiCall> = new Map<string, ApiCall>([
  ['StartExecution', startExecution],
  ['DescribeExecution', describeExecution],
  ['StopExecution', stopExecution],
  ['ListExecutions', listCall],
  ['GetExecutionHistory', getHistory],
  ['SendTaskSuccess', sendTaskSuccess],
  ['SendTaskFailure', sendTaskFailure],
  ['SendTaskHeartbeat', sendTaskHeartbeat],
]);

async function startExecution(body: unknown, state: ApiState): Promise<object> {
  const { stateMachineArn, name = state.newId(), input = '{}' } = parse(startRequest, body);
  const executions = machineOf(stateMachineArn, state);
  state.assertOpen();
  if (name.length < 1 || name.length > 80 || forbiddenInNames.test(name)) {
    throw new StepFunctionsError('InvalidName', `Invalid Name: '${name}'`);
  }
  if (Buffer.byteLength(input) > maximumDataBytes || !isJson(input)) {
    throw new StepFunctionsError(
      'InvalidExecutionInput',
      'Invalid State Machine Execution Input: no JSON, or too large',
    );
  }
  const record = await executions.start(name, input);
  return { executionArn: record.executionArn, startDate: record.startDateMs / 1000 };
}

async function describeExecution(body: unknown, state: ApiState): Promise<object> {
  const record = await findExecution(parse(executionArn, body).executionArn, state);
  const { startDateMs, stopDateMs, events: _, ...rest } = record;
  return {
    ...rest,
    startDate: startDateMs / 1000,
    inputDetails: { included: true },
    ...(stopDateMs !== undefined && { stopDate: stopDateMs / 1000 }),
    ...(rest.output !== undefined && { outputDetails: { included: true } }),
  };
}

async function stopExecution(body: unknown, state: ApiState): Promise<object> {
  const { executionArn: arn, error, cause } = parse(stopRequest, body);
  const details = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  const { executions, name } = addressOf(arn, state);
  const record = await executions.end(name, new ExecutionEnd('ABORTED', details));
  if (!record) throw doesNotExist(arn);
  return { stopDate: (record.stopDateMs ?? record.startDateMs) / 1000 };
}

async function listCall(body: unknown, state: ApiState): Promise<object> {
  const { stateMachineArn, ...options } = parse(listRequest, body);
  return listExecutions(machineOf(stateMachineArn, state), options);
}

async function getHistory(body: unknown, state: ApiState): Promise<object> {
  const { executionArn: arn, maxResults, nextToken, reverseOrder } = parse(historyRequest, body);
  const { events = [] } = await findExecution(arn, state);
  const ordered: readonly HistoryEvent[] = reverseOrder ? events.toReversed() : events;
  const first = nextToken === undefined ? 0 : Number(nextToken);
  if (!Number.isSafeInteger(first) || first < 0)
    throw new StepFunctionsError('InvalidToken', 'Invalid Token');
  const last = first + (maxResults || 1000);
  return {
    events: ordered
      .slice(first, last)
      .map(({ timestampMs, ...event }) => ({ ...event, timestamp: timestampMs / 1000 })),
    ...(last < ordered.length && { nextToken: String(last) }),
  };
}

async function sendTaskSuccess(body: unknown, state: ApiState): Promise<object> {
  const { taskToken, output } = parse(successRequest, body);
  if (!isJson(output)) throw new StepFunctionsError('InvalidOutput', 'Invalid Output: no JSON');
  return answerTask(() => state.callbacks.succeed(taskToken, JSON.parse(output)));
}

async function sendTaskFailure(body: unknown, state: ApiState): Promise<object> {
  const { taskToken, error = '', cause = '' } = parse(failureRequest, body);
  return answerTask(() => state.callbacks.fail(taskToken, error, cause));
}

async function sendTaskHeartbeat(body: unknown, state: ApiState): Promise<object> {
  const { taskToken } = parse(token, body);
  return answerTask(() => state.callbacks.heartbeat(taskToken));
}

function answerTask(answer: () => void): object {
  try {
    answer();
    return {};
  } catch (error) {
    if (error instanceof TaskDoesNotExistError) throw new StepFunctionsError(error.code, error.message);
    throw error;
  }
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new StepFunctionsError('ValidationException', z.prettifyError(parsed.error));
  return parsed.data;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function machineOf(arn: string, state: ApiState): Executions {
  const executions = state.executions.get(arn);
  if (executions) return executions;
  throw new StepFunctionsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
}

function addressOf(arn: string, state: ApiState): { readonly executions: Executions; readonly name: string } {
  const match = /^(?<head>.+):execution:(?<machine>[^:]+):(?<name>[^:]+)$/.exec(arn);
  if (!match?.groups) throw new StepFunctionsError('InvalidArn', `Invalid Arn: '${arn}'`);
  const { head, machine, name = '' } = match.groups;
  const executions = state.executions.get(`${head}:stateMachine:${machine}`);
  if (!executions) throw doesNotExist(arn);
  return { executions, name };
}

async function findExecution(arn: string, state: ApiState): Promise<ExecutionRecord> {
  const { executions, name } = addressOf(arn, state);
  const record = await executions.find(name);
  if (!record) throw doesNotExist(arn);
  return record;
}

function doesNotExist(arn: string): StepFunctionsError {
  return new StepFunctionsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
}

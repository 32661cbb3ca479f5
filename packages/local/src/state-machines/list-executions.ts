import { StepFunctionsError } from './api-error.ts';
import type { ExecutionRecord, ExecutionStatus } from './execution-record.ts';
import type { Executions } from './executions.ts';

interface ListOptions {
  readonly statusFilter?: ExecutionStatus | undefined;
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

const defaultPageSize = 100;

/** A page of executions: the running ones, the newest first, then the ended ones, the last ended first. */
export async function listExecutions(executions: Executions, options: ListOptions): Promise<object> {
  const position = options.nextToken === undefined ? 0 : Number(options.nextToken);
  if (!Number.isSafeInteger(position) || position < 0)
    throw new StepFunctionsError('InvalidToken', 'Invalid Token');
  const pageSize = options.maxResults || defaultPageSize;
  const page: object[] = [];
  let at = 0;
  for await (const record of records(executions, options.statusFilter)) {
    at += 1;
    if (at <= position) continue;
    if (page.length === pageSize) return { executions: page, nextToken: String(at - 1) };
    page.push(summary(record));
  }
  return { executions: page };
}

async function* records(
  executions: Executions,
  status: ExecutionStatus | undefined,
): AsyncGenerator<ExecutionRecord> {
  if (status === undefined || status === 'RUNNING') yield* executions.running.toReversed();
  if (status === 'RUNNING') return;
  for (const { path } of await executions.files.listEnded()) {
    const record = await executions.files.read(path);
    if (record && (status === undefined || record.status === status)) yield record;
  }
}

function summary(record: ExecutionRecord): object {
  const { executionArn, stateMachineArn, name, status, startDateMs, stopDateMs } = record;
  return {
    executionArn,
    stateMachineArn,
    name,
    status,
    startDate: startDateMs / 1000,
    ...(stopDateMs !== undefined && { stopDate: stopDateMs / 1000 }),
  };
}

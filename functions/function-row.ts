import type { RouteContract } from '@elenchus/contracts/platform/route';

/** What a function may reach. `infra/bindings.ts` turns each into grants and environment variables. */
export type Need =
  | 'db'
  | 'db:owner'
  | 'documents:read'
  | 'documents:write'
  | 'documents:delete'
  | 'documents:anchor'
  | 'machine:document-ingestion'
  | 'queue:mail'
  | 'mail'
  | 'google'
  /** A way out of the network, for functions that call others than AWS. */
  | 'internet'
  | 'embedding'
  | 'llm'
  | 'parser'
  | 'ocr';

interface Row {
  /** Lower camel case; the file is `<domain>/<operation in kebab case>.<trigger>.ts`. */
  readonly operation: string;
  readonly domain: string;
  readonly needs: readonly Need[];
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
}

export interface HttpRow extends Row {
  readonly trigger: 'http';
  readonly contract: RouteContract;
}

/** A step of a state machine; the ASL names it `${<operation>Arn}`. */
export interface TaskRow extends Row {
  readonly trigger: 'task';
}

/** Takes batches from a queue and reports the failed messages of a batch singly. */
export interface SqsRow extends Row {
  readonly trigger: 'sqs';
  readonly queue: 'ingest' | 'mail';
  readonly batchSize: number;
  /** Batches at once; SQS takes 2 or more. */
  readonly maxConcurrency: number;
}

export interface ScheduleRow extends Row {
  readonly trigger: 'schedule';
  /** EventBridge expression, such as `rate(5 minutes)`. */
  readonly schedule: string;
}

/** Answers every request that no route takes. */
export interface DefaultRow extends Row {
  readonly trigger: 'default';
}

/** Runs once on each deploy, before anything else is changed. */
export interface DeployRow extends Row {
  readonly trigger: 'deploy';
}

export type FunctionRow = HttpRow | TaskRow | SqsRow | ScheduleRow | DefaultRow | DeployRow;

/** `getDocument` -> `get-document`. */
export function kebabCase(operation: string): string {
  return operation.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Path of a row's handler file, relative to this folder. */
export function entryOf(row: FunctionRow): string {
  return `${row.domain}/${kebabCase(row.operation)}.${row.trigger}.ts`;
}

type HttpOptions = { readonly needs: readonly Need[] } & Partial<Pick<Row, 'memoryMb' | 'timeoutSeconds'>>;

/** A row for a route; 29 s stay just below the 30 s of an HTTP API. */
export function http(domain: string, contract: RouteContract, options: HttpOptions): HttpRow {
  return {
    trigger: 'http',
    domain,
    operation: contract.operation,
    contract,
    memoryMb: 512,
    timeoutSeconds: 29,
    ...options,
  };
}

import * as z from 'zod';
import type { HistoryEvent } from './execution-history.ts';

/** How AWS names the states of an execution. */
export const executionStatuses = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;
export type ExecutionStatus = (typeof executionStatuses)[number];

const historyEvent = z.custom<HistoryEvent>((value) => typeof value === 'object' && value !== null);

/** An execution as it lies on disk; input and output are JSON texts, dates are milliseconds since 1970. */
export const executionRecordSchema = z.object({
  executionArn: z.string(),
  stateMachineArn: z.string(),
  name: z.string(),
  status: z.enum(executionStatuses),
  input: z.string(),
  startDateMs: z.number(),
  stopDateMs: z.number().optional(),
  output: z.string().optional(),
  error: z.string().optional(),
  cause: z.string().optional(),
  events: z.array(historyEvent).optional(),
});
export type ExecutionRecord = z.infer<typeof executionRecordSchema>;

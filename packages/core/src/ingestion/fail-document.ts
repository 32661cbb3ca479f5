import type { FailInput } from '@elenchus/contracts/documents/ingestion';
import type { TenantContext } from '../platform/context.ts';
import { endDocument } from './end-document.ts';
import { failureOf } from './failure-of.ts';

/** Ends an attempt that every retry has failed, with a reason for people. Safe to repeat. */
export async function failDocument(call: {
  readonly ctx: TenantContext<'db'>;
  readonly input: FailInput;
}): Promise<void> {
  const { ctx, input } = call;
  const { documentId, attempt } = input;
  ctx.logger.error('ingestion.failed', { documentId, error: input.error.Error });
  const from = ['pending', 'processing'] as const;
  await endDocument(ctx, { documentId, attempt, from, status: 'failed', ...failureOf(input.error.Error) });
}

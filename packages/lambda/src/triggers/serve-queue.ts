import type { ServiceContext } from '@elenchus/core/platform/context';
import type { Ports } from '@elenchus/core/platform/ports';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type * as z from 'zod';
import { describeFault } from '../logging/logger.ts';
import type { PortFactories } from '../ports/port-factory.ts';
import { jobContexts } from './job-context.ts';

/** Makes the handler of a queue; each message that fails is reported singly and comes again, then ends in the DLQ. */
export function serveQueue<S extends z.ZodType, P extends keyof Ports>(
  operation: string,
  message: S,
  factories: PortFactories<P>,
  handle: (call: { readonly ctx: ServiceContext<P>; readonly message: z.output<S> }) => Promise<void>,
) {
  const contexts = jobContexts(operation, factories);
  return async (event: SQSEvent, { awsRequestId }: Context): Promise<SQSBatchResponse> => {
    const ctx = contexts(awsRequestId);
    const results = await Promise.allSettled(
      event.Records.map(async (record) => handle({ ctx, message: message.parse(JSON.parse(record.body)) })),
    );
    const batchItemFailures = results.flatMap((result, index) => {
      const { messageId = '' } = event.Records[index] ?? {};
      if (result.status === 'fulfilled') return [];
      ctx.logger.error('message.failed', { messageId, ...describeFault(result.reason) });
      return [{ itemIdentifier: messageId }];
    });
    return { batchItemFailures };
  };
}

import type { TenantContext } from '@elenchus/core/platform/context';
import type { Ports } from '@elenchus/core/platform/ports';
import type { Context } from 'aws-lambda';
import type * as z from 'zod';
import { describeFault, withoutMessage } from '../logging/logger.ts';
import type { PortFactories } from '../ports/port-factory.ts';
import { jobContexts } from './job-context.ts';

/** Makes the handler of a state-machine step, whose input names the organization it works for. */
export function serveTask<S extends z.ZodType<{ organizationId: string }>, P extends keyof Ports, R>(
  operation: string,
  input: S,
  factories: PortFactories<P>,
  handle: (call: { readonly ctx: TenantContext<P>; readonly input: z.output<S> }) => Promise<R>,
) {
  const contexts = jobContexts(operation, factories);
  return async (event: unknown, { awsRequestId }: Context): Promise<R> => {
    const job = contexts(awsRequestId);
    const parsed = input.parse(event);
    const startedAt = performance.now();
    try {
      const result = await handle({ ctx: { ...job, organizationId: parsed.organizationId }, input: parsed });
      job.logger.info('task.completed', { durationMs: Math.round(performance.now() - startedAt) });
      return result;
    } catch (error) {
      job.logger.warn('task.failed', describeFault(error));
      throw withoutMessage(error);
    }
  };
}

import type { ServiceContext } from '@elenchus/core/platform/context';
import type { Ports } from '@elenchus/core/platform/ports';
import type { Context } from 'aws-lambda';
import { describeFault, withoutMessage } from '../logging/logger.ts';
import type { PortFactories } from '../ports/port-factory.ts';
import { jobContexts } from './job-context.ts';

/** Makes the handler of a scheduled run. */
export function serveSchedule<P extends keyof Ports>(
  operation: string,
  factories: PortFactories<P>,
  handle: (call: { readonly ctx: ServiceContext<P> }) => Promise<void>,
) {
  const contexts = jobContexts(operation, factories);
  return async (_event: unknown, { awsRequestId }: Context): Promise<void> => {
    const ctx = contexts(awsRequestId);
    try {
      await handle({ ctx });
    } catch (error) {
      ctx.logger.error('schedule.failed', describeFault(error));
      throw withoutMessage(error);
    }
    ctx.logger.info('schedule.completed');
  };
}

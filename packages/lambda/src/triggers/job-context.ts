import type { ServiceContext } from '@elenchus/core/platform/context';
import { newUuid } from '@elenchus/core/platform/ids';
import type { Ports } from '@elenchus/core/platform/ports';
import { currentEnvironment } from '../env.ts';
import { createLoggers } from '../logging/logger.ts';
import { makePorts, type PortFactories } from '../ports/port-factory.ts';

/** Contexts for work without a caller; the ports are made once. */
export function jobContexts<P extends keyof Ports>(operation: string, factories: PortFactories<P>) {
  const loggers = createLoggers();
  let ports: Pick<Ports, P> | undefined;
  return (requestId: string): ServiceContext<P> => {
    ports ??= makePorts(factories, currentEnvironment());
    return {
      clock: () => new Date(),
      newId: newUuid,
      logger: loggers({ operation, requestId }),
      origin: { requestId, ipAddress: null, userAgent: null },
      ports,
    };
  };
}

import type { Ports } from '@elenchus/core/platform/ports';
import type { Environment } from '../env.ts';

/** Makes a port from the variables of the function. */
export type PortFactory<T> = (environment: Environment) => T;

/** The factories of the ports that a function needs, by the names under which services find them. */
export type PortFactories<P extends keyof Ports> = { readonly [K in P]: PortFactory<Ports[K]> };

/** Makes all ports of a function. */
export function makePorts<P extends keyof Ports>(
  factories: PortFactories<P>,
  environment: Environment,
): Pick<Ports, P> {
  const names = Object.keys(factories) as P[];
  return Object.fromEntries(names.map((name) => [name, factories[name](environment)])) as Pick<Ports, P>;
}

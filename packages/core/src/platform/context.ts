import type { Role } from '@elenchus/contracts/platform/roles';
import type { LogEvent } from './log-catalogue.ts';
import type { Ports } from './ports.ts';

/** The present moment. */
export type Clock = () => Date;

/** Makes a new UUIDv7: unique, and in the order of time. */
export type IdGenerator = () => string;

/** Structured logs; `event` is a key of the catalogue. Never give it text of documents, tokens or addresses. */
export interface Logger {
  info(event: LogEvent, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: LogEvent, fields?: Readonly<Record<string, unknown>>): void;
  error(event: LogEvent, fields?: Readonly<Record<string, unknown>>): void;
}

/** Who acts. */
export interface Actor {
  readonly userId: string;
  readonly role: Role;
}

/** What every service gets, with just those ports that it names. */
export interface ServiceContext<P extends keyof Ports> {
  readonly clock: Clock;
  readonly newId: IdGenerator;
  readonly logger: Logger;
  readonly ports: Pick<Ports, P>;
}

/** For work in the name of one organization, without a person: the steps of the pipeline. */
export interface TenantContext<P extends keyof Ports> extends ServiceContext<P> {
  readonly organizationId: string;
}

/** For work that a signed-in person asked for. */
export interface UserContext<P extends keyof Ports> extends TenantContext<P> {
  readonly actor: Actor;
}

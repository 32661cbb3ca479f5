import type { Role } from '@elenchus/contracts/platform/roles';
import type { Transaction } from '@elenchus/db/database';
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

/** A signed-in person. */
export interface UserActor {
  readonly kind: 'user';
  readonly id: string;
  readonly role: Role;
  readonly sessionId: string;
}

/** A program with an API key. */
export interface ApiKeyActor {
  readonly kind: 'apiKey';
  readonly id: string;
  readonly agentType: string | null;
}

/** Who acts; what it makes for itself belongs to its `id`. */
export type Actor = UserActor | ApiKeyActor;

/** Where a request, or a run without a caller, came from; for the audit log. */
export interface Origin {
  readonly requestId: string;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}

/** What every service gets, with just those ports that it names. */
export interface ServiceContext<P extends keyof Ports> {
  readonly clock: Clock;
  readonly newId: IdGenerator;
  readonly logger: Logger;
  readonly origin: Origin;
  readonly ports: Pick<Ports, P>;
}

/** For work in the name of one organization, without a caller: the steps of the pipeline. */
export interface TenantContext<P extends keyof Ports> extends ServiceContext<P> {
  readonly organizationId: string;
  /** Runs at the end of each transaction, inside of it. */
  readonly beforeCommit?: ((tx: Transaction) => Promise<void>) | undefined;
}

/** For work that a person or a program asked for. */
export interface CallerContext<P extends keyof Ports> extends TenantContext<P> {
  readonly actor: Actor;
}

/** For work that only a signed-in person can ask for. */
export interface UserContext<P extends keyof Ports> extends CallerContext<P> {
  readonly actor: UserActor;
}

import { sql } from 'drizzle-orm';
import type { Database, Transaction } from './database.ts';

/** Whatever knows the database and the organization that the caller acts for. */
export interface TenantScope {
  readonly organizationId: string;
  readonly ports: { readonly db: Database };
  /** Runs at the end of each transaction, inside of it. */
  readonly beforeCommit?: ((tx: Transaction) => Promise<void>) | undefined;
}

/** Whatever knows the database. */
export interface DatabaseScope {
  readonly ports: { readonly db: Database };
}

/**
 * The one way to the rows of an organization: a transaction as `app_tenant`, in which row-level security
 * shows and accepts the rows of this organization only. Role and tenant end with the transaction.
 */
export function withTenant<T>(scope: TenantScope, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return scope.ports.db.transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('role', 'app_tenant', true), set_config('app.organization_id', ${scope.organizationId}, true)`,
    );
    const result = await work(tx);
    await scope.beforeCommit?.(tx);
    return result;
  });
}

/** For sign-in, refresh and token checks, before the tenant is known. */
export function withAuth<T>(scope: DatabaseScope, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return asRole(scope, 'app_auth', work);
}

/** For signing tokens: the only role that sees private keys, and sees nothing else. */
export function withSigner<T>(scope: DatabaseScope, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return asRole(scope, 'app_signer', work);
}

/** For narrow jobs across tenants: it finds rows, and removes those of credentials that nobody can use any more. */
export function withJobs<T>(scope: DatabaseScope, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return asRole(scope, 'app_jobs', work);
}

/** For operators' commands on a connection of the tables' owner: what it does is done to this one organization. */
export function withOwner<T>(
  scope: DatabaseScope & Pick<TenantScope, 'organizationId'>,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return scope.ports.db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.organization_id', ${scope.organizationId}, true)`);
    return work(tx);
  });
}

function asRole<T>(
  scope: DatabaseScope,
  role: 'app_auth' | 'app_signer' | 'app_jobs',
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return scope.ports.db.transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('role', ${role}, true), set_config('app.organization_id', '', true)`,
    );
    return work(tx);
  });
}

import { createHash, randomBytes } from 'node:crypto';
import type { Sql } from 'postgres';
import { type Migration, migrations } from './migrations/all.ts';
import { scramVerifier } from './scram-verifier.ts';

/** Any constant will do, as long as every migrator asks for the same lock. */
const migrationLock = 4_100_001;

export class MigrationChangedError extends Error {
  readonly code = 'migration_changed';
  constructor(name: string) {
    super(`Migration ${name} was applied in another form. Migrations are never changed; write a new one.`);
  }
}

/**
 * Applies the migrations that the database does not have, each in its own transaction, one migrator at a
 * time. Needs the rights of the owner. Answers the names of those applied.
 */
export async function migrate(sql: Sql, list: readonly Migration[] = migrations): Promise<string[]> {
  await sql`create table if not exists schema_migrations (
    name text primary key, checksum text not null, applied_at timestamptz not null default now())`;
  const applied: string[] = [];
  for (const migration of list) {
    const checksum = createHash('sha256').update(migration.statements).digest('hex');
    await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${migrationLock})`;
      const [found] = await tx`select checksum from schema_migrations where name = ${migration.name}`;
      if (found && found['checksum'] !== checksum) throw new MigrationChangedError(migration.name);
      if (found) return;
      await tx.unsafe(migration.statements);
      await tx`insert into schema_migrations (name, checksum) values (${migration.name}, ${checksum})`;
      applied.push(migration.name);
    });
  }
  return applied;
}

/**
 * Sets the password of the role that the functions log in as; it has no table rights of its own. The server
 * gets, and may log, only a verifier.
 */
export async function setLoginPassword(sql: Sql, password: string): Promise<void> {
  await sql.unsafe(`alter role elenchus_login password '${scramVerifier(password, randomBytes(16))}'`);
}

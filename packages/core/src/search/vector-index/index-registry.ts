import type { Database } from '@elenchus/db/database';
import { sql } from 'drizzle-orm';
import { indexNamePrefix } from './vector-index.ts';

/** An organization's index of one model as the list of indexes has it, and whether PostgreSQL says that it is whole. */
export interface RegisteredIndex extends Record<string, unknown> {
  readonly organization_id: string;
  readonly model_id: string;
  readonly index_name: string;
  readonly state: 'building' | 'ready' | 'dropping';
  readonly is_valid: boolean;
}

/** All indexes of the list. */
export function registeredIndexes(db: Database): Promise<readonly RegisteredIndex[]> {
  return db.execute<RegisteredIndex>(sql`
    select v.organization_id, v.model_id, v.index_name, v.state, coalesce(i.indisvalid, false) as is_valid
    from vector_indexes v
    left join pg_class c on c.relname = v.index_name and c.relkind = 'i'
    left join pg_index i on i.indexrelid = c.oid`);
}

/**
 * What PostgreSQL says of an index: `building` while a backend works on it, also long after the function that asked
 * for it has ended; `invalid` when nobody does and it is not whole.
 */
export async function stateOf(
  db: Database,
  name: string,
): Promise<'absent' | 'building' | 'invalid' | 'valid'> {
  const [row] = await db.execute<{ is_valid: boolean | null; is_building: boolean }>(sql`
    select (select i.indisvalid from pg_index i where i.indexrelid = to_regclass(${name})) as is_valid,
           exists (select from pg_stat_progress_create_index p where p.index_relid = to_regclass(${name}))
           or exists (
             -- It may still be waiting for the table, without an index to be found under the name.
             select from pg_stat_activity a where a.state = 'active' and a.datname = current_database()
               and a.pid <> pg_backend_pid() and starts_with(a.query, ${creationOf(name)})
           ) as is_building`);
  if (row?.is_building) return 'building';
  if (row?.is_valid === undefined || row.is_valid === null) return 'absent';
  return row.is_valid ? 'valid' : 'invalid';
}

/** How the statement begins that makes an index. */
export function creationOf(name: string): string {
  return `create index concurrently ${name} on `;
}

/** Names of indexes that the list does not know. */
export async function strayIndexes(db: Database): Promise<string[]> {
  const rows = await db.execute<{ relname: string }>(sql`
    select relname from pg_class
    where relkind = 'i' and starts_with(relname, ${indexNamePrefix})
      and relname not in (select index_name from vector_indexes)`);
  return rows.map((row) => row.relname);
}

/** Puts an index on the list as being built, for one run at a time; false if another run has it or it is ready and whole. */
export async function claimIndex(
  db: Database,
  claim: {
    readonly organizationId: string;
    readonly modelId: string;
    readonly dimensions: number;
    readonly name: string;
    readonly now: Date;
    readonly until: Date;
  },
): Promise<boolean> {
  const { organizationId, modelId, dimensions, name, now, until } = claim;
  const rows = await db.execute(sql`
    insert into vector_indexes as v (organization_id, model_id, dimensions, index_name, state, claimed_until)
    values (${organizationId}, ${modelId}, ${dimensions}, ${name}, 'building', ${until.toISOString()})
    on conflict (organization_id, model_id) do update
      set state = 'building', dimensions = excluded.dimensions, claimed_until = excluded.claimed_until
      where v.claimed_until < ${now.toISOString()} and not (v.state = 'ready' and exists (
        select from pg_class c join pg_index i on i.indexrelid = c.oid
        where c.relname = v.index_name and i.indisvalid))
    returning 1`);
  return rows.length > 0;
}

/** Sets the state of an index whose claim ends with it. */
export async function setState(
  db: Database,
  name: string,
  state: RegisteredIndex['state'],
  now: Date,
): Promise<void> {
  await db.execute(sql`
    update vector_indexes set state = ${state}, claimed_until = ${now.toISOString()} where index_name = ${name}`);
}

/** Takes an index off the list. */
export async function forgetIndex(db: Database, name: string): Promise<void> {
  await db.execute(sql`delete from vector_indexes where index_name = ${name}`);
}

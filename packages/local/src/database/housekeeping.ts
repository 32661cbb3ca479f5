import type { Backend } from './backend.ts';
import type { Gateway } from './gateway.ts';

/** A checkpoint bounds the log's size on disk and the recovery after a kill. */
const CHECKPOINT_AFTER_BYTES = 64 * 1024 * 1024;
/** As autovacuum_vacuum_threshold and _scale_factor, autovacuum_analyze_ likewise (PostgreSQL's defaults). */
const TABLES_IN_NEED = `
  select quote_ident(s.schemaname) || '.' || quote_ident(s.relname),
    s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0)
  from pg_catalog.pg_stat_user_tables s join pg_catalog.pg_class c on c.oid = s.relid
  where s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0)
     or s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0)
  limit 1`;

/**
 * Does what the background processes of a server do and a single-user PostgreSQL leaves undone: checkpoints, and
 * vacuum and analyze of one changed table at a time. Returns the function that ends it.
 */
export function keepHouse(gateway: Gateway, backend: Backend, intervalMs: number): () => void {
  let seen = gateway.turnCount();
  let running = false;
  const timer = setInterval(async () => {
    if (running || gateway.turnCount() === seen) return;
    running = true;
    try {
      const moreToDo = await gateway.runOwn(() => tidyUp(backend));
      seen = moreToDo ? -1 : gateway.turnCount();
    } catch (error) {
      console.error('database housekeeping failed', error);
    } finally {
      running = false;
    }
  }, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** One round; true if another table waits. */
export async function tidyUp(backend: Backend): Promise<boolean> {
  const [wal] = await backend.query(
    'select pg_catalog.pg_current_wal_lsn() - redo_lsn from pg_catalog.pg_control_checkpoint()',
  );
  if (Number(wal?.[0]) > CHECKPOINT_AFTER_BYTES) await backend.query('CHECKPOINT');
  const [table] = await backend.query(TABLES_IN_NEED);
  if (table === undefined) return false;
  const [name, needsVacuum] = table;
  await backend.query(`${needsVacuum === 't' ? 'VACUUM (ANALYZE)' : 'ANALYZE'} ${name}`);
  return true;
}

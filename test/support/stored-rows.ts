import { join } from 'node:path';
import { startDatabase } from '@elenchus/local/database/start-database';
import postgres from 'postgres';

/** Rows that may not be there, each counted by a query over everything that is stored. */
const faults = {
  'chunks doubled':
    'select count(*) from (select from chunks group by document_id, revision, ordinal having count(*) > 1) as x',
  'vectors doubled':
    'select count(*) from (select from chunk_embeddings group by chunk_id, model_id having count(*) > 1) as x',
  'analyses doubled':
    'select count(*) from (select from analyses group by document_id, revision having count(*) > 1) as x',
  'chunks that are not counted': `
    select count(*) from documents d where status = 'completed' and chunk_count <>
      (select count(*) from chunks c where c.document_id = d.id and c.revision = d.text_revision)`,
  'chunks without a vector': `
    select count(*) from documents d join chunks c on c.document_id = d.id and c.revision = d.text_revision
    where status = 'completed' and not exists (select from chunk_embeddings e where e.chunk_id = c.id)`,
  'completed without an analysis of the text': `
    select count(*) from documents d where status = 'completed' and not exists
      (select from analyses a where a.id = d.analysis_id and a.revision = d.text_revision)`,
  'completed without a text': `
    select count(*) from documents d where status = 'completed' and not exists
      (select from text_revisions t where t.document_id = d.id and t.revision = d.text_revision)`,
  'equal files of a case without exactly one original': `
    select count(*) from (select from documents where status = 'completed' group by case_id, sha256
      having count(*) filter (where duplicate_of is null) <> 1) as x`,
};

/** Looks at the database of a stopped server; answers how many rows break each rule, all zero when it is sound. */
export async function brokenRules(dataFolder: string): Promise<Record<string, number>> {
  const database = await startDatabase({ dataDir: join(dataFolder, 'db') });
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  const counts: Record<string, number> = {};
  for (const [rule, query] of Object.entries(faults)) {
    const [row] = await sql.unsafe(query);
    counts[rule] = Number(row?.['count']);
  }
  await sql.end();
  await database.stop();
  return counts;
}

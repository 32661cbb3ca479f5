import { createHash, randomBytes } from 'node:crypto';
import { newUuid } from '@elenchus/core/platform/ids';
import type postgres from 'postgres';
import { expect } from 'vitest';

/** Values by column, as JSON has them. */
export type Row = Readonly<Record<string, unknown>>;
/** One row for each table of a tenant, in an order in which they can be stored. */
export type TenantRows = Readonly<Record<string, Row>>;

const now = '2026-03-01T12:00:00.000Z';
const soon = '2999-01-01T00:00:00.000Z';
const bytes = () => `\\x${randomBytes(32).toString('hex')}`;

function accountRows(organization_id: string) {
  const [user, session] = [newUuid(), newUuid()];
  const common = { organization_id, created_at: now };
  const ofUser = { organization_id, user_id: user };
  return {
    organizations: { id: organization_id, name: 'A firm', created_at: now },
    users: { ...common, id: user, email: `${user}@test.example`, full_name: 'Somebody', role: 'owner' },
    sessions: { ...ofUser, id: session, created_at: now },
    refresh_tokens: { organization_id, session_id: session, token_hash: bytes(), expires_at: soon },
    password_resets: { ...ofUser, token_hash: bytes(), expires_at: soon, created_at: now },
    invitations: {
      ...common,
      id: newUuid(),
      email: `${newUuid()}@test.example`,
      role: 'viewer',
      token_hash: bytes(),
      invited_by: user,
      expires_at: soon,
    },
    api_keys: {
      ...common,
      id: newUuid(),
      name: 'A key',
      prefix: 'elk_x',
      key_hash: bytes(),
      scopes: ['cases:read'],
      created_by: user,
    },
    idempotency_keys: {
      ...common,
      actor_id: user,
      key_hash: bytes(),
      request_hash: bytes(),
      locked_until: soon,
    },
    outbound_mails: {
      ...common,
      id: newUuid(),
      kind: 'invitation',
      recipient: 'x@test.example',
      subject: 'A letter',
      body_text: 'x',
      body_html: 'x',
      due_at: soon,
      expires_at: soon,
    },
  };
}

function documentRows(organization_id: string) {
  const [case_id, document_id, chunk_id, analysis] = [newUuid(), newUuid(), newUuid(), newUuid()];
  const common = { organization_id, created_at: now };
  const ofRevision = { organization_id, case_id, document_id, revision: 1 };
  return {
    cases: { ...common, id: case_id, client_name: 'A client', updated_at: now },
    documents: {
      ...common,
      id: document_id,
      case_id,
      batch_id: newUuid(),
      file_name: 'a.txt',
      size_bytes: 1,
      upload_expires_at: now,
      updated_at: now,
    },
    text_revisions: {
      ...common,
      document_id,
      revision: 1,
      text_key: 'none',
      text_length: 1,
      page_count: 1,
      pages_with_text: 1,
      pages_by_ocr: 0,
      title_text: 'A title',
    },
    chunks: {
      ...ofRevision,
      id: chunk_id,
      ordinal: 0,
      content: 'A secret',
      page_from: 1,
      page_to: 1,
      start_offset: 0,
      end_offset: 8,
      heading_path: [],
    },
    chunk_embeddings: { organization_id, chunk_id, model_id: 'test', embedding: '[1,0]' },
    document_events: {
      id: newUuid(),
      organization_id,
      document_id,
      attempt: 1,
      stage: 'inspect',
      status: 'completed',
      started_at: now,
    },
    object_deletions: { ...common, key_prefix: `org/${organization_id}/documents/${newUuid()}/` },
    analyses: {
      ...ofRevision,
      id: analysis,
      status: 'completed',
      content: {},
      provider: 'test',
      model: 'test',
      tokens_used: 0,
      cost_micro_usd: 0,
      party_names: [],
      profile_text: '',
      created_at: now,
    },
    search_names: {
      organization_id,
      case_id,
      document_id,
      kind: 'title',
      name: 'A title',
      word_number: 1,
      folded: 'a title',
    },
    vector_indexes: {
      organization_id,
      model_id: 'test',
      dimensions: 2,
      index_name: `vectors_${newUuid()}`,
      state: 'dropping',
      claimed_until: soon,
    },
  };
}

function conversationRows(organization_id: string, { document_id }: { readonly document_id: unknown }) {
  const conversation_id = newUuid();
  return {
    conversations: {
      id: conversation_id,
      organization_id,
      owner_id: newUuid(),
      is_document_scoped: true,
      created_at: now,
      updated_at: now,
    },
    conversation_documents: { organization_id, conversation_id, document_id },
    messages: {
      id: newUuid(),
      organization_id,
      conversation_id,
      sequence: 1,
      role: 'user',
      content: 'A question',
      created_at: now,
    },
  };
}

function auditRows(organization_id: string) {
  const what = { id: newUuid(), organizationId: organization_id, occurredAt: now, action: 'case.created' };
  const entry = JSON.stringify(what);
  // A log as it should be: a test beside this one anchors all logs there are.
  const hash = createHash('sha256')
    .update(`${'0'.repeat(64)}\n1\n${entry}`)
    .digest('hex');
  return {
    audit_log: { organization_id, sequence: 1, entry, hash },
    audit_heads: { organization_id, sequence: 1, hash },
  };
}

/** Stores a row in every table that has tenants; `tables` are all there are. */
export async function storeTenantRows(owner: postgres.Sql, tables: readonly string[]): Promise<TenantRows> {
  const organizationId = newUuid();
  const ofDocuments = documentRows(organizationId);
  const rows: TenantRows = {
    ...accountRows(organizationId),
    ...ofDocuments,
    ...conversationRows(organizationId, ofDocuments.text_revisions),
    ...auditRows(organizationId),
  };
  expect(Object.keys(rows).toSorted(), 'add a row of each new table to test/support/tenant-rows.ts').toEqual(
    tables.toSorted(),
  );
  for (const [table, row] of Object.entries(rows)) await storeRow(owner, table, row);
  return rows;
}

/** As the owner, whom no policy keeps from it. */
export async function storeRow(owner: postgres.Sql, table: string, row: Row): Promise<void> {
  const columns = owner(Object.keys(row));
  await owner`
    insert into ${owner(table)} (${columns})
    select ${columns} from jsonb_populate_record(null::${owner(table)}, ${JSON.stringify(row)}::text::jsonb)`;
}

/** A row with the same references as another, which can stand beside it. */
export function rowBeside(row: Row, uniqueColumns: ReadonlyMap<string, string>): Row {
  const values: Readonly<Record<string, () => unknown>> = {
    uuid: newUuid,
    text: newUuid,
    bytea: bytes,
    integer: () => 2,
    bigint: () => 2,
  };
  const fresh = [...uniqueColumns].filter(([name]) => row[name] !== undefined);
  return {
    ...row,
    ...Object.fromEntries(
      fresh.map(([name, type]) => [name, (values[type] ?? expect.fail(`add a value of type ${type}`))()]),
    ),
  };
}

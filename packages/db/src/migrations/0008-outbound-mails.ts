import { tenantTable } from './tenant-table.ts';

/** Mails that the product sends: written with the change that asks for them, sent afterwards. */
export const name = '0008-outbound-mails';

const table = `
create table outbound_mails (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  kind text not null,
  -- A line break in one of these would begin a header of its own.
  recipient text not null check (recipient !~ '[\\u0001-\\u001f\\u007f-\\u009f]'),
  subject text not null check (subject !~ '[\\u0001-\\u001f\\u007f-\\u009f]'),
  -- They hold links with tokens, so they go as soon as the mail is on its way or given up.
  body_text text,
  body_html text,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  attempts int not null default 0,
  provider_id text,
  failure_code text,
  created_at timestamptz not null,
  -- When it should long have been sent, and goes onto the queue again.
  due_at timestamptz not null,
  -- After that it is not sent any more.
  expires_at timestamptz not null,
  sent_at timestamptz,
  check ((state = 'queued') = (body_text is not null)),
  check ((state = 'queued') = (body_html is not null)),
  check ((state = 'sent') = (sent_at is not null)),
  check ((state = 'failed') = (failure_code is not null))
);
create index outbound_mails_queued on outbound_mails (id) where state = 'queued';
create index on outbound_mails (organization_id);
`;

const access = [
  tenantTable('outbound_mails'),
  'grant select, insert on outbound_mails to app_tenant;',
  `grant update (body_text, body_html, state, attempts, provider_id, failure_code, due_at, sent_at)
    on outbound_mails to app_tenant;`,
  // Finding what was not sent; nobody reads a mail across tenants.
  'create policy jobs on outbound_mails for select to app_jobs using (true);',
  'grant select (id, organization_id, state, created_at, due_at) on outbound_mails to app_jobs;',
];

export const statements = [table, ...access].join('\n');

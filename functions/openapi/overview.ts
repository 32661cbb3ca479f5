/** What the document says of itself: the conventions that hold on every route. */
export const overview = `Searchable, cited evidence from the files of a case.

**Who calls.** Send \`Authorization: Bearer <access token>\` (register or sign in to get one; a role is bound to it) or
\`X-API-Key: <key>\` (an admin makes keys; scopes are bound to it), not both. Each operation names the least role and
the scope. Roles from least to most: \`viewer\`, \`paralegal\`, \`attorney\`, \`admin\`, \`owner\`. Another
organization's things are \`404\`, as if they were not there.

**Lists** answer \`{data, nextCursor}\` and take \`limit\` and \`cursor\`. Send \`nextCursor\` as \`cursor\` for the
next page, with the same filters; it is null on the last one. Rows that come or go meanwhile neither repeat nor hide
others.

**Errors** are \`application/problem+json\` (RFC 9457). \`code\` is stable, \`type\` is the address of
[a page about it](/docs/errors), \`errors\` names the fields that are wrong, \`requestId\` is what to report. Unknown
fields of a body or a query are errors too.

**Idempotency.** A write takes \`Idempotency-Key\`. The same request with the same key gets the first answer again, with
\`Idempotency-Replayed: true\`, for 24 hours; it does nothing twice.

**Versions.** A read of one thing has an \`ETag\`. Send it in \`If-None-Match\` to get a \`304\` when nothing has changed,
or in \`If-Match\` of a change to be refused with \`412\` when something has. \`version\` in the body does the same with
\`409\`.

**Limits.** \`RateLimit\` and \`RateLimit-Policy\` tell what is left of which limit; over it the answer is \`429\` with
\`Retry-After\`. An API key has the limit \`apiKey\` on all of its calls.

**Offsets** into a text count UTF-16 code units, as strings of JavaScript do, from its first character: \`[start, end)\`.
Pages count from 1.`;

/** What each group of operations is about. */
export const tagDescriptions: Readonly<Record<string, string>> = {
  Identity: 'Accounts, sign-in and sessions',
  Users: 'The users of the organization, invitations, the own profile',
  Organization: 'Settings, quotas and what is used of them',
  'API keys': 'Credentials for programs, with scopes',
  Audit: 'What was done, by whom, in a chain of hashes',
  Cases: 'Matters of clients; every document belongs to one',
  Documents: 'Upload, reading, text, analysis and chain of custody of files',
  Search: 'Passages by meaning and by words, each with its place in its document',
  Chat: 'Conversations; every answer quotes documents and cites them',
  Operations: 'Health, metrics, and this documentation',
};

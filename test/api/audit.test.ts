import { getDocumentCustody, listAuditLog, verifyAuditLog } from '@elenchus/contracts/audit/routes';
import { deleteDocument, getDocumentFile } from '@elenchus/contracts/documents/routes';
import { expect, inject, it } from 'vitest';
import { ended, makeFirm, textFile, upload } from '../support/client.ts';
import { sender } from '../support/http.ts';

const url = inject('apiUrl');

it('keeps what was done with a document from its announcement to its deletion, and proves that it is whole', async () => {
  const { api, caseId, email } = await makeFirm(url);
  const [documentId = ''] = await upload(api, caseId, [textFile('will.txt', 'I leave all to my cat.')]);
  const { sha256 } = await ended(api, documentId);
  await api.call(getDocumentFile, { params: { documentId } });
  await api.call(deleteDocument, { params: { documentId } });

  const custody = await api.call(getDocumentCustody, { params: { documentId } });
  expect(custody.data.map(({ action, actor }) => [action, actor.type])).toEqual([
    ['document.announced', 'user'],
    ['document.received', 'system'],
    ['document.processed', 'system'],
    ['document.file_read', 'user'],
    ['document.deleted', 'user'],
  ]);
  expect(custody).toMatchObject({ fileName: 'will.txt', sha256, actors: [{ name: 'Test Owner', email }] });
  expect(custody.data[0]?.ipAddress).toBe('127.0.0.1');

  const verification = await api.call(verifyAuditLog);
  const { data } = await api.call(listAuditLog, { query: { limit: 100 } });
  expect(data.map(({ action }) => action).toReversed()).toEqual([
    'organization.created',
    'user.registered',
    'case.created',
    ...custody.data.map(({ action }) => action),
    'audit_log.verified',
  ]);
  expect(verification).toEqual({ valid: true, entries: 8 });
});

it('refuses odd filters, and takes any time', async () => {
  const { accessToken } = await makeFirm(url);
  const send = sender(url, { authorization: `Bearer ${accessToken}` });
  const odd = [
    { from: 'yesterday' },
    { actorId: 'x' },
    { action: '\u0000' },
    { limit: '0' },
    { colour: 'red' },
  ];
  for (const query of odd) expect((await send(listAuditLog, { query })).status).toBe(422);
  const mistyped = await send(listAuditLog, { query: { cursor: 'x' } });
  expect(mistyped).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } });
  for (const query of [{ from: '0000-01-01T00:00:00Z' }, { to: '9999-12-31T23:59:59.999Z' }]) {
    expect(await send(listAuditLog, { query })).toMatchObject({
      status: 200,
      body: { data: [{ action: 'case.created' }, {}, {}] },
    });
  }
});

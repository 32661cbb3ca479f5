import type { ApiClient } from '@elenchus/client/api-client';
import { createConversation, postMessage } from '@elenchus/contracts/conversations/routes';
import { listDocumentChunks } from '@elenchus/contracts/documents/routes';
import type { HttpRow } from '@elenchus/functions/function-row';
import { functionTable } from '@elenchus/functions/table';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { ended, json, makeFirm, textFile, upload } from '../support/client.ts';

const url = inject('apiUrl');
const rows = functionTable.filter((row): row is HttpRow => row.trigger === 'http');
const protectedRows = rows.filter((row) => row.contract.auth.kind !== 'public');
const secret = 'The pangolin covenant';

/** Ids of the first firm, by the name of the path parameter. */
const owned: Record<string, string> = {};
let victim: ApiClient;
let stranger: { api: ApiClient; caseId: string };
let strangerToken: string;

beforeAll(async () => {
  const firm = await makeFirm(url);
  victim = firm.api;
  const [documentId = ''] = await upload(victim, firm.caseId, [textFile('a.txt', `${secret} is secret.`)]);
  await ended(victim, documentId);
  const conversation = await victim.call(createConversation, { body: { caseId: firm.caseId } });
  await victim.call(postMessage, {
    params: { conversationId: conversation.id },
    body: { content: 'What is the pangolin covenant?' },
  });
  Object.assign(owned, { caseId: firm.caseId, documentId, conversationId: conversation.id });
  stranger = await makeFirm(url);
  const response = await fetch(`${url}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      email: `${crypto.randomUUID()}@x.example`,
      password: 'Sound-Password-1',
      fullName: 'Stranger',
      organizationName: 'Elsewhere',
    }),
  });
  strangerToken = (await json<{ accessToken: string }>(response)).accessToken;
});

/** Bodies that name what the first firm owns. */
function bodyOf(operation: string): unknown {
  const bodies: Record<string, unknown> = {
    createCase: { clientName: 'Mine' },
    createUploads: { caseId: owned['caseId'], files: [{ fileName: 'a.txt', sizeBytes: 1 }] },
    searchDocuments: { query: secret, caseId: owned['caseId'], documentIds: [owned['documentId']] },
    retrievePassages: { query: secret, caseId: owned['caseId'], documentIds: [owned['documentId']] },
    reprocessDocuments: { documentIds: [owned['documentId']] },
    createConversation: { caseId: owned['caseId'], documentIds: [owned['documentId']] },
    updateDocument: { tags: ['stolen'] },
    postMessage: { content: secret, documentIds: [owned['documentId']] },
  };
  return bodies[operation];
}

/** Query strings that name what the first firm owns, of routes that need one. */
function queryOf(operation: string): string {
  return operation === 'suggestNames' ? `?prefix=pang&caseId=${owned['caseId']}` : '';
}

function request({ contract }: HttpRow, token: string | undefined): Promise<Response> {
  const path = contract.path.replace(
    /\{(\w+)\}/g,
    (_, name: string) => owned[name] ?? expect.fail(`add an id for {${name}} to owned`),
  );
  const body = bodyOf(contract.operation);
  if (contract.body && body === undefined) expect.fail(`add a body for ${contract.operation} to bodyOf()`);
  return fetch(`${url}${path}${queryOf(contract.operation)}`, {
    method: contract.method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

describe.each(protectedRows.map((row) => [row.operation, row] as const))('%s', (_, row) => {
  it('is refused without a token and with a wrong one', async () => {
    for (const token of [undefined, 'x', 'a.b.c', `${strangerToken.slice(0, -5)}AAAAA`]) {
      const response = await request(row, token);
      expect(response.status).toBe(401);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(await response.json()).toMatchObject({ code: 'unauthenticated', requestId: expect.any(String) });
    }
  });

  it('shows a stranger nothing of another firm', async () => {
    const response = await request(row, strangerToken);
    const text = await response.text();
    expect(text).not.toContain(secret);
    if (
      /\{/.test(row.contract.path) ||
      /Uploads|Conversation|Message|search|retrieve|suggest|reprocess/.test(row.operation)
    ) {
      expect([response.status, JSON.parse(text).code]).toEqual([404, 'not_found']);
      expect(row.contract.errors).toContain('not_found');
    } else {
      expect(response.ok).toBe(true);
      for (const id of Object.values(owned)) expect(text).not.toContain(id);
    }
  });
});

it('what the stranger tried has changed nothing', async () => {
  const chunks = await victim.call(listDocumentChunks, { params: { documentId: owned['documentId'] ?? '' } });
  expect(chunks.data[0]?.content).toContain(secret);
  expect(stranger.caseId).not.toBe(owned['caseId']);
});

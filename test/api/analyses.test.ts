import {
  getDocument,
  getDocumentContent,
  getLatestAnalysis,
  listDocuments,
  reprocessDocument,
  updateDocument,
} from '@elenchus/contracts/documents/routes';
import { expect, inject, it } from 'vitest';
import { ended, makeFirm, sample, textFile, upload } from '../support/client.ts';

const url = inject('apiUrl');

it('of a contract names parties, dates, clauses and terms, each with words that stand where they say', async () => {
  const { api, caseId } = await makeFirm(url);
  const [documentId = ''] = await upload(api, caseId, [await sample('master-services-agreement.pdf')]);
  const document = await ended(api, documentId);
  const params = { documentId };
  const { content, ...analysis } = await api.call(getLatestAnalysis, { params });
  expect(analysis).toMatchObject({
    documentId,
    caseId,
    textRevision: 1,
    status: 'completed',
    provider: 'offline',
    tokensUsed: 0,
    costMicroUsd: 0,
  });
  expect(content).toMatchObject({ category: 'contract', documentType: 'Master Services Agreement' });
  expect(content.parties.map(({ name, role }) => [name, role])).toEqual([
    ['Harrowgate Analytics, Inc.', 'Provider'],
    ['Bellwether Freight LLC', 'Client'],
  ]);
  expect(content.keyDates).toContainEqual(expect.objectContaining({ type: 'effective', date: '2024-02-01' }));
  expect(content.keyTerms.map(({ term }) => term)).toContain('Confidential Information');
  expect(content.clauses.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['termination_for_convenience', 'governing_law', 'cap_on_liability']),
  );
  expect(document).toMatchObject({ category: 'contract', documentDate: '2024-02-01' });
  expect(document.jurisdiction).toBe(content.jurisdiction);

  const { pages } = await api.call(getDocumentContent, { params });
  const text = pages.map((page) => page.text).join('\n');
  const findings = [
    content.parties,
    content.keyDates,
    content.obligations,
    content.clauses,
    content.keyTerms,
  ];
  for (const { confidence, evidence } of findings.flat()) {
    expect(confidence).toBeGreaterThan(0);
    for (const { start, end, quote, page } of evidence) {
      expect(text.slice(start, end)).toBe(quote);
      expect(pages[page - 1]?.start).toBeLessThanOrEqual(start);
      expect(pages[page - 1]?.end).toBeGreaterThan(start);
    }
  }
});

it('leaves alone what a person has noted', async () => {
  const { api, caseId } = await makeFirm(url);
  const [documentId = ''] = await upload(api, caseId, [
    textFile('note.txt', 'The rent is due on May 1, 2024.'),
  ]);
  const { version } = await ended(api, documentId);
  const params = { documentId };
  const body = { version, category: 'financial' as const, tags: ['rent', 'urgent'], metadata: { shelf: 7 } };
  const changed = await api.call(updateDocument, { params, body });
  expect(changed).toMatchObject({ category: 'financial', tags: ['rent', 'urgent'], metadata: { shelf: 7 } });
  await expect(api.call(updateDocument, { params, body })).rejects.toMatchObject({ code: 'conflict' });
  await expect(api.call(updateDocument, { params, body: { version: 1 } })).rejects.toMatchObject({
    code: 'validation_failed',
  });

  const found = async (query: Record<string, string>) =>
    (await api.call(listDocuments, { query: { caseId, ...query } })).data.map(({ id }) => id);
  expect(await found({ tag: 'rent' })).toEqual([documentId]);
  expect(await found({ tag: 'ren' })).toEqual([]);
  expect(await found({ category: 'financial' })).toEqual([documentId]);

  await api.call(reprocessDocument, { params });
  const again = await ended(api, documentId);
  expect(again).toMatchObject({ status: 'completed', textRevision: 2, category: 'financial' });
  expect((await api.call(getLatestAnalysis, { params })).textRevision).toBe(2);
});

it('of an e-mail goes with its attachment, a document of its own', async () => {
  const { api, caseId } = await makeFirm(url);
  const [documentId = ''] = await upload(api, caseId, [await sample('notice-of-default.eml')]);
  const mail = await ended(api, documentId);
  expect(mail).toMatchObject({
    mediaType: 'message/rfc822',
    category: 'correspondence',
    documentDate: '2025-06-09',
    email: {
      messageId: 'notice-300@farrow-tate.example',
      subject: 'Notice of default, Suite 300, 77 Quarry Street',
      sentAt: '2025-06-09T19:27:00.000Z',
    },
  });
  const { data } = await api.call(listDocuments, { query: { parentDocumentId: documentId } });
  expect(data.map(({ fileName, batchId }) => [fileName, batchId])).toEqual([
    ['rent-ledger.pdf', mail.batchId],
  ]);
  const ledger = await ended(api, data[0]?.id ?? '');
  expect(ledger).toMatchObject({ status: 'completed', parentDocumentId: documentId });
});

it('of a scan stands on what was read by text recognition', async () => {
  const { api, caseId } = await makeFirm(url);
  const [documentId = ''] = await upload(api, caseId, [await sample('courier-receipt.pdf')]);
  const document = await ended(api, documentId);
  expect(document.counts).toMatchObject({ pages: 1, pagesWithText: 0, pagesByOcr: 1 });
  const params = { documentId };
  const { pages } = await api.call(getDocumentContent, { params, query: { boxes: 'true' } });
  expect(pages[0]?.text).toContain('Delivered on March 11, 2025');
  expect(pages[0]?.boxes?.length).toBeGreaterThan(5);
  expect((await api.call(getDocument, { params })).failure).toBeNull();
});

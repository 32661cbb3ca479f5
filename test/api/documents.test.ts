import { readFile } from 'node:fs/promises';
import type { ApiClient } from '@elenchus/client/api-client';
import {
  deleteDocument,
  getDocument,
  getDocumentContent,
  getDocumentFile,
  listDocumentChunks,
  listDocumentEvents,
  listDocuments,
  reprocessDocument,
  reprocessDocuments,
} from '@elenchus/contracts/documents/routes';
import { searchDocuments } from '@elenchus/contracts/search/routes';
import { describe, expect, inject, it } from 'vitest';
import { ended, makeFirm, sample, textFile, upload } from '../support/client.ts';

const url = inject('apiUrl');

async function allChunks(api: ApiClient, documentId: string) {
  const chunks = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = cursor ? { limit: '7', cursor } : { limit: '7' };
    const page: Awaited<ReturnType<typeof api.call<typeof listDocumentChunks>>> = await api.call(
      listDocumentChunks,
      { params: { documentId }, query },
    );
    chunks.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return chunks;
}

describe('a document', () => {
  it('goes from upload to text with pages, boxes and chunks that stand where they say', async () => {
    const { api, caseId } = await makeFirm(url);
    const [documentId = ''] = await upload(api, caseId, [await sample('master-services-agreement.pdf')]);
    const document = await ended(api, documentId);
    expect(document).toMatchObject({
      status: 'completed',
      mediaType: 'application/pdf',
      failure: null,
      progress: 1,
    });
    expect(document.counts.pages).toBeGreaterThan(1);
    expect(document.counts.vectors).toBe(document.counts.chunks);

    const params = { documentId };
    const content = await api.call(getDocumentContent, { params, query: { boxes: 'true' } });
    const text = content.pages.map((page) => page.text).join('\n');
    expect(content.pages).toHaveLength(document.counts.pages);
    for (const page of content.pages) {
      expect(page.text).toBe(text.slice(page.start, page.end));
      expect(page.boxes?.length).toBeGreaterThan(5);
      for (const box of page.boxes ?? []) {
        expect(box.start).toBeGreaterThanOrEqual(page.start);
        expect(box.end).toBeLessThanOrEqual(page.end);
        expect(Math.max(box.x + box.width, box.y + box.height)).toBeLessThanOrEqual(1.001);
      }
    }
    const chunks = await allChunks(api, documentId);
    expect(chunks).toHaveLength(document.counts.chunks);
    for (const chunk of chunks) {
      expect(chunk.content).toBe(text.slice(chunk.start, chunk.end));
      expect(chunk.content.length).toBeLessThanOrEqual(1000);
      const pages = content.pages.filter((page) => page.start < chunk.end && page.end > chunk.start);
      expect([chunk.pageFrom, chunk.pageTo]).toEqual([pages[0]?.page, pages.at(-1)?.page]);
    }
    const events = await api.call(listDocumentEvents, { params });
    expect(events.data.map((event) => [event.stage, event.status])).toEqual(
      ['inspect', 'extract', 'chunk', 'embed', 'analyse', 'finish'].map((stage) => [stage, 'completed']),
    );
  });

  it('gives the very bytes back', async () => {
    const { api, caseId } = await makeFirm(url);
    const file = textFile('Übersicht "final".txt', 'Notice period: thirty days.\n');
    const [documentId = ''] = await upload(api, caseId, [file]);
    await ended(api, documentId);
    const { url: fileUrl } = await api.call(getDocumentFile, { params: { documentId } });
    const response = await fetch(fileUrl);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(file.bytes);
    expect(response.headers.get('content-disposition')).toContain("filename*=UTF-8''%C3%9Cbersicht");
  });

  it('ends rejected, with the right code, when the file is wrong', async () => {
    const { api, caseId } = await makeFirm(url);
    const pdf = await sample('commercial-lease.pdf');
    const files = [
      { fileName: 'cut.pdf', bytes: pdf.bytes.slice(0, pdf.bytes.length / 2) },
      { fileName: 'program.pdf', bytes: new Uint8Array(await readFile(process.execPath)).slice(0, 100_000) },
      { fileName: 'nothing.pdf', bytes: new Uint8Array() },
      { fileName: 'noise.md', bytes: crypto.getRandomValues(new Uint8Array(5000)) },
      { fileName: 'blank.txt', bytes: new TextEncoder().encode(' \n \n') },
    ];
    const ids = await upload(api, caseId, files);
    const documents = await Promise.all(ids.map((id) => ended(api, id)));
    expect(documents.map(({ fileName, status, failure }) => [fileName, status, failure?.code])).toEqual([
      ['cut.pdf', 'rejected', 'corrupt'],
      ['program.pdf', 'rejected', 'type_mismatch'],
      ['nothing.pdf', 'rejected', 'empty'],
      ['noise.md', 'rejected', 'type_mismatch'],
      ['blank.txt', 'rejected', 'no_text'],
    ]);
  });

  it('is a duplicate of an equal one in its case: readable, found once, and heir when the original goes', async () => {
    const { api, caseId } = await makeFirm(url);
    const text = 'The zebra clause binds the parties for nine years.';
    const ids = await upload(api, caseId, [textFile('one.txt', text), textFile('two.txt', text)]);
    const documents = await Promise.all(ids.map((id) => ended(api, id)));
    const original = documents.find((document) => document.duplicateOf === null) ?? expect.fail();
    const copy = documents.find((document) => document.duplicateOf !== null) ?? expect.fail();
    expect(copy.duplicateOf).toBe(original.id);
    expect((await api.call(getDocumentContent, { params: { documentId: copy.id } })).pages[0]?.text).toBe(
      text,
    );
    const search = () => api.call(searchDocuments, { body: { query: 'zebra clause', caseId } });
    expect((await search()).data.map((hit) => hit.documentId)).toEqual([original.id]);

    await api.call(deleteDocument, { params: { documentId: original.id } });
    expect((await search()).data.map((hit) => hit.documentId)).toEqual([copy.id]);
  });

  it('can be named in capitals: deleting it so leaves nothing behind', async () => {
    const { api, caseId } = await makeFirm(url);
    const [documentId = ''] = await upload(api, caseId, [textFile('a.txt', 'The ocelot provision.')]);
    await ended(api, documentId);
    const { url: fileUrl } = await api.call(getDocumentFile, { params: { documentId } });
    const capitals = documentId.toUpperCase();
    const search = { query: 'ocelot', documentIds: [capitals] };
    expect((await api.call(searchDocuments, { body: search })).data).toHaveLength(1);
    await api.call(deleteDocument, { params: { documentId: capitals } });
    expect((await fetch(fileUrl)).status).toBe(404);
  });

  it('is read in parts when it is one long page', async () => {
    const { api, caseId } = await makeFirm(url);
    const text = '"a" "b"\n'.repeat(200_000);
    const [documentId = ''] = await upload(api, caseId, [textFile('long.txt', text)]);
    expect((await ended(api, documentId)).status).toBe('completed');
    let read = '';
    for (let next: [number, number] | null = [1, 0]; next !== null; ) {
      const query: Record<string, string> = { fromPage: String(next[0]), fromOffset: String(next[1]) };
      const part = await api.call(getDocumentContent, { params: { documentId }, query });
      read += part.pages.map((page) => page.text).join('');
      next = part.nextPage === null ? null : [part.nextPage, part.nextOffset ?? 0];
    }
    expect(read === text).toBe(true);
  });

  it('keeps its former text readable under its revision after a reprocess', async () => {
    const { api, caseId } = await makeFirm(url);
    const [documentId = ''] = await upload(api, caseId, [
      textFile('a.md', '# Heading\n\nSome words of notice.\n'),
    ]);
    await ended(api, documentId);
    const before = await api.call(getDocumentContent, { params: { documentId } });
    expect((await api.call(reprocessDocument, { params: { documentId } })).status).toBe('pending');
    const document = await ended(api, documentId);
    expect(document).toMatchObject({ status: 'completed', textRevision: 2 });
    const former = await api.call(getDocumentContent, { params: { documentId }, query: { revision: '1' } });
    expect(former).toEqual(before);
    const chunks = await allChunks(api, documentId);
    expect(chunks).toHaveLength(document.counts.chunks);
  });

  it('is reprocessed with others, or none of them is', async () => {
    const { api, caseId } = await makeFirm(url);
    const ids = await upload(api, caseId, [textFile('a.txt', 'One.'), textFile('b.txt', 'Two.')]);
    await Promise.all(ids.map((id) => ended(api, id)));
    const reprocess = (documentIds: string[]) => api.call(reprocessDocuments, { body: { documentIds } });
    await expect(reprocess([...ids, crypto.randomUUID()])).rejects.toMatchObject({ status: 404 });
    const untouched = await Promise.all(
      ids.map((documentId) => api.call(getDocument, { params: { documentId } })),
    );
    expect(untouched.map(({ status, textRevision }) => [status, textRevision])).toEqual(
      ids.map(() => ['completed', 1]),
    );
    expect((await reprocess(ids)).data).toHaveLength(2);
    const documents = await Promise.all(ids.map((id) => ended(api, id)));
    expect(documents.map(({ status, textRevision }) => [status, textRevision])).toEqual(
      ids.map(() => ['completed', 2]),
    );
  });

  it('is gone with everything once it is deleted', async () => {
    const { api, caseId } = await makeFirm(url);
    const [documentId = ''] = await upload(api, caseId, [textFile('a.txt', 'The walrus provision.')]);
    await ended(api, documentId);
    const { url: fileUrl } = await api.call(getDocumentFile, { params: { documentId } });
    const { etag } = await api.read(getDocument, { params: { documentId } });
    const wrong = etag?.replace(/^"v\d+/, '"v999') ?? expect.fail('no ETag');
    const stale = api.call(deleteDocument, { params: { documentId }, ifMatch: wrong });
    await expect(stale).rejects.toMatchObject({ status: 412, code: 'precondition_failed' });
    await api.call(deleteDocument, { params: { documentId }, ...(etag && { ifMatch: etag }) });
    await expect(api.call(getDocument, { params: { documentId } })).rejects.toMatchObject({ status: 404 });
    expect((await fetch(fileUrl)).status).toBe(404);
    expect((await api.call(listDocuments, { query: { caseId } })).data).toEqual([]);
    expect((await api.call(searchDocuments, { body: { query: 'walrus', caseId } })).data).toEqual([]);
  });
});

describe('an announcement', () => {
  it('refuses paths, too large files and unknown cases, and makes nothing then', async () => {
    const { api, caseId } = await makeFirm(url);
    const { createUploads } = await import('@elenchus/contracts/documents/routes');
    const announce = (fileName: string, sizeBytes: number, id = caseId) =>
      api.call(createUploads, {
        body: {
          caseId: id,
          files: [
            { fileName: 'fine.pdf', sizeBytes: 1 },
            { fileName, sizeBytes },
          ],
        },
      });
    await expect(announce('../up.pdf', 1)).rejects.toMatchObject({ status: 422 });
    await expect(announce('a\\b.pdf', 1)).rejects.toMatchObject({ status: 422 });
    await expect(announce('big.pdf', 104_857_601)).rejects.toMatchObject({
      status: 422,
      code: 'validation_failed',
    });
    await expect(announce('a.pdf', 1, crypto.randomUUID())).rejects.toMatchObject({ status: 404 });
    expect((await api.call(listDocuments, { query: { caseId } })).data).toEqual([]);
  });

  it('gives a form that takes this file only', async () => {
    const { api, caseId } = await makeFirm(url);
    const { createUploads } = await import('@elenchus/contracts/documents/routes');
    const { uploads } = await api.call(createUploads, {
      body: { caseId, files: [{ fileName: 'a.txt', sizeBytes: 5 }] },
    });
    const [ticket] = uploads;
    const send = (changed: Record<string, string>, body: string) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...ticket?.fields, ...changed })) form.append(name, value);
      form.append('file', new Blob([body]));
      return fetch(ticket?.url ?? '', { method: 'POST', body: form });
    };
    expect((await send({}, 'too long')).status).toBe(400);
    expect((await send({ key: 'org/other/documents/x/original' }, '12345')).status).toBe(403);
    expect((await send({}, '12345')).status).toBe(204);
    expect((await ended(api, ticket?.documentId ?? '')).status).toBe('completed');
  });

  it('rejects another file than the one whose hash was announced', async () => {
    const { api, caseId } = await makeFirm(url);
    const { createUploads } = await import('@elenchus/contracts/documents/routes');
    const { uploads } = await api.call(createUploads, {
      body: { caseId, files: [{ fileName: 'a.txt', sizeBytes: 5, sha256: 'ab'.repeat(32) }] },
    });
    const [ticket] = uploads;
    const form = new FormData();
    for (const [name, value] of Object.entries(ticket?.fields ?? {})) form.append(name, value);
    form.append('file', new Blob(['12345']));
    await fetch(ticket?.url ?? '', { method: 'POST', body: form });
    const document = await ended(api, ticket?.documentId ?? '');
    expect(document.failure?.code).toBe('hash_mismatch');
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiClient } from '@elenchus/client/api-client';
import { createConversation, postMessage } from '@elenchus/contracts/conversations/routes';
import { getDocumentContent, listDocumentChunks } from '@elenchus/contracts/documents/routes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { characterF1, normalized } from '../real-data/text-comparison.ts';
import { pdfBomb } from '../support/bomb.ts';
import { ended, makeFirm, type TestFile, upload } from '../support/client.ts';
import { type Server, startServer } from '../support/start-server.ts';

const data = join(import.meta.dirname, '../../../shared/data/contracts');
const isAbsent = !existsSync(data);
if (isAbsent) console.warn(`Skipped: no contracts in ${data}`);

interface Contract {
  readonly id: string;
  readonly title: string;
  readonly pdf_page_nonspace_chars: readonly number[];
}

const contracts: Contract[] = isAbsent
  ? []
  : readFileSync(join(data, 'contracts.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .slice(0, 12)
      .map((line) => JSON.parse(line));
const bytesOf = (id: string) => new Uint8Array(readFileSync(join(data, `pdf/${id}.pdf`)));

let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'elenchus-contracts-'));
  server = await startServer({ dataFolder: folder });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function allPages(api: ApiClient, documentId: string) {
  const pages = [];
  for (let from: number | null = 1; from !== null; ) {
    const query: Record<string, string> = { fromPage: String(from) };
    const part = await api.call(getDocumentContent, { params: { documentId }, query });
    pages.push(...part.pages);
    from = part.nextPage;
  }
  return pages;
}

async function allChunks(api: ApiClient, documentId: string) {
  const chunks = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: Record<string, string> = { limit: '100', ...(cursor && { cursor }) };
    const part = await api.call(listDocumentChunks, { params: { documentId }, query });
    chunks.push(...part.data);
    cursor = part.nextCursor;
  }
  return chunks;
}

describe.skipIf(isAbsent)('twenty contracts and five wrong files', () => {
  it('end completed with all their text, and rejected with the right code', async () => {
    const { api, caseId } = await makeFirm(server.url);
    const [first] = contracts;
    const sound = bytesOf(first?.id ?? '');
    const wrong: (TestFile & { code: string })[] = [
      { fileName: 'truncated.pdf', bytes: sound.slice(0, sound.length * 0.6), code: 'corrupt' },
      { fileName: 'program.pdf', bytes: new Uint8Array(readFileSync('/bin/sh')), code: 'type_mismatch' },
      { fileName: 'empty.pdf', bytes: new Uint8Array(), code: 'empty' },
      { fileName: 'bomb.pdf', bytes: pdfBomb(1_000_000_000), code: 'too_complex' },
      { fileName: 'noise.md', bytes: crypto.getRandomValues(new Uint8Array(20_000)), code: 'type_mismatch' },
    ];
    const files = contracts.map(({ id }) => ({ fileName: `${id}.pdf`, bytes: bytesOf(id) }));
    const wrongIds = await upload(api, caseId, wrong);
    const ids = await upload(api, caseId, files);

    const rejected = await Promise.all(wrongIds.map((id) => ended(api, id, 180_000)));
    expect(rejected.map(({ fileName, status, failure }) => [fileName, status, failure?.code])).toEqual(
      wrong.map(({ fileName, code }) => [fileName, 'rejected', code]),
    );
    for (const [index, { id, pdf_page_nonspace_chars: labelled }] of contracts.entries()) {
      const documentId = ids[index] ?? '';
      expect((await ended(api, documentId, 180_000)).status, id).toBe('completed');
      const pages = await allPages(api, documentId);
      const chunks = await allChunks(api, documentId);
      const length = Math.max(...pages.map((page) => page.end));
      const text = pages.reduce(
        (whole, page) => whole + '\n'.repeat(page.start - whole.length) + page.text,
        '',
      );
      expect(text).toHaveLength(length);
      const expected = readFileSync(join(data, `txt/${id}.txt`), 'utf8');
      expect(characterF1(normalized(text), normalized(expected)), id).toBeGreaterThanOrEqual(0.999);
      expect(pages, id).toHaveLength(labelled.length);
      const covered = new Uint8Array(length);
      for (const chunk of chunks) {
        expect(chunk.content).toBe(text.slice(chunk.start, chunk.end));
        expect(chunk.content.length).toBeLessThanOrEqual(1000);
        const on = pages.filter((page) => page.start < chunk.end && page.end > chunk.start);
        expect([chunk.pageFrom, chunk.pageTo]).toEqual([on[0]?.page, on.at(-1)?.page]);
        covered.fill(1, chunk.start, chunk.end);
      }
      const missed = [...covered.keys()].filter((at) => covered[at] === 0 && /\S/.test(text[at] ?? ''));
      expect(missed, id).toEqual([]);
    }
  });

  it('answer with citations whose words stand in the text, on the page they name', async () => {
    const { api, caseId } = await makeFirm(server.url);
    const chosen = contracts.slice(0, 4);
    const files = chosen.map(({ id }) => ({ fileName: `${id}.pdf`, bytes: bytesOf(id) }));
    const ids = await upload(api, caseId, files);
    await Promise.all(ids.map((id) => ended(api, id)));
    const { id: conversationId } = await api.call(createConversation, { body: { caseId } });
    let citations = 0;
    for (const { title } of chosen) {
      for (const question of ["which state's law governs the contract?", 'how can it be terminated?']) {
        const { message } = await api.call(postMessage, {
          params: { conversationId },
          body: { content: `In the ${title}: ${question}` },
        });
        for (const citation of message.citations) {
          const query = { page: String(citation.page), revision: String(citation.textRevision) };
          const { pages } = await api.call(getDocumentContent, { params: citation, query });
          const [page] = pages;
          const onPage = page?.text.slice(citation.start - page.start, citation.end - page.start) ?? '';
          expect(citation.quote.startsWith(onPage) && onPage.length > 0).toBe(true);
          if (citation.page === citation.pageTo) expect(onPage).toBe(citation.quote);
          citations += 1;
        }
      }
    }
    expect(citations).toBeGreaterThan(4);
  });
});

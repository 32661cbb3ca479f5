import { loadText } from '@elenchus/core/documents/load-text';
import { readingKey, textKey } from '@elenchus/core/documents/object-keys';
import { assembleDocument } from '@elenchus/core/ingestion/assemble-document';
import { extractDocument } from '@elenchus/core/ingestion/extract-document';
import { readPages } from '@elenchus/core/ingestion/read-pages';
import { type OcrEngine, type OcrReading, OcrTooComplexError } from '@elenchus/core/ocr/ocr-port';
import type { DocumentParser } from '@elenchus/core/parsing/parser-port';
import { documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type Context, inputOf, makeContext, makeDocument, readDocument } from '../support/pipeline.ts';

/** A file of three pages, of which only the second has a text layer. */
const layer = 'A page with text.';
const parser: DocumentParser = {
  parse: async () => ({
    outcome: 'parsed',
    extracted: {
      text: `\n${layer}\n`,
      pages: [
        { page: 1, start: 0, end: 0, source: 'blank' },
        { page: 2, start: 1, end: 1 + layer.length, source: 'text' },
        { page: 3, start: 2 + layer.length, end: 2 + layer.length, source: 'blank' },
      ],
      headings: [],
    },
    unreadPages: [
      { page: 1, reason: 'unread' },
      { page: 3, reason: 'unread' },
    ],
  }),
  renderPage: async (_file, page) => ({
    outcome: 'rendered',
    image: { png: new Uint8Array([page]), widthPixels: 100, heightPixels: 100 },
  }),
};

function readingOf(words: readonly string[]): OcrReading {
  const box = { y: 0.1, width: 0.2, height: 0.02, confidence: 0.95 };
  const line = { paragraph: 0, words: words.map((text, index) => ({ ...box, text, x: 0.1 + index * 0.25 })) };
  return { lines: words.length === 0 ? [] : [line], quarterTurns: 0 };
}

/** Reads `Page <n> scanned` from page n, and notes which it was asked for. */
function notingEngine(words = (page: number) => ['Page', String(page), 'scanned']) {
  const read: number[] = [];
  const ocr: OcrEngine = {
    engineId: 'test',
    read: async ({ png }) => {
      const page = png[0] ?? 0;
      read.push(page);
      return readingOf(words(page));
    },
  };
  return { ocr, read };
}

async function makeScan(ocr: OcrEngine) {
  const ctx = await makeContext();
  const withPorts = { ...ctx, ports: { ...ctx.ports, parser, ocr } };
  const id = await makeDocument(ctx, {
    fileName: 'scan.pdf',
    mediaType: 'application/pdf',
    status: 'processing',
    originalVersionId: 'v1',
  });
  return { ctx: withPorts, id, input: inputOf(ctx, id) };
}

const textOf = (ctx: Context, id: string) => loadText(ctx.ports.objects, textKey(ctx.organizationId, id, 1));

describe('pages without a text layer', () => {
  it('are read one by one, each once, and take their place in the text', async () => {
    const { ocr, read } = notingEngine();
    const { ctx, id, input } = await makeScan(ocr);
    const extracted = await extractDocument({ ctx, input });
    expect(extracted).toEqual({
      outcome: 'read_pages',
      batches: [
        { from: 0, to: 1 },
        { from: 1, to: 2 },
      ],
    });
    await Promise.all(extracted.batches.map((batch) => readPages({ ctx, input: { ...input, batch } })));
    // Once more, as after a crash: what was read is kept.
    await readPages({ ctx, input: { ...input, batch: { from: 0, to: 2 } } });
    expect(read.toSorted()).toEqual([1, 3]);
    expect(await assembleDocument({ ctx, input })).toEqual({ outcome: 'continue' });
    const { text, pages } = await textOf(ctx, id);
    expect(pages.map((page) => text.slice(page.start, page.end))).toEqual([
      'Page 1 scanned',
      layer,
      'Page 3 scanned',
    ]);
    expect(await readDocument(ctx, id)).toMatchObject({ pageCount: 3, pagesWithText: 1, pagesByOcr: 2 });
  });

  it('are not read again by a later attempt, unless another engine reads', async () => {
    const { ocr, read } = notingEngine();
    const { ctx, id, input } = await makeScan(ocr);
    const { batches } = await extractDocument({ ctx, input });
    for (const batch of batches) await readPages({ ctx, input: { ...input, batch } });
    await withTenant(ctx, (tx) => tx.update(documents).set({ attempt: 2 }).where(eq(documents.id, id)));
    const again = { ...input, attempt: 2 };
    await extractDocument({ ctx, input: again });
    for (const batch of batches) await readPages({ ctx, input: { ...again, batch } });
    expect(read).toHaveLength(2);
    const better = { ...ctx, ports: { ...ctx.ports, ocr: { ...ocr, engineId: 'better' } } };
    for (const batch of batches) await readPages({ ctx: better, input: { ...again, batch } });
    expect(read).toHaveLength(4);
    expect(await assembleDocument({ ctx, input: again })).toEqual({ outcome: 'continue' });
  });

  it('may turn out to hold none; a file that shows no text at all is told so', async () => {
    const { ocr } = notingEngine(() => []);
    const { ctx, id, input } = await makeScan(ocr);
    const { batches } = await extractDocument({ ctx, input });
    for (const batch of batches) await readPages({ ctx, input: { ...input, batch } });
    expect(await assembleDocument({ ctx, input })).toEqual({ outcome: 'continue' });
    expect(await readDocument(ctx, id)).toMatchObject({ pagesWithText: 1, pagesByOcr: 0, pagesUnread: 2 });
    const { pages } = await textOf(ctx, id);
    expect(pages.map(({ source }) => source)).toEqual(['unread', 'text', 'unread']);
  });

  it('end the document where they cannot be drawn', async () => {
    const { ocr } = notingEngine();
    const { ctx, id, input } = await makeScan(ocr);
    const { batches } = await extractDocument({ ctx, input });
    const renderPage: DocumentParser['renderPage'] = async () => ({
      outcome: 'rejected',
      code: 'too_complex',
      message: 'Too large.',
    });
    const hostile = { ...ctx, ports: { ...ctx.ports, parser: { ...parser, renderPage } } };
    const [batch = { from: 0, to: 1 }] = batches;
    expect(await readPages({ ctx: hostile, input: { ...input, batch } })).toEqual({ outcome: 'ended' });
    expect(await readDocument(ctx, id)).toMatchObject({ status: 'rejected', failureCode: 'too_complex' });
    await expect(ctx.ports.objects.head(readingKey(ctx.organizationId, id, 'v1', 1))).resolves.toBeNull();
  });

  it('end the document where no try will read them, and are tried again after any other fault', async () => {
    const { ctx, id, input } = await makeScan(notingEngine().ocr);
    const { batches } = await extractDocument({ ctx, input });
    const [batch = { from: 0, to: 1 }] = batches;
    const failing = (error: Error) => ({
      ctx: { ...ctx, ports: { ...ctx.ports, ocr: { engineId: 'test', read: () => Promise.reject(error) } } },
      input: { ...input, batch },
    });
    await expect(readPages(failing(new Error('away')))).rejects.toThrow('away');
    expect(await readDocument(ctx, id)).toMatchObject({ status: 'processing', failureCode: null });
    const result = await readPages(
      failing(new OcrTooComplexError('A page of 1 x 1 pixels takes too much time')),
    );
    expect(result).toEqual({ outcome: 'ended' });
    expect(await readDocument(ctx, id)).toMatchObject({ status: 'rejected', failureCode: 'too_complex' });
    expect(await assembleDocument({ ctx, input })).toEqual({ outcome: 'ended' });
  });
});

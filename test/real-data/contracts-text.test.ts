import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ParserPool } from '@elenchus/adapters/document-parser/parser-pool';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { detectMediaType } from '@elenchus/core/parsing/detect-media-type';
import { afterAll, describe, expect, test } from 'vitest';
import { characterF1, normalized } from './text-comparison.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const data = join(root, '../shared/data');
const absent = !existsSync(data);
if (absent) console.warn(`Skipped: no test data in ${data}`);

const pool = new ParserPool({
  workerPath: join(root, 'packages/adapters/src/document-parser/parser-worker.ts'),
  wasmPath: fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm')),
});
const folder = mkdtempSync(join(tmpdir(), 'contracts-text-'));
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});

function readLines<Line>(path: string): Line[] {
  if (absent) return [];
  const lines = readFileSync(join(data, path), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Line);
}

/** What the pipeline does with a file: its type by content, then its text. */
async function read(path: string) {
  const content = readFileSync(path);
  const file = { fileName: basename(path), sizeBytes: content.length, head: content };
  const detection = detectMediaType(file);
  if (detection.outcome === 'rejected') return detection;
  const outcome = await pool.parse({ path, mediaType: detection.mediaType });
  const isBlank = outcome.outcome === 'parsed' && outcome.extracted.text.trim() === '';
  return isBlank && !outcome.unreadPages?.length ? { outcome: 'rejected', code: 'no_text' } : outcome;
}

async function readText(path: string): Promise<ExtractedText> {
  const outcome = await read(path);
  if (!('extracted' in outcome)) throw new Error(`${path}: ${JSON.stringify(outcome)}`);
  return outcome.extracted;
}

interface Contract {
  readonly id: string;
  readonly pdf: string;
  readonly txt: string;
  readonly pdf_pages: number;
  /** As pdftotext counts them, which leaves out text that is printed twice in one place. */
  readonly pdf_page_nonspace_chars: readonly number[];
}

describe.skipIf(absent)('labelled contracts', () => {
  const contracts = readLines<Contract>('contracts/contracts.jsonl');

  test.each(contracts)('$id equals its labelled text, page by page', async (contract) => {
    const { text, pages, headings } = await readText(join(data, contract.pdf));
    const label = readFileSync(join(data, contract.txt), 'utf8');
    expect(characterF1(normalized(text), normalized(label))).toBeGreaterThan(0.9995);
    expect(pages.map(({ page }) => page)).toEqual(
      contract.pdf_pages === 0 ? [] : [...Array(contract.pdf_pages)].map((_, index) => index + 1),
    );
    expect(pages[0]?.start).toBe(0);
    expect(pages.at(-1)?.end).toBe(text.length);
    for (const [index, { start, end, boxes = [] }] of pages.entries()) {
      expect(text.slice(end, pages[index + 1]?.start ?? text.length)).toMatch(/^\n?$/);
      const characters = text.slice(start, end).replace(/\s/g, '').length;
      const labelled = contract.pdf_page_nonspace_chars[index] ?? 0;
      expect(Math.abs(characters - labelled)).toBeLessThanOrEqual(2 + labelled * 0.025);
      const boxed = boxes.map((box) => text.slice(box.start, box.end)).join('');
      expect(boxed.replace(/\s/g, '')).toBe(text.slice(start, end).replace(/\s/g, ''));
      for (const { x, y, width, height } of boxes) {
        expect(Math.min(x, y, width, height)).toBeGreaterThanOrEqual(-0.01);
        expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1.01);
      }
    }
    for (const { start, end, title } of headings)
      expect(text.slice(start, end).replace(/\s+/g, ' ')).toBe(title);
  });

  test.each(contracts.filter((_, index) => index % 8 === 0))(
    '$id is corrupt wherever it is cut',
    async ({ id, pdf }) => {
      const whole = readFileSync(join(data, pdf));
      for (let percent = 10; percent <= 95; percent += 5) {
        const path = join(folder, `${id}-${percent}.pdf`);
        writeFileSync(path, whole.subarray(0, Math.floor((whole.length * percent) / 100)));
        expect(await read(path)).toMatchObject({ outcome: 'rejected', code: 'corrupt' });
      }
    },
  );
});

interface Expected {
  readonly file: string;
  readonly format: string;
  readonly status: string;
  readonly contains?: readonly string[];
}

/** What each status of the list allows a file to end in; `any` only has to end. */
const codesByStatus: Readonly<Record<string, readonly string[]>> = {
  encrypted: ['encrypted'],
  empty: ['empty', 'no_text'],
  error: ['empty', 'corrupt'],
};
const shownAsImage = ['needs_ocr', 'partial_ocr', 'garbled_text'];

/** Files that the list calls readable and that are not read as it says, with the reason. */
const exceptions: Readonly<Record<string, string>> = {
  'files/eml/enclosed-message-russian.eml': 'the words stand in the attached message, a document of its own',
};

describe.skipIf(absent)('files of other projects', () => {
  const files = readLines<Expected>('files/expected.jsonl');
  const judged = files.filter(({ file }) => !(file in exceptions));

  test.each(judged.filter(({ status }) => status === 'ok'))(
    '$file is read',
    async ({ file, contains = [] }) => {
      const text = normalized((await readText(join(data, file))).text).toLowerCase();
      const missing = contains.filter((part) => !text.includes(normalized(part).toLowerCase()));
      expect(missing).toEqual([]);
    },
  );

  test.each(judged.filter(({ status }) => status in codesByStatus))(
    '$file is $status',
    async ({ file, status }) => {
      const outcome = await read(join(data, file));
      expect(outcome).toMatchObject({
        outcome: 'rejected',
        code: expect.toBeOneOf([...(codesByStatus[status] ?? [])]),
      });
    },
  );

  test.each(judged.filter(({ status }) => shownAsImage.includes(status)))(
    '$file is left to text recognition',
    async ({ file }) => {
      const outcome = await read(join(data, file));
      expect('unreadPages' in outcome && outcome.unreadPages).not.toHaveLength(0);
      expect(outcome).toHaveProperty('unreadPages');
    },
  );

  test.each(judged.filter(({ status }) => status === 'any'))('$file comes to an end', async ({ file }) => {
    expect(await read(join(data, file))).toHaveProperty(
      'outcome',
      expect.stringMatching(/^(parsed|rejected)$/),
    );
  });
});

test('the folder of contracts is whole', () => {
  expect(absent ? 40 : readdirSync(join(data, 'contracts/pdf')).length).toBe(40);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDocx, p } from '@elenchus/adapters/document-parser/docx/testing/docx-package';
import { inflatingContent, onePage } from '@elenchus/adapters/document-parser/pdf/testing/handmade-pdf';
import type { TestFile } from './client.ts';
import { makeMessage } from './make-message.ts';
import { makePdf } from './make-pdf.ts';

const samples = join(import.meta.dirname, '../../packages/local/samples');

/** A file, and how it has to end. */
export interface MixedFile extends TestFile {
  /** `completed`, or the code with which it is rejected. */
  readonly ends: string;
  /** The names of the files inside of it, and inside of those, all completed. */
  readonly inside?: readonly string[];
  readonly pagesByOcr?: number;
}

/** Files of all kinds that differ from one call to the next only by `series`: eleven, and four inside of one of them. */
export async function mixedFiles(series: number): Promise<MixedFile[]> {
  const name = `Agreement ${series}`;
  const clause = `Each party shall keep records of ${name} for ${series + 2} years.`;
  const pdf = await makePdf(name, 12);
  const text = new TextEncoder().encode(`${name}\n\n${`${clause}\n\n`.repeat(40)}`);
  const ordinary: TestFile[] = [
    { fileName: `digital-${series}.pdf`, bytes: pdf },
    { fileName: `same-again-${series}.pdf`, bytes: pdf },
    { fileName: `letter-${series}.docx`, bytes: Uint8Array.from(makeDocx(p(name) + p(clause).repeat(30))) },
    { fileName: `page-${series}.html`, bytes: htmlPage(name, clause) },
    { fileName: `notes-${series}.txt`, bytes: text },
    { fileName: `notes-${series}.md`, bytes: new TextEncoder().encode(`# ${name}\n\n${clause}\n`) },
  ];
  return [
    ...ordinary.map((file) => ({ ...file, ends: 'completed' })),
    { ...scannedPage(series), ends: 'completed', pagesByOcr: 1 },
    { ...family(series, clause, pdf), ends: 'completed', inside: [...insideOf(series)] },
    ...wrong(series, pdf),
  ];
}

function wrong(series: number, pdf: Uint8Array): MixedFile[] {
  const truncated = Uint8Array.from(pdf.slice(0, pdf.length * 0.6));
  return [
    { fileName: `empty-${series}.pdf`, bytes: new Uint8Array(), ends: 'empty' },
    { fileName: `truncated-${series}.pdf`, bytes: truncated, ends: 'corrupt' },
    {
      fileName: `bomb-${series}.pdf`,
      bytes: Uint8Array.from(onePage(inflatingContent(600 + series, 2))),
      ends: 'too_complex',
    },
  ];
}

function htmlPage(title: string, clause: string): Uint8Array<ArrayBuffer> {
  const body = `<h1>${title}</h1>${`<p>${clause}</p>`.repeat(30)}`;
  return new TextEncoder().encode(`<!doctype html><title>${title}</title><body>${body}</body>`);
}

/** A page without a text layer; what follows the end of a PDF changes its hash alone. */
function scannedPage(series: number): TestFile {
  const scan = readFileSync(join(samples, 'courier-receipt.pdf'));
  return {
    fileName: `scan-${series}.pdf`,
    bytes: Uint8Array.from(Buffer.concat([scan, Buffer.from(`\n% ${series}\n`)])),
  };
}

const insideOf = (series: number) => [
  `lease-${series}.pdf`,
  `amendment-${series}.docx`,
  `forwarded-${series}.eml`,
  `deepest-${series}.txt`,
];

/** An e-mail with two files and another e-mail, which again has one. */
function family(series: number, clause: string, pdf: Uint8Array): TestFile {
  const [lease = '', amendment = '', forwarded = '', deepest = ''] = insideOf(series);
  const inner = makeMessage(`Forwarded ${series}`, `Look below. ${clause}`, [
    { fileName: deepest, bytes: new TextEncoder().encode(clause.repeat(20)) },
  ]);
  return {
    fileName: `family-${series}.eml`,
    bytes: makeMessage(`Family ${series}`, `Three files are attached. ${clause}`, [
      { fileName: lease, bytes: pdf },
      { fileName: amendment, bytes: readFileSync(join(samples, 'first-amendment.docx')) },
      { fileName: forwarded, bytes: inner },
    ]),
  };
}

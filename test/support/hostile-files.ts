import { makeContainer } from '@elenchus/adapters/document-parser/doc/testing/make-doc';
import {
  makeDocx,
  p,
  part,
  relationships,
} from '@elenchus/adapters/document-parser/docx/testing/docx-package';
import { multipart } from '@elenchus/adapters/document-parser/mail/testing/make-eml';
import {
  inflatingContent,
  onePage,
  stream,
} from '@elenchus/adapters/document-parser/pdf/testing/handmade-pdf';
import { type TestFile, textFile } from './client.ts';
import { makeMessage } from './make-message.ts';

const million = 1_000_000;
const print = 'BT /F1 12 Tf 72 700 Td (Some text.) Tj ET';
const fileOf = (fileName: string, content: Uint8Array): TestFile => ({
  fileName,
  bytes: Uint8Array.from(content),
});

/** A file, and how it has to end: `completed`, or the code with which it is rejected. */
export interface HostileFile extends TestFile {
  readonly ends: string;
}

const hostile = (fileName: string, ends: string, content: Uint8Array | string): HostileFile => ({
  ...(typeof content === 'string' ? textFile(fileName, content) : fileOf(fileName, content)),
  ends,
});

/** Files that would take all memory or time of a reader without limits. */
export function exhaustingFiles(): HostileFile[] {
  return [
    // Text that stands outside of pages: in a form field and in the document's properties.
    hostile('bomb-in-form.pdf', 'too_complex', onePage(`${print} /X Do`, { objects: [formBomb()] })),
    hostile('zip-bomb.docx', 'too_complex', makeDocx(' '.repeat(300 * million))),
    hostile(
      'bomb-beside.docx',
      'too_complex',
      makeDocx(p('Body'), { 'word/styles.xml': ' '.repeat(300 * million) }),
    ),
    hostile('nested.docx', 'too_complex', makeDocx('<w:sdt><w:sdtContent>'.repeat(million / 2))),
    hostile('empty-runs.docx', 'no_text', makeDocx(`<w:p>${'<w:r/>'.repeat(million)}</w:p>`)),
    hostile('laughs.docx', 'completed', makeDocx('', { 'word/document.xml': billionLaughs })),
    hostile('open-tags.html', 'completed', `<p>Text${'<div><b>'.repeat(million / 2)}`),
    hostile('open-tables.html', 'completed', `<p>Text${'<table><tr><td>'.repeat(million / 3)}`),
    hostile('parts.eml', 'too_complex', manyParts(100_000)),
    hostile('nested-parts.eml', 'too_complex', nestedParts(1000)),
    hostile('nested-messages.eml', 'completed', nestedMessages(1000)),
    hostile('cyclic.doc', 'corrupt', cyclicContainer('WordDocument')),
    hostile('cyclic.msg', 'no_text', cyclicContainer('__properties_version1.0')),
  ];
}

/** Files that name an address in every way that their format has; whoever reads them may not go there. */
export function callingFiles(url: string): TestFile[] {
  const html = `<!doctype html><html><head><link rel="stylesheet" href="${url}/css"><meta http-equiv="refresh" content="0;${url}/refresh">
    <script src="${url}/script"></script><style>@import "${url}/import"; body { background: url(${url}/ground) }</style></head>
    <body><p>Text</p><img src="${url}/image"><iframe src="${url}/frame"></iframe><object data="${url}/object"></object></body></html>`;
  const message = multipart(
    'mixed',
    [
      { header: ['Content-Type: text/html'], body: html },
      {
        header: [
          `Content-Type: message/external-body; access-type=URL; URL="${url}/external"`,
          'Content-Disposition: attachment; filename="external.txt"',
        ],
        body: 'Content-Type: text/plain\r\n\r\nPhantom',
      },
    ],
    ['From: a@a.example', 'To: b@b.example', 'Subject: Look', 'MIME-Version: 1.0'],
  );
  const external = (id: string, type: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${url}/${type}" TargetMode="External"/>`;
  const links = ['image', 'attachedTemplate', 'aFChunk', 'header', 'hyperlink', 'oleObject', 'subDocument']
    .map((type, index) => external(`x${index}`, type))
    .join('');
  const linked =
    p('Text') +
    '<w:altChunk r:id="x2"/><w:subDoc r:id="x6"/><w:sectPr><w:headerReference w:type="default" r:id="x3"/></w:sectPr>' +
    '<w:p><w:r><w:pict><v:shape><v:imagedata r:id="x0"/></v:shape></w:pict></w:r></w:p>';
  return [
    textFile('calling.html', html),
    textFile('calling.md', `# Text\n\n![image](${url}/image)\n\n${html}`),
    fileOf('calling.eml', Buffer.from(message)),
    fileOf(
      'calling.docx',
      makeDocx(linked, { 'word/_rels/document.xml.rels': relationships().replace('><', `>${links}<`) }),
    ),
    fileOf(
      'calling-entity.docx',
      makeDocx('', {
        'word/document.xml': part('document', `<w:body>${p('&x;')}</w:body>`).replace(
          '<w:document',
          `<!DOCTYPE w:document SYSTEM "${url}/dtd" [<!ENTITY x SYSTEM "${url}/entity">]><w:document`,
        ),
      }),
    ),
    fileOf(
      'calling.pdf',
      onePage(`${print} /X Do`, {
        page: `/AA << /O << /S /URI /URI (${url}/open) >> >> /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /SubmitForm /F << /FS /URL /F (${url}/submit) >> >> >>]`,
        objects: [
          stream(
            '',
            `/Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 8 /F << /FS /URL /F (${url}/stream) >>`,
          ).toString('latin1'),
        ],
      }),
    ),
  ];
}

/** A drawn page without a text layer, `inches` wide and high, all over covered with noise. */
export function noisePage(inches: number): TestFile {
  const side = 1000;
  const noise = crypto.getRandomValues(new Uint8Array(60_000));
  const pixels = Buffer.concat(Array.from({ length: Math.ceil((side * side) / 8 / 60_000) }, () => noise));
  const image = stream(
    pixels,
    `/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceGray /BitsPerComponent 1`,
  );
  const points = inches * 72;
  return fileOf(
    `noise-${inches}.pdf`,
    onePage(`${points} 0 0 ${points} 0 0 cm /X Do`, {
      page: `/MediaBox [0 0 ${points} ${points}]`,
      objects: [image.toString('latin1')],
    }),
  );
}

/** A scan that no decoder reads. */
export function undrawablePage(): TestFile {
  const image = stream(
    'no JPEG at all',
    '/Type /XObject /Subtype /Image /Width 1700 /Height 2200 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode',
  );
  const page = onePage('612 0 0 792 0 0 cm /X Do', { objects: [image.toString('latin1')] });
  return fileOf('undrawable.pdf', page);
}

/** Text that makes a reader of contracts search long and find little, as long as a book of 2,000 pages. */
export function wearyingText(): TestFile {
  const kinds = [
    '"Term" means ',
    'between Acme, Inc., a Delaware corporation ("Acme"), and ',
    'within thirty (30) days of May 8, 2014 ',
    'Smith v. Jones, 410 U.S. 113, 115 (1973), ',
    'governed by the laws of the State of ',
    '("the party shall ',
    'x'.repeat(80),
  ];
  const each = 60_000;
  return textFile(
    'wearying.txt',
    kinds
      .map((kind) => kind.repeat(each / kind.length))
      .join('\n')
      .repeat(12),
  );
}

function formBomb(): string {
  return inflatingContent(512, 2)
    .toString('latin1')
    .replace('<<', '<< /Type /XObject /Subtype /Form /BBox [0 0 9 9]');
}

const billionLaughs = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "${'ha '.repeat(10)}">${Array.from(
  { length: 9 },
  (_, level) => `<!ENTITY ${'bcdefghij'[level]} "${`&${'abcdefghi'[level]};`.repeat(10)}">`,
).join('')}]>${part('document', `<w:body>${p('&j;')}</w:body>`).slice(part('', '').indexOf('<w:'))}`;

function manyParts(count: number): Buffer {
  const header = ['From: a@a.example', 'To: b@b.example', 'Subject: Parts', 'MIME-Version: 1.0'];
  const each = { header: ['Content-Type: text/plain'], body: 'x' };
  return Buffer.from(
    multipart(
      'mixed',
      Array.from({ length: count }, () => each),
      header,
    ),
  );
}

function nestedParts(depth: number): Buffer {
  const opened = Array.from(
    { length: depth },
    (_, level) => `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n`,
  );
  const header = 'From: a@a.example\r\nTo: b@b.example\r\nSubject: Deep\r\nMIME-Version: 1.0\r\n';
  return Buffer.from(`${header}${opened.join('')}Content-Type: text/plain\r\n\r\nDeep\r\n`);
}

function nestedMessages(depth: number): Uint8Array {
  let message = makeMessage('Innermost', 'Deep');
  for (let level = 0; level < depth; level += 1) {
    message = makeMessage(`Level ${level}`, 'Look inside.', [{ fileName: 'inner.eml', bytes: message }]);
  }
  return message;
}

/** A compound file all of whose sectors come after themselves. */
function cyclicContainer(streamName: string): Buffer {
  const bytes = makeContainer({ [streamName]: Buffer.alloc(20_000, 'x') });
  const allocation = (bytes.readUInt32LE(76) + 1) * 512;
  for (let sector = 0; sector < 128; sector += 1) {
    if (bytes.readUInt32LE(allocation + sector * 4) < 0xfffffffc) {
      bytes.writeUInt32LE(sector, allocation + sector * 4);
    }
  }
  return bytes;
}

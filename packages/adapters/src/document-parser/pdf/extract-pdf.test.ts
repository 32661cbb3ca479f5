import { expect, test } from 'vitest';
import { extractPdf } from './extract-pdf.ts';
import { loadPdfium } from './pdfium-library.ts';
import { handmadePdf, onePage, stream } from './testing/handmade-pdf.ts';
import { pdfiumWasm } from './testing/pdfium.ts';
import { printedPdf } from './testing/printed-pdf.ts';

const library = await loadPdfium(pdfiumWasm());
const BODY = 'The parties agree to the terms below, which bind each of them and those who come after them.';

function extract(file: Uint8Array) {
  return extractPdf(library, file, () => {}).extracted;
}

/** A page that shows a text through /F1, line by line from y = 700 down. */
function textContent(...lines: string[]): string {
  return `BT /F1 12 Tf 72 714 Td ${lines.map((line) => `0 -14 Td (${line}) Tj`).join(' ')} ET`;
}

test('pages come in order, with one newline between them and offsets that fit', async () => {
  const file = await printedPdf((document) => {
    document.text('Page one.').addPage().addPage().text('Page three.');
  });
  const { text, pages } = extract(file);
  expect(text).toBe('Page one.\n\nPage three.');
  expect(pages.map(({ page, start, end, source }) => [page, start, end, source])).toEqual([
    [1, 0, 9, 'text'],
    [2, 10, 10, 'blank'],
    [3, 11, 22, 'text'],
  ]);
});

test('type size and weight tell headings, and a wide gap a new paragraph', async () => {
  const file = await printedPdf((document) => {
    document.font('Helvetica-Bold', 16).text('LICENSE AGREEMENT').moveDown();
    document.font('Helvetica', 11).text(`${BODY} `.repeat(5)).moveDown();
    document.text('2. TERM. This agreement lasts for one year.').moveDown().text(BODY);
  });
  const { text, headings } = extract(file);
  expect(headings.map(({ start, end }) => text.slice(start, end))).toEqual(['LICENSE AGREEMENT', '2. TERM']);
  expect(text).toMatch(
    /^LICENSE AGREEMENT\n\n(?:[^\n]+\n){4,6}\n2\. TERM\. This[^\n]+\n\nThe parties[^\n]+$/,
  );
});

test('a box stands where its line is printed', async () => {
  const file = await printedPdf((document) => {
    document.fontSize(20).text('Alpha', 153, 396, { lineBreak: false });
    document.text('Omega', 459, 396, { lineBreak: false });
  });
  const { text, pages } = extract(file);
  const boxes = pages[0]?.boxes ?? [];
  expect(boxes.map(({ start, end }) => text.slice(start, end))).toEqual(['Alpha', 'Omega']);
  expect(boxes[0]?.x).toBeCloseTo(153 / 612, 2);
  expect(boxes[1]?.x).toBeCloseTo(459 / 612, 2);
  for (const { y, height } of boxes) {
    expect(y).toBeGreaterThan(0.49);
    expect(y + height).toBeLessThan(0.5 + 24 / 792);
  }
});

test.each([
  [0, { x: 0.25, y: 0.25 }],
  [90, { x: 0.75, y: 0.25 }],
  [180, { x: 0.75, y: 0.75 }],
  [270, { x: 0.25, y: 0.75 }],
])('boxes follow a page that is turned by %i degrees and cropped', (rotation, corner) => {
  // The crop box leaves 400 by 400 points; the text starts a quarter in from its left and top.
  const content = 'BT /F1 10 Tf 200 400 Td (Text) Tj ET';
  const file = onePage(content, { page: `/Rotate ${rotation} /CropBox [100 100 500 500]` });
  const { text, pages } = extract(file);
  const [box] = pages[0]?.boxes ?? [];
  expect(text).toBe('Text');
  if (box === undefined) throw new Error('one box expected');
  // The corner that is at the text's start and baseline before the page is turned.
  const startX = rotation === 0 || rotation === 270 ? box.x : box.x + box.width;
  const startY = rotation === 0 || rotation === 90 ? box.y : box.y + box.height;
  const [baselineX, baselineY] = [
    rotation === 90 ? box.x : startX,
    rotation === 0 ? box.y + box.height : startY,
  ];
  expect(rotation === 90 ? baselineX : startX).toBeCloseTo(corner.x, 1);
  expect(rotation === 0 ? baselineY : startY).toBeCloseTo(corner.y, 1);
});

test('glyphs stand for any text: astral characters, ligatures, half pairs, controls, nothing', () => {
  const map = ['<41> <D83DDE00>', '<42> <006600660069>', '<43> <D83D>', '<44> <0000>', '<45> <0007>'];
  const unicode = `begincmap 1 begincodespacerange <00> <FF> endcodespacerange ${map.length} beginbfchar ${map.join(' ')} endbfchar endcmap`;
  const file = onePage(textContent('xAyBzCwDvEu', 'AAA end'), {
    font: '/ToUnicode 6 0 R',
    objects: [stream(unicode).toString('latin1')],
  });
  const { text, pages } = extract(file);
  expect(text).toBe('x\u{1f600}yffiz\ufffdwvu\n\u{1f600}\u{1f600}\u{1f600} end');
  expect(pages[0]?.boxes?.map(({ start, end }) => text.slice(start, end))).toEqual(text.split('\n'));
});

test('words of either direction come in the order in which they are read', () => {
  const map = Array.from('אבגד', (letter, at) => `<4${at + 1}> <0${letter.charCodeAt(0).toString(16)}>`);
  const unicode = `begincmap 1 begincodespacerange <00> <FF> endcodespacerange 4 beginbfchar ${map.join(' ')} endbfchar endcmap`;
  const font = { font: '/ToUnicode 6 0 R', objects: [stream(unicode).toString('latin1')] };
  const mixed = extract(
    onePage(textContent('they pay DC BA the [DC] fee now', 'DC elenchus legal ltd BA DA'), font),
  );
  expect(mixed.text).toBe('they pay אב גד the [גד] fee now\nאד אב elenchus legal ltd גד');
  const catalog = '/ViewerPreferences << /Direction /R2L >>';
  const turned = extract(onePage(textContent('elenchus legal ltd.', 'DC BA (ltd)'), { ...font, catalog }));
  expect(turned.text).toBe('elenchus legal ltd.\n(ltd) אב גד');
});

test('a hyphen at the end of a line stays, and so does the line break', () => {
  const { text, pages } = extract(onePage(textContent('a well-', 'known rule')));
  expect(text).toBe('a well-\nknown rule');
  expect(pages[0]?.boxes?.map(({ start, end }) => text.slice(start, end))).toEqual(['a well-', 'known rule']);
});

test('a file that opens without a password is read, one that needs it is rejected', async () => {
  const print = (document: PDFKit.PDFDocument) => void document.text(BODY);
  const owned = await printedPdf(print, { ownerPassword: 'owner', pdfVersion: '1.7' });
  const locked = await printedPdf(print, { userPassword: 'user', ownerPassword: 'owner', pdfVersion: '1.7' });
  expect(extract(owned).text.replace(/\s+/g, ' ')).toBe(BODY);
  expect(() => extract(locked)).toThrow(expect.objectContaining({ code: 'encrypted' }));
});

test('a file that is cut off is rejected, wherever it is cut', async () => {
  const file = await printedPdf((document) => {
    for (let page = 0; page < 5; page += 1) document.text(`${BODY} `.repeat(20)).addPage();
  });
  for (let percent = 5; percent <= 95; percent += 5) {
    const cut = file.subarray(0, Math.floor((file.length * percent) / 100));
    expect(() => extract(cut)).toThrow(expect.objectContaining({ code: 'corrupt' }));
  }
});

test('bytes that were appended to a complete file do not matter', () => {
  const file = onePage(textContent('Some text'));
  for (const tail of [Buffer.alloc(100_000), Buffer.from('<script>track()</script>'.repeat(400))]) {
    expect(extract(Buffer.concat([file, tail])).text).toBe('Some text');
  }
});

test('a page that is announced but missing makes the file corrupt', () => {
  const file = handmadePdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 9 0 R] /Count 2 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>',
  ]);
  expect(() => extract(file)).toThrow(expect.objectContaining({ code: 'corrupt' }));
});

test('an empty page is believed in a sound file, not in one that had to be repaired', () => {
  const sound = handmadePdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 6 0 R >> >> >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>',
    stream(textContent('Some text')),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]);
  const broken = Buffer.from(sound.toString('latin1').replace(/startxref\n\d+/, 'startxref\n12'), 'latin1');
  expect(extract(sound).pages.map(({ source }) => source)).toEqual(['text', 'blank']);
  expect(() => extract(broken)).toThrow(expect.objectContaining({ code: 'corrupt' }));
});

test('what is stamped or filled in over a page is part of its text', () => {
  const appearance = stream(
    'BT /F1 12 Tf 2 5 Td (Received May 1) Tj ET',
    '/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 5 0 R >> >>',
  );
  const file = onePage(textContent('Body of the letter'), {
    page: '/Annots [6 0 R]',
    objects: [
      '<< /Type /Annot /Subtype /Stamp /F 4 /Rect [300 100 500 120] /AP << /N 7 0 R >> >>',
      appearance.toString('latin1'),
    ],
  });
  const { text, pages } = extract(file);
  expect(text).toContain('Received May 1');
  const box = pages[0]?.boxes?.find(({ start }) => text.startsWith('Received', start));
  expect(box?.x).toBeCloseTo(302 / 612, 2);
});

/** An image of black bars, which stand for the letters of a scan, that covers a rectangle. */
const scanned = {
  content: (rectangle: string) => `q ${rectangle} cm /X Do Q`,
  objects: [
    stream(
      Buffer.from(
        Array.from({ length: 80 * 80 }, (_, place) => (place % 8 < 3 && (place / 160) % 2 < 1 ? 0 : 255)),
      ),
      '/Type /XObject /Subtype /Image /Width 80 /Height 80 /ColorSpace /DeviceGray /BitsPerComponent 8',
    ).toString('latin1'),
  ],
};

const unreadPages = (file: Buffer) => extractPdf(library, file, () => {}).unreadPages;

test('a scan has to be read by other means, and its page is blank so far', () => {
  const file = onePage(scanned.content('600 0 0 780 0 0'), { objects: scanned.objects });
  expect(unreadPages(file)).toEqual([{ page: 1, reason: 'unread' }]);
  expect(extract(file)).toEqual({
    text: '',
    headings: [],
    pages: [{ page: 1, start: 0, end: 0, source: 'blank' }],
  });
});

test.each([
  ['of the whole page', '600 0 0 600 0 0'],
  ['of a few words', '60 0 0 40 100 300'],
])('a stamp does not make an image %s read', (_, rectangle) => {
  const content = `${scanned.content(rectangle)} ${textContent('Case 21-1298')}`;
  const file = onePage(content, { objects: scanned.objects });
  expect(extract(file).text).toBe('Case 21-1298');
  expect(unreadPages(file)).toEqual([{ page: 1, reason: 'unread' }]);
});

test('a scan cut into strips is one', () => {
  const strips = Array.from({ length: 10 }, (_, strip) => scanned.content(`600 0 0 60 0 ${strip * 60}`));
  const file = onePage(`${strips.join(' ')} ${textContent(BODY)}`, { objects: scanned.objects });
  expect(unreadPages(file)).toEqual([{ page: 1, reason: 'unread' }]);
});

test.each([
  ['a page of text', textContent(...Array.from({ length: 14 }, () => BODY))],
  ['some text that stands on most of it', textContent(...Array.from({ length: 4 }, () => BODY))],
])('a small image beside %s does no harm', (_, text) => {
  const content = `${scanned.content('100 0 0 60 0 0')} ${text}`;
  expect(unreadPages(onePage(content, { objects: scanned.objects }))).toEqual([]);
});

test('the text layer below a scan is believed', () => {
  const layer = textContent(...Array.from({ length: 14 }, () => BODY)).replace('BT', 'BT 3 Tr');
  const content = `${scanned.content('600 0 0 780 0 0')} ${layer}`;
  expect(unreadPages(onePage(content, { objects: scanned.objects }))).toEqual([]);
});

test('a font that says wrong characters makes its pages suspect, also those of few words', async () => {
  const wrong = (text: string) =>
    text.replace(/[a-z]/g, (letter) => 'qxzjvkwpygfbmcdulhrntsioea'[letter.charCodeAt(0) - 97] ?? '');
  const file = await printedPdf((document) => {
    document.text(wrong(BODY)).addPage().text(wrong('Annex')).addPage().text(wrong(BODY));
  });
  expect(unreadPages(file)).toEqual([1, 2, 3].map((page) => ({ page, reason: 'garbled' })));
  const sound = await printedPdf((document) => void document.text(BODY).addPage().text('Annex'));
  expect(unreadPages(sound)).toEqual([]);
});

test('a document of pictures is not drawn page by page', async () => {
  const file = await printedPdf((document) => {
    for (let page = 0; page < 40; page += 1) {
      document.moveTo(72, 72);
      for (let y = 80; y < 700; y += 20) document.circle(200, y, 4).fill();
      if (page < 39) document.addPage();
    }
  });
  expect(unreadPages(file)).toHaveLength(40);
});

test('a page with rules and a frame but no text is blank', async () => {
  const file = await printedPdf((document) => {
    document.text(BODY).addPage().rect(50, 50, 500, 690).stroke().moveTo(72, 400).lineTo(540, 400).stroke();
  });
  expect(extract(file).pages.map(({ source }) => source)).toEqual(['text', 'blank']);
});

test('a document of blank pages has no text', async () => {
  const file = await printedPdf((document) => void document.addPage());
  expect(() => extract(file)).toThrow(expect.objectContaining({ code: 'no_text' }));
});

import { expect, test } from 'vitest';
import { readHtml } from './read-html.ts';

const read = (html: string, encoding: BufferEncoding = 'latin1') => readHtml(Buffer.from(html, encoding));

test.each([
  ['a byte order mark', '\ufeff<meta charset=koi8-r><p>é', 'utf16le', 'é'],
  ['no byte order mark', '<html><body><p>plain UTF-16</p></body></html>', 'utf16le', 'plain UTF-16'],
  ['a meta element', '<meta charset="windows-1251"><p>\xc4\xe0', 'latin1', 'Да'],
  [
    'the old meta element',
    '<meta http-equiv=Content-Type content="text/html; charset=koi8-r"><p>\xe4\xc1',
    'latin1',
    'Да',
  ],
  ['an XML declaration', '<?xml version="1.0" encoding="iso-8859-7"?><p>\xc1\xe1', 'latin1', 'Αα'],
  ['a comment that says something else', '<!-- <meta charset=koi8-r> --><p>\xe9t\xe9', 'latin1', 'été'],
  ['a wrong declaration', '<meta charset=iso-8859-1><p>Größe', 'utf8', 'Größe'],
  ['an unknown declaration', '<meta charset=none><p>Gr\xf6\xdfe', 'latin1', 'Größe'],
  ['a declaration of UTF-8 that does not hold', '<meta charset=utf-8><p>Gr\xf6\xdfe', 'latin1', 'Größe'],
  ['nothing', '<p>15,50 \x80', 'latin1', '15,50 €'],
] as const)('the encoding is told by %s', (_, html, encoding, text) => {
  expect(read(html, encoding).extracted.text).toBe(text);
});

test('a title that the page does not repeat opens the text', () => {
  const { extracted, title } = read('<title>Terms of Use</title><h1>Scope</h1><p>All users.');
  expect(title).toBe('Terms of Use');
  expect(extracted).toEqual({
    text: 'Terms of Use\n\nScope\n\nAll users.',
    pages: [{ page: 1, start: 0, end: 31, source: 'text' }],
    headings: [{ start: 14, end: 19, level: 1, title: 'Scope' }],
  });
});

test('a title that the page repeats does not', () => {
  expect(read('<title>Terms</title><h1>Terms</h1>').extracted.text).toBe('Terms');
  expect(read('<title>Terms</title>').extracted.text).toBe('Terms');
});

test('a page without heading elements has the headings that its lines show', () => {
  const { extracted } = read('<p><b>ARTICLE I</b></p><p>1. Term. It lasts for a year.</p>');
  expect(extracted.headings.map(({ title }) => title)).toEqual(['ARTICLE I', '1. Term']);
});

test('a page that shows nothing is one blank page', () => {
  expect(read('<html><body></body></html>').extracted.pages).toEqual([
    { page: 1, start: 0, end: 0, source: 'blank' },
  ]);
});

test('data that is no text is refused', () => {
  expect(() => read('<p>\0\x01\x02\x03')).toThrow(expect.objectContaining({ code: 'type_mismatch' }));
});

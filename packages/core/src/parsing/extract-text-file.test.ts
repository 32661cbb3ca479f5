import { expect, test } from 'vitest';
import { extractTextFile } from './extract-text-file.ts';

test('a text file is one page with its text unchanged', () => {
  const text = '\tFirst line\r\n\r\n1. Term. It lasts.  \n';
  expect(extractTextFile(Buffer.from(`\ufeff${text}`), 'text/plain')).toEqual({
    outcome: 'parsed',
    extracted: {
      text,
      pages: [{ page: 1, start: 0, end: text.length, source: 'text' }],
      headings: [{ start: 15, end: 22, level: 1, title: '1. Term' }],
    },
  });
});

test('a Markdown file has the headings of its markup', () => {
  const outcome = extractTextFile(Buffer.from('# Terms\n\n1. Term. It lasts.'), 'text/markdown');
  expect(outcome).toMatchObject({ extracted: { headings: [{ level: 1, title: 'Terms' }] } });
});

test.each([
  ['', 'empty'],
  [' \n\t\r\n', 'no_text'],
  ['text\0', 'type_mismatch'],
])('%j is rejected as %s', (content, code) => {
  expect(extractTextFile(Buffer.from(content), 'text/plain')).toMatchObject({ outcome: 'rejected', code });
});

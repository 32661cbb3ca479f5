import { expect, test } from 'vitest';
import { findGoverningLaw } from './find-governing-law.ts';

function law(text: string) {
  const pages = [{ page: 1, start: 0, end: text.length, source: 'text' as const }];
  return findGoverningLaw({ text, pages, headings: [] });
}

test.each([
  ['This Agreement is governed by the laws of the State of New York.', 'New York'],
  [
    'GOVERNED BY AND CONSTRUED IN ACCORDANCE WITH THE INTERNAL LAWS OF THE COMMONWEALTH OF PENNSYLVANIA',
    'Pennsylvania',
  ],
  ['This agreement shall be governed by English law.', 'England and Wales'],
  ['is construed in accordance with the laws of England.', 'England and Wales'],
  ['shall be governed and construed in accordance with the laws of New York State', 'New York'],
  ['governed by the laws of the Province of Ontario and the federal laws of Canada', 'Ontario'],
  [
    'governed by the federal laws of the United States of America and the laws of the State of California',
    'California',
  ],
  ['shall be governed by PRC Laws.', 'China'],
  [
    'Accepted in the State of Nevada and shall be governed by and construed in accordance with the laws thereof',
    'Nevada',
  ],
  ['governed by the laws of West Virginia, without regard to', 'West Virginia'],
  ['The laws of the State of Ohio shall govern this Note.', 'Ohio'],
  ['governed by THE LAWS OF THE SIATE OF TEXAS.', 'Texas'],
])('%s', (text, jurisdiction) => {
  const found = law(`Some words before. It says: ${text}`);
  expect(found?.jurisdiction).toBe(jurisdiction);
  expect(found?.evidence[0]?.quote).not.toContain('Some words before');
});

test('the statement of governing law goes before what a law merely determines', () => {
  const text =
    'Inventorship is determined by the patent laws of the United States. This Agreement is governed by the laws of Delaware.';
  expect(law(text)?.jurisdiction).toBe('Delaware');
});

test.each([
  'Acme, Inc., a corporation organized under the laws of the State of Delaware.',
  'Subject to Section 3, the fees under the laws of nature are due.',
  'Order Forms governed by the Framework Terms have ended.',
])('%s names no governing law', (text) => {
  expect(law(text)).toBeNull();
});

test.each([
  [
    'UNITED STATES DISTRICT COURT\nCENTRAL DISTRICT OF CALIFORNIA\n\nA, Plaintiff,\nv.\nB\nCase No. 8:16',
    'United States District Court for the Central District of California',
  ],
  [
    'United States Court of Appeals\n\nFor the First Circuit\n\nNo. 20-1507\nA v. B',
    'United States Court of Appeals for the First Circuit',
  ],
  [
    'SUPREME COURT OF THE UNITED STATES\nNo. 14-556\nOBERGEFELL, PETITIONER\nv. HODGES',
    'Supreme Court of the United States',
  ],
  [
    'In the Missouri Court of Appeals\n\nEastern District\n\nA, Appellant, vs. B No. ED10',
    'Missouri Court of Appeals Eastern District',
  ],
  ['In the\nIndiana Supreme Court\nNo. 12\nA, Appellant,\nv.\nB', 'Indiana Supreme Court'],
  ['IN THE SUPREME COURT OF OHIO\nCase No. 12\nA, Appellant,\nv.\nB', 'Supreme Court of Ohio'],
])('papers of a court: %j', (text, court) => {
  expect(law(text)?.jurisdiction).toBe(court);
});

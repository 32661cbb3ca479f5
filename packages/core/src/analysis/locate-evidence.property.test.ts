import type { Evidence } from '@elenchus/contracts/documents/analysis';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCitations } from './citations/find-citations.ts';
import { findDates } from './dates/find-dates.ts';
import { findGoverningLaw } from './jurisdiction/find-governing-law.ts';
import { findParties } from './parties/find-parties.ts';
import { findTerms } from './terms/find-terms.ts';

interface Found {
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

function findings(text: ExtractedText): Found[] {
  const law = findGoverningLaw(text);
  return [
    ...findDates(text, { sentAt: '2021-03-01T12:00:00Z' }),
    ...findParties(text, { fileName: 'a.eml', title: 'Agreement between A and B' }),
    ...findCitations(text),
    ...findTerms(text),
    ...(law ? [law] : []),
  ];
}

/** Pages of 40 characters with a newline between. */
function paged(text: string): ExtractedText {
  const pages = [];
  for (let start = 0; start === 0 || start < text.length; start += 41) {
    const end = Math.min(text.length, start + 40);
    pages.push({ page: pages.length + 1, start, end, source: 'text' as const });
  }
  return { text, pages, headings: [] };
}

const words =
  'this Agreement|by and between|Acme, Inc.|(the “Seller”)|("Buyer")|a Delaware corporation|and|made as of|May 1, 2020|3rd day of|03/04/2021|thirty (30) days|prior written notice|within|WHEREAS|governed by the laws of|New York|576 U.S. 644 (2015)|42 U.S.C. § 1983|“Term” means|From: A <a@b.c>|To: b|Sent:|v.|No. 12-3|UNITED STATES COURT OF APPEALS|Plaintiff,|IN RE|by Friday|\n|\n\n|.|,|;|“|(|)|\u{1F600}|é'.split(
    '|',
  );

describe('every finding', () => {
  const legal = fc.array(fc.constantFrom(...words), { maxLength: 80 }).map((all) => all.join(' '));
  const any = fc.string({ unit: 'binary', maxLength: 400 });

  test('is proved by exactly the words that it quotes, whatever the text', () => {
    let proved = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          legal,
          any,
          fc.tuple(legal, any).map(([a, b]) => a + b),
        ),
        (text) => {
          const extracted = paged(text);
          for (const { confidence, evidence } of findings(extracted)) {
            expect(confidence).toBeGreaterThan(0);
            expect(evidence.length).toBeGreaterThan(0);
            for (const { start, end, quote, page, pageTo } of evidence) {
              expect(quote).toBe(text.slice(start, end));
              expect(quote.trim()).not.toBe('');
              expect(end - start).toBeLessThanOrEqual(400);
              const starts = extracted.pages[page - 1];
              expect(starts?.start).toBeLessThanOrEqual(start);
              expect(extracted.pages[(pageTo ?? page) - 1]?.end).toBeGreaterThanOrEqual(end - 1);
              proved += 1;
            }
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(proved).toBeGreaterThan(100);
  });
});

describe('a hostile text of a million characters', () => {
  const size = 1_000_000;
  const runs = [
    'a v. ',
    '(',
    '("A ',
    '"',
    'within ',
    '1',
    '1 ',
    'A ',
    'Inc., ',
    ' ',
    '\n',
    '. ',
    'twenty ',
    'thirty (30) days ',
    'May 1, 2020 ',
    '1/1/20 ',
    'by and between ',
    'governed by the laws of ',
    '1 U.S. ',
    'Cal. Civ. Code ',
    '"A" means ',
    'From: a\nTo: b\n',
    'By: \n',
    'No. 1 v. Supreme Court of the ',
    'this 3rd day of ',
  ];

  test.each(runs)('%j again and again is read for all findings in 2.5 s of CPU', (run) => {
    const text = paged('');
    const hostile = { ...text, text: run.repeat(Math.ceil(size / run.length)).slice(0, size) };
    const before = process.cpuUsage();
    findings(hostile);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(2500);
  });
});

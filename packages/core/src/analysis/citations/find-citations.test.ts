import { expect, test } from 'vitest';
import { findCitations } from './find-citations.ts';

function cited(text: string) {
  const pages = [{ page: 1, start: 0, end: text.length, source: 'text' as const }];
  return findCitations({ text, pages, headings: [] });
}

test.each([
  ['Obergefell v. Hodges, 576 U.S. 644, 651 (2015)', 'case', '576 U.S. 644 (2015)'],
  [
    'Smith v. Jones, 123 F. Supp. 3d 456, 460-61 (S.D.N.Y. 2016)',
    'case',
    '123 F. Supp. 3d 456 (S.D.N.Y. 2016)',
  ],
  ['998 F.2d\n28, 32 (1st Cir. 1993)', 'case', '998 F.2d 28 (1st Cir. 1993)'],
  ['309 S.W.3d 303, 306 (Mo. App. E.D. 2010)', 'case', '309 S.W.3d 303 (Mo. App. E.D. 2010)'],
  ['410 U.S. 113, 93 S. Ct. 705 (1973)', 'case', '410 U.S. 113 (1973)'],
  ['2020 WL 6948354', 'case', '2020 WL 6948354'],
  ['12 Cal. App. 5th 34 (2017)', 'case', '12 Cal. App. 5th 34 (2017)'],
  ['42 U.S.C. § 1983', 'statute', '42 U.S.C. § 1983'],
  ['28 USC 1292(a)(1)', 'statute', '28 U.S.C. § 1292(a)(1)'],
  ['Section 541(b) of title 11 of the United States Code', 'statute', '11 U.S.C. § 541(b)'],
  ['Cal. Civ. Code § 1798.100', 'statute', 'Cal. Civ. Code § 1798.100'],
  ['N.Y. Gen. Bus. Law § 349(a)', 'statute', 'N.Y. Gen. Bus. Law § 349(a)'],
  ['Pub. L. No. 107-56', 'statute', 'Pub. L. No. 107-56'],
  ['115 Stat. 272 (2001)', 'statute', '115 Stat. 272 (2001)'],
  ['17 C.F.R. § 240.10b-5', 'regulation', '17 C.F.R. § 240.10b-5'],
  ['45 CFR Part 46', 'regulation', '45 C.F.R. pt. 46'],
  ['85 Fed. Reg. 1234 (Jan. 3, 2020)', 'regulation', '85 Fed. Reg. 1234 (Jan. 3, 2020)'],
  ['U.S. Const. amend. XIV, § 1', 'constitution', 'U.S. Const. amend. XIV, § 1'],
  ['the Fourteenth Amendment', 'constitution', 'U.S. Const. amend. XIV'],
  ['118 Harv. L. Rev. 123 (2004)', 'journal', '118 Harv. L. Rev. 123 (2004)'],
  ['Fed. R. Civ. P. 12(b)(6)', 'other', 'Fed. R. Civ. P. 12(b)(6)'],
])('%s', (text, kind, citation) => {
  const [found] = cited(`See ${text}.`);
  expect([found?.kind, found?.citation]).toEqual([kind, citation]);
});

test('a citation that comes again is one, in its fullest form', () => {
  const found = cited(
    '576 U.S. 644; 576 U.S. 644 (2015); 576 U.S. 644, 650 (2015). Id. at 651. 576 U.S. at 652.',
  );
  expect(found.map(({ citation }) => citation)).toEqual(['576 U.S. 644 (2015)']);
  expect(found[0]?.evidence).toHaveLength(3);
});

test.each([
  'On 12 May 2020 and 3 Main Street 44',
  'Section 5 Payment 10',
  '1 Definitions 2',
  '20 Days After 30',
  '459 F. Supp. 3d at 277',
  'Id. at 5',
  'First Amendment to Lease',
])('%s cites nothing', (text) => {
  expect(cited(text).map(({ citation }) => citation)).toEqual([]);
});

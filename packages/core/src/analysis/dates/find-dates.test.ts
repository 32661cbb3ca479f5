import { describe, expect, test } from 'vitest';
import { findDates } from './find-dates.ts';

function dates(text: string, sentAt: string | null = null) {
  const extracted = {
    text,
    pages: [{ page: 1, start: 0, end: text.length, source: 'text' as const }],
    headings: [],
  };
  return findDates(extracted, { sentAt });
}

function types(text: string, sentAt: string | null = null) {
  return dates(text, sentAt).map(({ type, date, period }) => `${type} ${date ?? period}`);
}

const rest = `\n${'The parties act in good faith. '.repeat(40)}`;

describe('a contract', () => {
  test('dates of signing and effect by its preamble, not by other papers it speaks of', () => {
    const text = `LEASE\n\nThis Lease is made and entered into as of this 3rd day of March, 2021 (the "Effective Date"), by and between A and B. WHEREAS, the parties made that certain License Agreement dated as of May 1, 2019;${rest}`;
    expect(types(text)).toEqual(['effective 2021-03-03', 'signed 2021-03-03', 'other 2019-05-01']);
  });

  test('the end that it names', () => {
    const text = `AGREEMENT\n\nThis Agreement shall commence on June 1, 2020 and shall expire on May 31, 2025.${rest}`;
    expect(types(text)).toEqual(['effective 2020-06-01', 'expiration 2025-05-31']);
  });

  test('the end that its term gives, counted from the effective date', () => {
    const text = `AGREEMENT\n\nThis Agreement is dated May 14, 2016 (the "Effective Date"). This Agreement shall commence on the Effective Date and continue for a period of five (5) years.${rest}`;
    const found = dates(text);
    expect(found.map(({ type, date, period }) => `${type} ${date ?? period}`)).toEqual([
      'effective 2016-05-14',
      'signed 2016-05-14',
      'expiration 2021-05-14',
      'expiration P5Y',
    ]);
    const end = found.find(({ date }) => date === '2021-05-14');
    expect(end?.description).toContain('counted: P5Y from 2016-05-14');
    expect(end?.evidence.map(({ quote }) => /five \(5\) years|May 14, 2016/.test(quote))).toEqual([
      true,
      true,
    ]);
  });

  test('no end where the term runs from something else', () => {
    const text = `AGREEMENT\n\nThis Agreement is dated May 14, 2016. This Agreement continues for 2 years following the Launch Date.${rest}`;
    expect(types(text)).not.toContain('expiration 2018-05-14');
  });

  test('periods of notice, payment, renewal and deadlines', () => {
    const text = `The term is automatically renewed for successive one (1) year terms unless a party gives ninety (90) days' prior written notice. Customer shall pay each invoice within thirty (30) days. Supplier shall answer within ten (10) business days. During the Term and for two (2) years thereafter neither party competes.`;
    expect(types(text)).toEqual(['renewal P1Y', 'notice P90D', 'payment P30D', 'deadline P10D', 'other P2Y']);
    expect(dates(text)[3]?.description).toContain('working days');
  });
});

test.each([
  [
    'This Agreement renews for successive terms of one (1) year unless a party gives notice at least sixty (60) days prior to the end of the term.',
    'renewal P1Y, notice P60D',
  ],
  [
    'Unless either party notifies the other of its intent not to renew at least ninety (90) days before the end of the term, it is renewed.',
    'notice P90D',
  ],
  ['A user must be at least thirteen (13) years of age to open an account.', ''],
  [
    'Seller may hire any employee whose employment was terminated at least six (6) months prior to the offer.',
    '',
  ],
])('%s', (text, found) => {
  expect(types(`AGREEMENT\n\n${text}${rest}`).join(', ')).toBe(found);
});

describe('papers of a court', () => {
  test('when it was filed and decided', () => {
    const text = `UNITED STATES COURT OF APPEALS\nFOR THE TENTH CIRCUIT\n\nNo. 20-1507\n\nA. SMITH, Plaintiff,\nv.\nB. JONES, Defendant.\n\nFiled: January 11, 2021\n\nDecided June 26, 2021\n${rest}`;
    expect(types(text)).toEqual(['filed 2021-01-11', 'decided 2021-06-26']);
  });
});

describe('a message', () => {
  test('when it was sent, and days counted from then', () => {
    const text =
      'From: A\nTo: B\nSent: Monday, November 19, 2001 10:00 AM\nSubject: X\n\nPlease answer by Friday, or call me before next Tuesday.';
    expect(types(text, '2001-11-19T18:00:00Z')).toEqual([
      'sent 2001-11-19',
      'deadline 2001-11-23',
      'deadline 2001-11-27',
    ]);
    expect(types(text)).toEqual(['sent 2001-11-19']);
  });

  test('the date of a letter', () => {
    expect(types(`May 5, 2023\n\nDear Ms. Roe,\n\nThank you.${rest}`)).toEqual(['sent 2023-05-05']);
  });
});

test('a date that comes again is told once, with up to three quotations', () => {
  const found = dates('It rained on May 1, 2020. '.repeat(9));
  expect(found).toHaveLength(1);
  expect(found[0]?.evidence).toHaveLength(3);
});

test('says which spelling leaves something open', () => {
  expect(dates('Delivered on 03/04/2021.')[0]?.description).toContain('the other way round');
  expect(dates('Delivered in June 2005.')[0]?.description).toContain('first day stands for the month');
});

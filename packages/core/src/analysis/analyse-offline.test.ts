import { type AnalysisContent, analysisContent } from '@elenchus/contracts/documents/analysis';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OfflineAnalyzer } from './analyse-offline.ts';
import { verifyFindings } from './verify-findings.ts';

const analyzer = new OfflineAnalyzer();

function input(content: string) {
  const text = {
    text: content,
    pages: [{ page: 1, start: 0, end: content.length, source: 'text' as const }],
    headings: [],
  };
  return { text, fileName: 'a.txt', mediaType: 'text/plain', title: null, sentAt: null };
}

const contract = `SOFTWARE LICENSE AGREEMENT

This Software License Agreement (the "Agreement") is entered into as of May 8, 2014 by and between Acme Software, Inc., a Delaware corporation ("Licensor"), and Bolt Trading LLC ("Licensee").

WHEREAS, Licensee desires to use the software of Licensor in its own business;

1. License. Licensor hereby grants to Licensee a non-exclusive, non-transferable license to use the Software.

2. Fees. Licensee shall pay each invoice within thirty (30) days of receipt.

3. Term. This Agreement shall automatically renew for successive one-year terms unless either party gives the other written notice of non-renewal at least sixty (60) days before its end.

4. Law. This Agreement shall be governed by and construed in accordance with the laws of the State of Ohio.

5. Liability. In no event shall the liability of either party exceed the fees paid under this Agreement.
`;

test('a contract is told by type, clauses, duties, risks and fields, all quoted', async () => {
  const { content, ...outcome } = await analyzer.analyse(input(contract));
  expect(outcome).toMatchObject({
    tokensUsed: 0,
    costMicroUsd: 0,
    reasoning: expect.stringMatching(/\(right \+ 1\) \/ \(found \+ 2\).*whole text/),
  });
  expect(content).toMatchObject({
    documentType: 'Software License Agreement',
    category: 'contract',
    practiceArea: 'Intellectual Property',
    jurisdiction: 'Ohio',
    purpose: 'WHEREAS, Licensee desires to use the software of Licensor in its own business;',
    answers: [],
  });
  expect(content.clauses.map(({ type }) => type)).toEqual(
    expect.arrayContaining([
      'license_grant',
      'renewal',
      'governing_law',
      'cap_on_liability',
      'payment_terms',
    ]),
  );
  expect(content.risks.map(({ type }) => type)).toContain('automatic_renewal');
  expect(content.recommendations).not.toEqual([]);
  expect(content.obligations[0]).toMatchObject({
    party: 'Licensee',
    deadline: 'within thirty (30) days of receipt',
  });
  expect(content.extractedFields).toMatchObject({
    governingLaw: { value: 'Ohio' },
    renewalNoticePeriod: { value: 'P60D' },
    paymentPeriod: { value: 'P30D' },
  });
  expect(content.summary).toContain('WHEREAS, Licensee desires');
  expect(analysisContent.safeParse(content).success).toBe(true);
});

test('figures measured on contracts are told of contracts alone', async () => {
  const confidences = ({ parties, keyDates, clauses, extractedFields }: AnalysisContent) =>
    [...parties, ...keyDates, ...clauses, ...Object.values(extractedFields)].map(
      ({ confidence }) => confidence,
    );
  const { content } = await analyzer.analyse(input(contract));
  expect(Math.max(...confidences(content))).toBeGreaterThan(0.5);
  const policy = await analyzer.analyse(
    input('Privacy Policy\n\nEffective date: May 8, 2014\n\nWe keep data. The laws of Ohio govern it.'),
  );
  expect(policy.content.category).toBe('policy');
  expect(new Set(confidences(policy.content))).toEqual(new Set([0.5]));
});

test('a law has the day of its enactment and its country, and binds no party', async () => {
  const law =
    'Public Law 107-56\n\nAn Act to deter crime. <<NOTE: Oct. 26, 2001 -  [H.R. 3162]>>\n\nBe it enacted by the Senate and House of Representatives of the United States of America.\n\nThe Secretary shall indemnify and pay the States within 90 days. This Act shall be governed by the laws of Ohio.';
  const { content } = await analyzer.analyse(input(law));
  expect(content).toMatchObject({
    category: 'statute',
    jurisdiction: 'United States',
    keyDates: [{ type: 'signed', date: '2001-10-26' }],
    obligations: [],
    risks: [],
    clauses: [],
    extractedFields: { signedDate: { value: '2001-10-26', confidence: 0.5 } },
  });
  expect(content.extractedFields['governingLaw']).toBeUndefined();
});

test('the same text gives the same findings', async () => {
  expect(await analyzer.analyse(input(contract))).toEqual(await analyzer.analyse(input(contract)));
});

test('an empty text gives no findings', async () => {
  const { content } = await analyzer.analyse(input(''));
  expect(content).toMatchObject({ documentType: null, summary: '', clauses: [], basis: {} });
});

test('whatever the text, each finding quotes it and the analysis has its shape', async () => {
  const words = fc.constantFrom(
    ...contract.split(/(?<=[.;])\s/),
    'From: a@b.c\nTo: d@e.f\n',
    '\n\n',
    'Neither party shall assign this Agreement without consent.',
    'on May 8, 2014, in Roe v. Wade, 410 U.S. 113',
    '"Goods" means all goods',
    '😀\ud800',
    'DISTRICT COURT',
    '1 % of Net Sales',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(words, fc.string()), { maxLength: 30 }), async (pieces) => {
      const given = input(pieces.join(' '));
      const { content } = await analyzer.analyse(given);
      expect(verifyFindings(given.text, content).dropped).toBe(0);
      expect(analysisContent.safeParse(content).success).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('of a huge text the beginning and what stands below later headings is read', async () => {
  const law =
    'Governing Law\nThis Agreement shall be governed by and construed under the laws of the State of Ohio.';
  const filler = 'Nothing of note was said about the matter. '.repeat(15_000);
  const given = input(`SUPPLY AGREEMENT\n\n${filler}\n\n${law}`);
  const start = given.text.text.indexOf(law);
  const heading = { start, end: start + 13, level: 1, title: 'Governing Law' };
  const { content, reasoning } = await analyzer.analyse({
    ...given,
    text: { ...given.text, headings: [heading] },
  });
  expect(reasoning).toContain('400,000');
  const found = content.clauses.find(({ type }) => type === 'governing_law');
  expect(found?.heading).toBe('Governing Law');
  expect(found?.evidence[0]?.start).toBe(start + 14);
});

test.each([
  'shall not ',
  'within thirty (30) days ',
  '"Term" means ',
  'sections 1.2.3 ()',
  'AGREEMENT\n',
  ' ',
  '(',
])('a megabyte of %j is read in time', async (piece) => {
  const content = piece.repeat(Math.ceil(1_000_000 / piece.length));
  const { reasoning } = await analyzer.analyse(input(content));
  expect(reasoning).toContain('400,000');
});

import type { AnalysisContent } from '@elenchus/contracts/documents/analysis';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evidenceAt } from './locate-evidence.ts';
import { verifyFindings } from './verify-findings.ts';

const source = 'Acme shall pay Bolt.\nBolt shall deliver the goods to Acme.';
const text = {
  text: source,
  pages: [
    { page: 1, start: 0, end: 20, source: 'text' as const },
    { page: 2, start: 21, end: source.length, source: 'text' as const },
  ],
  headings: [],
};
const right = { confidence: 0.5, evidence: [evidenceAt(text, 0, 20)] };
const wrongs = [
  { ...evidenceAt(text, 0, 20), quote: 'Acme shall pay Bold.' },
  { ...evidenceAt(text, 0, 20), page: 2 },
  { ...evidenceAt(text, 0, 20), pageTo: 2 },
  { ...evidenceAt(text, 0, 20), start: 1 },
  { page: 2, start: 50, end: 5000, quote: source.slice(50, 5000) },
  { page: 1, start: 3, end: 3, quote: '' },
  { page: 1, start: 4, end: 5, quote: ' ' },
];

function analysis(finding: { confidence: number; evidence: typeof right.evidence }): AnalysisContent {
  return {
    documentType: 'Letter',
    purpose: 'To pay',
    summary: 'Acme pays.',
    parties: [{ name: 'Acme', role: null, ...finding }],
    keyDates: [{ type: 'other', date: null, period: 'P1D', description: 'd', ...finding }],
    obligations: [{ party: 'Acme', kind: 'duty', description: 'pay', deadline: null, ...finding }],
    risks: [{ type: 'demand', severity: 'low', description: 'd', ...finding }],
    keyTerms: [{ term: 'Goods', definition: 'goods', ...finding }],
    clauses: [{ type: 'term', heading: null, ...finding }],
    citations: [{ kind: 'case', citation: '1 U.S. 1', ...finding }],
    recommendations: [{ text: 'Pay', ...finding }],
    category: 'correspondence',
    jurisdiction: 'Ohio',
    practiceArea: 'Commercial',
    keywords: ['pay'],
    answers: [{ question: 'Who?', answer: 'Acme', ...finding }],
    extractedFields: { payer: { value: 'Acme', ...finding } },
    basis: {
      documentType: finding,
      purpose: finding,
      summary: finding,
      category: finding,
      jurisdiction: finding,
      practiceArea: finding,
    },
  };
}

test('findings with true quotations stay as they are', () => {
  expect(verifyFindings(text, analysis(right))).toEqual({ content: analysis(right), dropped: 0 });
});

test.each([...wrongs.map((each) => [each]), []])('findings quoting %j are left out', (...evidence) => {
  const { content, dropped } = verifyFindings(text, analysis({ confidence: 0.5, evidence }));
  expect(dropped).toBe(16);
  expect(content).toEqual({
    ...analysis(right),
    documentType: null,
    purpose: null,
    summary: '',
    parties: [],
    keyDates: [],
    obligations: [],
    risks: [],
    keyTerms: [],
    clauses: [],
    citations: [],
    recommendations: [],
    category: null,
    jurisdiction: null,
    practiceArea: null,
    answers: [{ question: 'Who?', answer: null, confidence: 0, evidence: [] }],
    extractedFields: {},
    basis: {},
  });
});

test('one false quotation among true ones is enough', () => {
  const evidence = [evidenceAt(text, 0, 20), ...wrongs.slice(0, 1)];
  expect(verifyFindings(text, analysis({ confidence: 0.5, evidence })).content.parties).toEqual([]);
});

test('a quotation over two pages holds with both named', () => {
  const finding = { confidence: 0.5, evidence: [evidenceAt(text, 5, 40)] };
  expect(finding.evidence[0]).toMatchObject({ page: 1, pageTo: 2 });
  expect(verifyFindings(text, analysis(finding)).dropped).toBe(0);
});

test('what is kept quotes the text, whatever came in', () => {
  const any = fc.record({
    page: fc.integer({ min: 1, max: 3 }),
    start: fc.nat(70),
    end: fc.nat(70),
    quote: fc.string(),
  });
  const half = any.map((each) => ({ ...each, quote: source.slice(each.start, each.end) }));
  fc.assert(
    fc.property(fc.array(fc.oneof(any, half), { maxLength: 2 }), (evidence) => {
      const { content } = verifyFindings(text, analysis({ confidence: 1, evidence }));
      expect(content.keywords).toEqual(['pay']);
      for (const { evidence: kept } of content.parties) {
        expect(kept.length).toBeGreaterThan(0);
        for (const { start, end, quote } of kept) expect(source.slice(start, end)).toBe(quote);
      }
    }),
  );
});

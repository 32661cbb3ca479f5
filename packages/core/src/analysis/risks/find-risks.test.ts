import type { DocumentCategory } from '@elenchus/contracts/documents/analysis';
import { expect, test } from 'vitest';
import { documentSentences } from '../clauses/document-sentences.ts';
import { searchClauses } from '../clauses/find-clauses.ts';
import { findRisks } from './find-risks.ts';
import { recommend } from './recommend.ts';

function risksOf(content: string, category: DocumentCategory) {
  const pages = [{ page: 1, start: 0, end: content.length, source: 'text' as const }];
  const text = { text: content, pages, headings: [] };
  const sentences = documentSentences(text, [{ start: 0, end: content.length }]);
  const search = searchClauses();
  search.read(sentences);
  return findRisks(text, sentences, search.found(), category);
}

test.each([
  ['unilateral_termination', 'The Company may terminate this Agreement without cause upon ten days notice.'],
  ['automatic_renewal', 'The term shall automatically renew for successive one-year periods.'],
  ['non_compete', 'The Seller shall not engage in any business that competes with the Company.'],
  ['broad_indemnity', 'Supplier shall indemnify and hold Buyer harmless from any and all claims and losses.'],
  ['unilateral_amendment', 'Provider may change the prices at any time in its sole discretion.'],
  ['personal_guaranty', 'The Guarantor unconditionally guarantees the payment of all sums due.'],
])('finds %s in a contract', (type, sentence) => {
  expect(risksOf(sentence, 'contract').map((each) => each.type)).toContain(type);
});

test.each([
  [
    'threatened_litigation',
    'Unless we hear from you, we will commence legal proceedings without further notice.',
  ],
  ['breach_notice', 'We hereby give notice that you are in material breach of the agreement.'],
  ['missed_deadline', 'The invoice is now past due.'],
  ['demand', 'You must cease and desist from using our mark.'],
  ['preservation', 'Please preserve all documents and e-mails about the matter.'],
])('finds %s in a letter', (type, sentence) => {
  expect(risksOf(sentence, 'correspondence').map((each) => each.type)).toContain(type);
});

test('a right of either party is no unilateral one', () => {
  const sentence = 'Either party may terminate this Agreement without cause upon ten days notice.';
  expect(risksOf(sentence, 'contract').map(({ type }) => type)).not.toContain('unilateral_termination');
});

test('severe risks come first, and judgments have none', () => {
  const text =
    'Tenant may not assign this Lease without consent. Seller shall not compete with the Company in the business.';
  expect(risksOf(text, 'contract').map(({ severity }) => severity)).toEqual(['high', 'low']);
  expect(risksOf(text, 'case_law')).toEqual([]);
});

test('advice follows from risks and stands on their evidence', () => {
  const risks = risksOf('The term shall automatically renew for successive one-year periods.', 'contract');
  expect(recommend(risks)).toEqual([
    {
      text: expect.stringContaining('renewal'),
      confidence: risks[0]?.confidence,
      evidence: risks[0]?.evidence,
    },
  ]);
  expect(recommend([])).toEqual([]);
});

test('a risk does not take over the figure of the clause that shows it, nor does one whose rules were seldom right', () => {
  const ends = 'The Company may terminate this Agreement without cause upon ten days notice.';
  expect(risksOf(ends, 'contract')).toMatchObject([{ type: 'unilateral_termination', confidence: 0.5 }]);
  const passes =
    'Agency hereby assigns to Client all right, title and interest in any copyrights and inventions.';
  expect(risksOf(passes, 'contract')).toEqual([]);
});

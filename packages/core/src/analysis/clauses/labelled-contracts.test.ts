import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { extractTextFile } from '../../parsing/extract-text-file.ts';
import { documentSentences } from './document-sentences.ts';
import { searchClauses } from './find-clauses.ts';

const data = fileURLToPath(new URL('../../../../../../shared/data/contracts', import.meta.url));
const absent = !existsSync(data);
if (absent) console.warn(`Skipped: no test data in ${data}`);

interface Question {
  readonly category: string;
  readonly is_impossible: boolean;
  readonly answers: readonly { readonly answer_start: number; readonly answer_end: number }[];
}
interface Contract {
  readonly title: string;
  readonly context_file: string;
  readonly qas: readonly Question[];
}

const labelled: readonly Contract[] = absent
  ? []
  : JSON.parse(readFileSync(join(data, 'cuad_qa.json'), 'utf8')).data;
/** Labels called otherwise than our types. */
const renamed = new Map([
  ['Renewal Term', 'renewal'],
  ['Notice Period To Terminate Renewal', 'renewal_notice_period'],
  ['Expiration Date', 'term'],
  ['Rofr/Rofo/Rofn', 'right_of_first_refusal'],
  ['Revenue/Profit Sharing', 'revenue_sharing'],
  ['Unlimited/All-You-Can-Eat-License', 'unlimited_license'],
]);
const noClauses = new Set(['Document Name', 'Parties', 'Agreement Date', 'Effective Date']);

function typeOf(category: string): string {
  return renamed.get(category) ?? category.toLowerCase().replace(/[^a-z]+/g, '_');
}

/** Clauses found, how many of them quote the labelled passage, and how many clauses are labelled. */
function count(contracts: readonly Contract[]) {
  const total = { found: 0, right: 0, labelled: 0 };
  for (const { context_file, qas } of contracts) {
    const outcome = extractTextFile(readFileSync(join(data, '..', context_file)), 'text/plain');
    if (outcome.outcome !== 'parsed') throw new Error(context_file);
    const { extracted } = outcome;
    const search = searchClauses();
    search.read(documentSentences(extracted, [{ start: 0, end: extracted.text.length }]));
    const byType = new Map(search.found().map((clause) => [clause.type, clause.sentences]));
    for (const { category, is_impossible, answers } of qas) {
      if (noClauses.has(category)) continue;
      const sentences = byType.get(typeOf(category));
      if (!is_impossible) total.labelled += 1;
      if (sentences === undefined) continue;
      total.found += 1;
      const right = sentences.some(({ start, end }) =>
        answers.some(({ answer_start, answer_end }) => start < answer_end && answer_start < end),
      );
      if (right) total.right += 1;
    }
  }
  return total;
}

test.skipIf(absent)('the rules hold on the labelled contracts that they were not made with', () => {
  const { found, right, labelled: all } = count(labelled.filter((_, index) => index % 2 === 1));
  expect(right / found).toBeGreaterThan(0.72);
  expect(right / all).toBeGreaterThan(0.72);
});

test.skipIf(absent)('and better on those they were made with', () => {
  const { found, right, labelled: all } = count(labelled.filter((_, index) => index % 2 === 0));
  expect(right / found).toBeGreaterThan(0.84);
  expect(right / all).toBeGreaterThan(0.79);
});

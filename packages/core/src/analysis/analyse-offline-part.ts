import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import type { TextRange } from '../text/sentences.ts';

export interface AnalysedPart {
  /** The beginning of the document; offsets are those of the whole. */
  readonly looked: ExtractedText;
  /** What sentences are read from: the beginning, then the words below each later heading. */
  readonly ranges: readonly TextRange[];
  /** How the findings were come by, in a sentence. */
  readonly reasoning: string;
}

/** A document of about 130 pages is read as a whole. */
const windowChars = 400_000;
const charsBelowHeading = 1500;
const mostHeadings = 200;

/** What an offline analysis looks at, so that its time is bounded for texts of any length. */
export function analysedPart(text: ExtractedText): AnalysedPart {
  const length = text.text.length;
  const whole = { start: 0, end: Math.min(length, windowChars) };
  const rules =
    'Findings were extracted and quoted by fixed rules, without a model. A confidence is the share of right findings by the rule on labelled contracts of the development set, smoothed as (right + 1) / (found + 2); it is 0.5 where there are no labels and for every document that is not a contract.';
  if (length <= windowChars)
    return { looked: text, ranges: [whole], reasoning: `${rules} The whole text was read.` };
  const ranges: TextRange[] = [whole];
  for (const { start } of text.headings) {
    if (ranges.length > mostHeadings) break;
    const last = ranges.at(-1)?.end ?? 0;
    if (start >= last) ranges.push({ start, end: Math.min(length, start + charsBelowHeading) });
  }
  const read = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  return {
    looked: { ...text, text: text.text.slice(0, whole.end) },
    ranges,
    reasoning: `${rules} Of ${count(length)} characters ${count(read)} were read: the first ${count(whole.end)} and up to ${count(charsBelowHeading)} below each of the next ${count(ranges.length - 1)} headings.`,
  };
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

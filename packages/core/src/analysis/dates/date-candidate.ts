import type { TextRange } from '../../text/sentences.ts';
import type { DateRuleName } from './confidences.ts';

/** A date or period with the rule that gave it its type, before it is folded with others. */
export interface DateCandidate {
  readonly rule: DateRuleName;
  readonly type: string;
  readonly label: string;
  readonly date: string | null;
  readonly period: string | null;
  /** What the reader must know of the reading, '' if nothing. */
  readonly note: string;
  /** The words that say it, in the order of the text. */
  readonly at: readonly TextRange[];
}

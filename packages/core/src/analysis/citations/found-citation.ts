import type { TextRange } from '../../text/sentences.ts';

/** A citation in its usual form with the words that are it. */
export interface FoundCitation extends TextRange {
  readonly kind: 'case' | 'statute' | 'regulation' | 'constitution' | 'journal' | 'other';
  readonly citation: string;
  /** The same for all citations of one place: without court, year and what follows. */
  readonly key: string;
}

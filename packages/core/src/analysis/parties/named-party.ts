import type { TextRange } from '../../text/sentences.ts';
import type { PartyRuleName } from './confidences.ts';

/** A party by one rule, with the words that tell it. */
export interface FoundParty {
  readonly rule: PartyRuleName;
  readonly name: string;
  readonly role: string | null;
  readonly at: TextRange;
}

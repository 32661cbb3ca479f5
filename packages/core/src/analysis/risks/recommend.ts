import type { AnalysisContent } from '@elenchus/contracts/documents/analysis';

type Recommendation = AnalysisContent['recommendations'][number];

const most = 8;

/** What to do about a type of risk; none where nothing definite follows from it. */
const advice: ReadonlyMap<string, string> = new Map([
  [
    'threatened_litigation',
    'Calendar the dates named in the threat of legal action and preserve documents that bear on it.',
  ],
  [
    'breach_notice',
    'Check the cure period of the contract that is said to be breached, and when it began to run.',
  ],
  ['missed_deadline', 'Check what is overdue and what the delay brings with it.'],
  ['demand', 'Check the demand against the contract, and until when it must be answered.'],
  ['preservation', 'Suspend the deletion of documents that fall under the request to preserve them.'],
  [
    'uncapped_liability',
    'Check which claims are outside of the limit of liability and whether insurance covers them.',
  ],
  ['non_compete', 'Check term, territory and scope of the non-compete against the law that governs it.'],
  [
    'broad_indemnity',
    'Check whether the indemnity can be limited to what the indemnifying party is to blame for.',
  ],
  [
    'unilateral_termination',
    'Check the notice period and what is owed if the other party ends the contract.',
  ],
  ['automatic_renewal', 'Calendar the last day on which notice against renewal can be given.'],
  ['exclusivity', 'Check the exclusivity against other contracts of the party bound by it.'],
  ['liquidated_damages', 'Check whether the fixed sum is a reasonable estimate of the loss.'],
  [
    'change_of_control',
    'Check for a required notice or consent before a merger, sale or change of ownership.',
  ],
  [
    'intellectual_property_assignment',
    'Check that no intellectual property from before the contract passes by the assignment.',
  ],
  [
    'unilateral_amendment',
    'Check whether a change of terms or prices can be refused or lets the other party leave.',
  ],
  ['personal_guaranty', 'Check whom the guaranty binds, up to what sum and until when.'],
  ['minimum_commitment', 'Check what falls due if the minimum is not reached.'],
]);

/** What follows from the risks found, each with the risk's own evidence; at most 8. */
export function recommend(risks: AnalysisContent['risks']): Recommendation[] {
  return risks
    .flatMap(({ type, confidence, evidence }): Recommendation[] => {
      const text = advice.get(type);
      return text === undefined ? [] : [{ text, confidence, evidence }];
    })
    .slice(0, most);
}

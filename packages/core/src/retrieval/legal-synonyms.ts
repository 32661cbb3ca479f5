/** Words that say the same in legal texts; each stands for all of its group. */
const groups: readonly (readonly string[])[] = [
  'agreement contract',
  'breach violation default infringement noncompliance',
  'terminate cancel rescind',
  'termination cancellation rescission',
  'landlord lessor',
  'tenant lessee',
  'lease tenancy',
  'attorney lawyer counsel solicitor',
  'buyer purchaser',
  'seller vendor supplier',
  'employee worker',
  'damages losses',
  'fee charge',
  'confidential proprietary secret',
  'assign transfer convey',
  'assignment transfer conveyance',
  'amend modify alter',
  'amendment modification alteration',
  'licence license',
  'lawsuit litigation suit',
  'plaintiff claimant complainant',
  'void invalid null unenforceable',
  'liable responsible',
  'liability responsibility',
  'obligation duty',
  'warranty guarantee',
  'guarantor surety',
  'prohibit forbid',
  'statute act',
  'testimony deposition',
  'notify inform',
  'commence begin start',
  'expire lapse',
  'salary wage wages remuneration',
  'invoice bill',
  'judgment judgement decree',
  'jurisdiction venue forum',
  'indemnify reimburse',
  'indemnity indemnification',
  'borrower debtor',
  'lender creditor',
  'will testament',
  'deceased decedent',
].map((group) => group.split(' '));

const groupsByWord: ReadonlyMap<string, readonly string[]> = indexWords();

function indexWords(): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const group of groups) {
    for (const word of group) {
      index.set(word, [...(index.get(word) ?? []), ...group.filter((other) => other !== word)]);
    }
  }
  return index;
}

/** Other words for a word (lower case, also a regular plural); none for most. */
export function synonymsOf(word: string): readonly string[] {
  return (
    groupsByWord.get(word) ?? (word.endsWith('s') ? groupsByWord.get(word.slice(0, -1)) : undefined) ?? []
  );
}

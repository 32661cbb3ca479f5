import type { AnalysisContent } from '@elenchus/contracts/documents/analysis';

/** A risk that follows from a clause, or from the words of a sentence. */
export interface RiskRule {
  readonly type: string;
  readonly severity: AnalysisContent['risks'][number]['severity'];
  readonly description: string;
  /** The type of clause whose sentences are looked at; null for all sentences of the document. */
  readonly clause: string | null;
  /** What the sentence (`DocumentSentence.words`) must hold, and must not. */
  readonly all: readonly RegExp[];
  readonly none?: RegExp;
}

function fromClause(
  clause: string,
  severity: RiskRule['severity'],
  type: string,
  description: string,
  conditions: { readonly all?: readonly RegExp[]; readonly none?: RegExp } = {},
): RiskRule {
  return { type, severity, description, clause, all: [], ...conditions };
}

const bothParties =
  /\b(?:either (?:of )?(?:the )?part(?:y|ies)|any party|each party|both parties|the parties|by mutual|mutually|neither party|one party|a party)\b/;

/** What can cost a party of a contract dear. */
export const contractRisks: readonly RiskRule[] = [
  fromClause('uncapped_liability', 'high', 'uncapped_liability', 'Liability is unlimited for some claims.'),
  fromClause('non_compete', 'high', 'non_compete', 'A party may not compete.'),
  fromClause(
    'indemnification',
    'high',
    'broad_indemnity',
    'An indemnity covers any and all claims, whoever is at fault.',
    {
      all: [
        /\b(?:shall|will|agrees?|hereby)\b.{0,120}\b(?:indemnify|hold)\b/,
        /\b(?:any and all|all|any) (?:\w+,? ){0,4}(?:claims|losses|liabilit\w+|damages|costs|demands|actions|suits)\b/,
      ],
      none: /\b(?:to the extent|except|other than|negligen\w+|wil+ful|breach)\b/,
    },
  ),
  fromClause(
    'termination_for_convenience',
    'medium',
    'unilateral_termination',
    'One party alone may end the contract without a cause.',
    {
      none: bothParties,
    },
  ),
  fromClause(
    'renewal',
    'medium',
    'automatic_renewal',
    'The contract renews by itself unless notice is given.',
    {
      all: [/\b(?:automatic\w*|successive|year[- ]to[- ]year|indefinitely)\b/],
    },
  ),
  fromClause('exclusivity', 'medium', 'exclusivity', 'A party is bound to deal exclusively.'),
  fromClause(
    'liquidated_damages',
    'medium',
    'liquidated_damages',
    'A fixed sum falls due on breach or early termination.',
  ),
  fromClause(
    'most_favored_nation',
    'medium',
    'most_favored_nation',
    'A party must grant the best terms it gives to anybody.',
  ),
  fromClause('minimum_commitment', 'medium', 'minimum_commitment', 'A party commits to a minimum.'),
  fromClause(
    'change_of_control',
    'medium',
    'change_of_control',
    'A change of control has consequences under the contract.',
  ),
  fromClause(
    'ip_ownership_assignment',
    'medium',
    'intellectual_property_assignment',
    'Intellectual property passes to the other party.',
  ),
  fromClause(
    'irrevocable_or_perpetual_license',
    'medium',
    'irrevocable_license',
    'A licence is granted that cannot be taken back or does not end.',
  ),
  fromClause(
    'cap_on_liability',
    'medium',
    'limited_recovery',
    'What can be recovered from a party is limited.',
  ),
  fromClause(
    'covenant_not_to_sue',
    'medium',
    'covenant_not_to_sue',
    'A party gives up claims or the right to challenge the other party’s rights.',
  ),
  fromClause('anti_assignment', 'low', 'assignment_restriction', 'The contract cannot be assigned freely.'),
  fromClause('audit_rights', 'low', 'audit_rights', 'A party must let its books or premises be inspected.'),
  fromClause(
    'no_solicit_of_employees',
    'low',
    'no_solicitation',
    'A party may not solicit the other party’s staff.',
  ),
  fromClause(
    'no_solicit_of_customers',
    'medium',
    'no_solicitation_of_customers',
    'A party may not solicit certain customers.',
  ),
  fromClause('disclaimer_of_warranties', 'low', 'warranty_disclaimer', 'Warranties are excluded.'),
  {
    type: 'unilateral_amendment',
    severity: 'medium',
    description: 'One party alone may change terms or prices.',
    clause: null,
    all: [
      /\b(?:may|reserves? the right to|right to)\b.{0,60}\b(?:change|modify|amend|revise|adjust|increase)\b.{0,80}\b(?:terms|prices?|pricing|fees?|rates?|agreement|policy|charges)\b/,
      /\b(?:at any time|sole discretion|from time to time|upon (?:\w+ ){0,4}notice|without (?:prior )?notice|reserves?)\b/,
    ],
    none: bothParties,
  },
  {
    type: 'jury_waiver',
    severity: 'low',
    description: 'The right to a jury trial is waived.',
    clause: null,
    all: [/\bwaives?\b.{0,100}\bjury\b/],
  },
  {
    type: 'personal_guaranty',
    severity: 'high',
    description: 'Somebody answers for the debts of another.',
    clause: null,
    all: [/\b(?:unconditionally|irrevocably|absolutely|personally)\b.{0,60}\bguarant(?:ees|ies|y)\b/],
  },
  {
    type: 'acceleration',
    severity: 'medium',
    description: 'Sums become due at once on default.',
    clause: null,
    all: [
      /\b(?:immediately|forthwith) (?:become )?due and payable\b/,
      /\b(?:default|breach|terminat\w+|accelerat\w+|fail\w*|event)\b/,
    ],
  },
];

/** What a letter or an e-mail gives reason to act on. */
export const correspondenceRisks: readonly RiskRule[] = [
  {
    type: 'threatened_litigation',
    severity: 'high',
    description: 'Legal action is threatened or announced.',
    clause: null,
    all: [
      /\b(?:will|shall|intends?|prepared|no (?:other )?(?:choice|alternative|option)|without further notice|forced|reserves?|may|going to|threaten\w*|instructed|consider\w*)\b/,
      /\b(?:commence|initiate|pursue|file|take|bring|institut\w+|seek|sue|proceed with|litigate)\b.{0,60}\b(?:legal (?:action|proceedings|remedies)|litigation|law ?suit|suit|proceedings|complaint|claim|court|arbitration|injuncti\w+)\b|\b(?:will|shall|to|threaten\w*) sue\b/,
    ],
    none: /\b(?:if you have any questions|file (?:name|attached))\b/,
  },
  {
    type: 'breach_notice',
    severity: 'high',
    description: 'A breach or default is alleged.',
    clause: null,
    all: [
      /\b(?:(?:you|your \w+|company|party|\w+) (?:are|is|have been|has been|remain)(?: \w+){0,3} (?:in )?(?:material )?(?:breach|default)|(?:notice|notify|notified|advised)\b.{0,100}\b(?:breach(?:ed)?|default(?:ed)?)|(?:your|the|this|material) breach|(?:has|have) (?:\w+ )?(?:breached|defaulted|violated))\b/,
    ],
    none: /\b(?:if|not in (?:breach|default)|no (?:breach|default)|data breach notification law)\b/,
  },
  {
    type: 'missed_deadline',
    severity: 'medium',
    description: 'Something is overdue or a deadline was missed.',
    clause: null,
    all: [
      /\b(?:past due|overdue|missed (?:the |a |our |your )?(?:\w+ )?deadline|fail(?:ed|ure) to (?:pay|deliver|respond|file|comply|make|provide|return|perform)|(?:have|has) not (?:yet )?(?:received|paid|responded|delivered|provided)|deadline (?:has )?(?:passed|expired))\b/,
    ],
    none: /\b(?:if|in the event|shall)\b/,
  },
  {
    type: 'demand',
    severity: 'medium',
    description: 'Payment, performance or an end to some conduct is demanded.',
    clause: null,
    all: [
      /\b(?:hereby demands?|we demand|demand (?:that|for|is hereby made)|cease and desist|final (?:demand|notice|reminder))\b/,
    ],
  },
  {
    type: 'preservation',
    severity: 'medium',
    description: 'Documents are to be kept for a dispute.',
    clause: null,
    all: [
      /\b(?:litigation hold|legal hold|(?:preserve|preservation of|retain)\b.{0,60}\b(?:documents|evidence|records|e-?mails|information|materials))\b/,
    ],
    none: /\b(?:confidential\w*|retain (?:one|a) copy)\b/,
  },
];

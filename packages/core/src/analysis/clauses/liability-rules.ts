import { type ClauseRule, rules } from './clause-rule.ts';

const consequential = /\b(?:consequential|indirect|incidental|special|punitive|exemplary)\b/;

/** Clauses on liability, warranties, indemnities and insurance. */
export const liabilityRules: readonly ClauseRule[] = [
  ...rules(
    'cap_on_liability',
    0.9,
    'liable liability liabilities maximum damages claim action proceeding cause consequential indirect incidental special punitive exemplary loss',
    [
      {
        all: [
          /\b(?:liab(?:le|ility|ilities)|responsible|damages|obligations?|indemnif\w+)\b/,
          /\b(?:not exceed|exceed|limited to|no more than|no greater than|not be greater|maximum (?:aggregate )?liability|cumulative maximum|capped at)\b/,
          /\b(?:liab(?:le|ility|ilities)|maximum for which)\b/,
        ],
        none: /\binsurance|not limited to the|limited liability|without limit|including(?:,)? but not limited to\b(?!.*\bexceed)|policy limits?/,
      },
      {
        all: [
          consequential,
          /\b(?:in no event|not (?:be )?(?:liable|responsible)|no (?:liability|party shall be liable)|neither|not include|excluded?|waives?|nor)\b/,
          /\b(?:damages|loss|losses|liab\w+)\b/,
        ],
        none: /\bindemnif(?:y|ied) and hold|special (?:meeting|purpose|counsel)\b/,
      },
      {
        all: [
          /\b(?:claim|action|proceeding|cause)s?\b/,
          /\b(?:must be (?:commenced|brought|filed|made)|may be brought|will bring|shall be brought|deemed waived|are waived|waived unless)\b/,
          /\b(?:within|more than|later than|after)\b.{0,60}\b(?:days|months|years?)\b/,
        ],
        none: /\b(?:arbitration shall|jurisdiction|courts? of)\b/,
      },
    ],
  ),
  ...rules(
    'uncapped_liability',
    0.6,
    'nothing not neither limitation limitations consequential indirect incidental special punitive exemplary exclusion limit section',
    [
      {
        all: [
          /\b(?:nothing|not|neither)\b.{0,120}\b(?:limit|exclude|restrict)s?\b.{0,120}\b(?:liab|negligen|fraud)/,
          /\b(?:gross(?:ly)? negligen\w+|negligence|wil+ful|fraud\w*|intentional|indemni\w+|confidential\w*|death|personal injury)\b/,
        ],
        none: /\binsurance|insolven/,
      },
      {
        all: [
          consequential,
          /\b(?:in no event|not (?:be )?liable|no liability|not be responsible)\b/,
          /\b(?:except (?:for|in|as|with respect)|other than|(?:shall|will|does|do) not apply|save (?:for|as)|excluding)\b/,
        ],
      },
      {
        all: [
          /\b(?:limitations?|exclusions?|limits?|sections? [\d.() a-z]{1,40})\b.{0,150}\b(?:shall|will|do|does) not (?:apply|limit)\b/,
          /\b(?:gross(?:ly)? negligen\w+|wil+ful|fraud\w*|intentional|indemni\w+|confidential\w*|death|personal injury|liab\w+)\b/,
          /\b(?:liab\w+|damages|limit\w*)\b/,
        ],
        none: /\binsurance|confidential information (?:shall|does|that)/,
      },
    ],
  ),
  ...rules(
    'liquidated_damages',
    0.75,
    'liquidated termination cancellation breakup break penalty early estimate',
    [
      {
        all: [
          /\bliquidated (?:damages|sum)|\b(?:termination|cancellation|break-?up|early termination) (?:fee|charge|penalty)|\bas (?:a )?(?:penalty|genuine pre-estimate)\b|\bdefault penalty\b/,
          /\b(?:pay|paid|payable|payment|equal|amount|fee|charge|sum|entitled|credit)\b/,
        ],
        none: /\b(?:without (?:the )?payment of|no (?:termination|cancellation)|indirect|incidental|without penalty|not (?:a )?penalty or forfeiture)\b/,
      },
    ],
  ),
  ...rules('warranty_duration', 0.65, 'warrant guarantee defect latent', [
    {
      all: [
        /\b(?:warrant(?:s|y|ies|ed)?|guarantees?d?|defects?|defective|latent)\b/,
        /\b(?:for (?:a|the) period|period of|within|for|from|after)\b.{0,60}\b(?:days?|months?|years?)\b|\bwarranty period\b/,
        /\b(?:warranty period|warranted for|warrants?|warranty|defect\w*)\b.{0,300}\b(?:\d+|one|two|three|six|twelve|ninety|thirty|sixty)\b.{0,30}\b(?:days?|months?|years?)\b|\b(?:\d+|one|two|three|six|twelve|ninety|thirty|sixty)\b.{0,30}\b(?:days?|months?|years?)\b.{0,200}\b(?:warranty|warrants|defects?)\b/,
      ],
      none: /\b(?:terminat\w+|insurance|breach of (?:any )?(?:representation|warranty)|surviv\w+|financial statements|licen[cs]e fee|invoice|represents and warrants that|inspect)\b/,
    },
  ]),
  ...rules('insurance', 0.85, 'insurance insured insurer', [
    {
      all: [
        /\binsur(?:ance|ed|er|ers)\b/,
        /\b(?:shall|will|must|agrees?|required|undertakes?|at its (?:own|sole))\b/,
        /\b(?:maintain|carry|obtain|procure|keep|effect|take out|polic(?:y|ies)|coverage|additional insured|certificates? of insurance|insured)\b/,
        /\b(?:insurance|additional insured)\b/,
      ],
      none: /\b(?:actually (?:paid|received)|health insurance|life insurance company|insurance compan(?:y|ies) shall|net of|proceeds|commission|premiums? received|title insurance|employee benefit|reinsurance)\b/,
    },
  ]),
  ...rules('limitation_of_liability', 0.5, 'liable liability liabilities', [
    {
      all: [
        /\bliab(?:le|ility|ilities)\b/,
        /\b(?:in no event|under no circumstances|not (?:be )?liable|no liability|limitation of liability|shall not exceed|maximum liability|limited to)\b/,
        /\b(?:consequential|indirect|incidental|punitive|loss of profits?|lost profits|exceed|limited to|limitation of liability|aggregate)\b/,
      ],
      none: /\blimited liability company\b/,
    },
  ]),
  ...rules('indemnification', 0.5, 'indemnify indemnified indemnifies indemnity harmless', [
    {
      all: [
        /\b(?:indemnif(?:y|ies)|indemnity|hold harmless|save harmless|indemnified)\b/,
        /\b(?:shall|will|agrees?|hereby|must|undertakes?)\b/,
        /\b(?:indemnify|indemnifies|hold (?:\w+ ){0,6}harmless|save harmless|be indemnified)\b/,
      ],
    },
  ]),
  ...rules('warranty', 0.5, 'warrant', [
    {
      all: [/\b(?:represents? and )?warrants?\b|\brepresents and warrants\b/, /\b(?:that|to)\b/],
      none: /\b(?:no warrant|not warrant|makes no|disclaim\w*|neither|stock|purchase shares|exercise)\b/,
    },
  ]),
  ...rules('disclaimer_of_warranties', 0.5, 'warranty warranties', [
    {
      all: [
        /\bwarrant(?:y|ies)\b/,
        /\b(?:as[- ]is|disclaims?|no (?:other )?(?:warrant\w+|representations?)|makes no|not make any|in lieu of|excluded)\b/,
        /\b(?:merchantability|fitness|implied|express|as[- ]is|disclaims?)\b/,
      ],
      none: /\brepresents?(?: and warrants?)?,? (?:\w+ ){0,3}that\b(?!.*\bdisclaim)/,
    },
  ]),
];

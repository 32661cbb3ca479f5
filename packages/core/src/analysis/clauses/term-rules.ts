import { type ClauseRule, rules } from './clause-rule.ts';

const agreement =
  /\b(?:agreement|contract|lease|term|licen[cs]e|engagement|employment|services?|appointment)\b/;

const forCause =
  /\b(?:breach\w*|default\w*|insolven\w+|bankrupt\w*|fail\w*|if|in the event|events? of|cease[sd]?|force majeure|change (?:of|in) control|cause|expiration|expiry|renew\w*|where|material\w*|violat\w+|upon the occurrence|prior to the closing|confidential\w*)\b/;
const afterTermination =
  /\b(?:upon|after|following|on) (?:the |any )?termination|\b(?:is|are|been|be) terminated (?:by \w+ )?for any\b.{0,60}\b(?:shall|will)\b|\btermination\b.{0,60},? for any reason|\bin the event\b.{0,80}\bterminat|\bmay not\b/;
const notRenewed =
  /\b(?:insurance|polic(?:y|ies)|extension of (?:time|credit)|registrations?|patents?|domain|confidential\w*|copyrights?|rights extend|extend to|nothing|mutually agree|any (?:renewal|extension)s? thereof|warranty|successive days)\b/;

const survivors = /\bsurviving (?:corporation|spouse|entity|company)\b/;

/** Clauses on how long a contract runs, how it ends and what comes after. */
export const termRules: readonly ClauseRule[] = [
  ...rules('term', 0.75, 'term agreement lease contract period remain continue be come expire valid', [
    {
      all: [
        /\b(?:initial term|term of (?:this|the)|(?:agreement|lease|contract|term|period) (?:shall|will|is|commences?|begins?)\b|(?:remain|continue|be|come) in (?:full )?(?:force|effect)|shall expire|will expire|expires? on|shall continue|shall be valid)/,
        /\b(?:years?|months?|days?|until|expir\w+|anniversary|perpetu\w+|indefinite\w*|continue\w*|date)\b/,
        agreement,
        /\b(?:(?:commence|begin|start|effective|continue|expire|remain|terminate)\w*|term (?:of|shall|is|will))\b/,
      ],
      none: /\b(?:confidential\w*|invoice|breach|insurance|warranty period|receipt of notice|payment|governed|assign|amend\w*|representations?)\b/,
    },
  ]),
  ...rules('renewal', 0.7, 'automatic successive year indefinitely renew extend option elect', [
    {
      all: [
        /\bautomatic\w*\b.{0,60}\b(?:renew|extend|extension)|\b(?:renew\w*|extend\w*|continue)\b.{0,80}\bautomatic|\bsuccessive\b.{0,60}\b(?:terms?|periods?|years?|months?)\b|\byear[- ]to[- ]year\b|\bcontinu\w+\b.{0,120}\bindefinitely\b/,
        /\b(?:agreement|term|lease|contract|attachment|licen[cs]e|engagement|employment|continue|renew\w*)\b/,
      ],
      none: notRenewed,
    },
    {
      all: [
        /\b(?:option|right|may|elect)\b.{0,80}\b(?:renew|extend)\b.{0,120}\b(?:term|agreement|periods?|years?|lease)\b|\b(?:agreement|term|lease|contract)\b.{0,80}\b(?:shall|will|may) be (?:\w+ )?(?:renewed|extended)\b|\brenewal terms?\b/,
        /\b(?:years?|months?|days?|periods?|terms?)\b/,
      ],
      none: notRenewed,
    },
  ]),
  ...rules('renewal_notice_period', 0.65, 'renew nonrenewal extend extension year indefinitely', [
    {
      all: [
        /\b(?:renew\w*|non-?renewal|extend\w*|extension|year to year|indefinitely)\b/,
        /\bnotif(?:y|ies|ication)|\bnotice\b|\bnotifies\b/,
        /\b(?:days?|months?|years?)\b/,
        /\b(?:unless|prior to|before|not (?:to )?(?:renew|extend)|non-?renewal|terminat\w+|advance)\b/,
      ],
      none: /\b(?:insurance|polic(?:y|ies)|patent|breach|default|cure)\b/,
    },
  ]),
  ...rules('termination_for_convenience', 0.9, 'terminate cancel', [
    {
      all: [
        /\b(?:terminat\w+|cancel\w*)\b.{0,200}\b(?:without cause|any (?:or no )?reason|no reason|convenience|with or without cause)\b|\b(?:without cause|for any (?:or no )?reason|convenience|with or without cause)\b.{0,100}\b(?:terminate|cancel|be terminated)\b/,
        /\b(?:may|right|entitled|shall have|can)\b/,
      ],
      none: afterTermination,
    },
    {
      all: [
        /\b(?:sole (?:and absolute )?)?(?:discretion|option|election)\b.{0,80}\b(?:terminate|cancel|be terminated)\b|\b(?:terminate|cancel)\b.{0,100}\b(?:discretion|at (?:its|their|any party's) (?:sole )?option)\b/,
        /\bnotice\b|\bat any time\b|\bnotifying\b/,
      ],
      none: forCause,
    },
    {
      all: [
        /\b(?:may|right to|entitled to|can)\b.{0,60}\b(?:terminate|be terminated|cancel|be cancel+ed)\b/,
        /\b(?:terminate|terminated|cancel\w*)\b.{0,200}\b(?:notice|at any time)\b|\bat any time\b.{0,80}\b(?:terminate|cancel)/,
        /\b(?:days?|months?|at any time)\b/,
      ],
      none: forCause,
    },
  ]),
  ...rules('termination', 0.5, 'terminate', [
    {
      all: [
        /\bterminat(?:e|ed|es|ion)\b/,
        /\b(?:may|right|entitled|shall|can|will)\b/,
        /\b(?:breach\w*|default\w*|insolven\w+|bankrupt\w*|fail\w*|for cause|material\w*|notice)\b/,
        agreement,
      ],
      none: /\b(?:confidential\w*|surviv\w+|terminated employee)\b/,
    },
  ]),
  ...rules('post_termination_services', 0.35, 'terminate expire expiration expiry', [
    {
      all: [
        /\b(?:terminat\w+|expir\w+)\b/,
        /\b(?:sell[- ]?off|wind(?:ing)?[- ]?(?:down|up) (?:period|services)|transition(?:al)? (?:services|period|assistance|plan)|last[- ](?:time )?buy|termination (?:assistance|services)|post-termination|re-?purchase|remaining (?:inventory|stocks?)|existing (?:inventory|stocks?)|purchase (?:all|any)\b.{0,60}\b(?:inventory|stocks?|goods)|buy\b.{0,60}\bstocks?|option to purchase|continue to (?:provide|sell|support|perform|supply|use|distribute))\b/,
        /\b(?:shall|will|may|agrees?|option|entitled|right)\b/,
      ],
      none: /\b(?:confidential\w*|insurance|shares of|stock option|vested)\b/,
    },
  ]),
  ...rules(
    'change_of_control',
    0.45,
    'change controlling merger consolidation reorganization reorganisation sale acquisition operation transfer',
    [
      {
        all: [
          /\bchanges? (?:of|in) (?:the )?(?:control|ownership)\b|\bcontrolling interest\b/,
          /\b(?:terminat\w+|assign\w*|consent|notify|notice|deemed|void|accelerat\w+|means|right)\b/,
        ],
        none: /\bwithout regard to\b/,
      },
      {
        all: [
          /\b(?:merger|consolidation|reorgani[sz]ation|sale of (?:all|substantially|a majority|stock)|acquisition|operation of law|transfer of (?:a )?(?:majority|control))\b/,
          /\b(?:deemed|considered|constitute|whether (?:by|through|voluntar\w+)|including by|by way of|terminat\w+)\b/,
          /\b(?:assign\w*|transfer|terminat\w+)\b/,
          /\b(?:consent|deemed|approval|terminate|void)\b/,
        ],
        none: /\b(?:entire agreement|supersed\w+|common stock|exercise price|intellectual property|may assign|may freely|inventions?|without (?:the )?consent|shareholders? meeting)\b/,
      },
    ],
  ),
  ...rules('right_of_first_refusal', 0.5, 'right first exclusive prior bona', [
    {
      all: [
        /\brights? of (?:first|last) (?:refusal|offer|negotiation)|\bfirst (?:right|option|opportunity|offer|negotiat\w+)|\bright to first\b|\bexclusive (?:right|option|period) to negotiate\b|\bright to match\b|\bprior option\b|\bbona fide offer\b/,
      ],
      none: /\b(?:prosecute|first negotiate|good faith|without first|first offer(?:ed|ing) (?:to|for) the public)\b/,
    },
  ]),
  ...rules('survival', 0.65, 'survive surviving survival continue remain obligations', [
    {
      all: [
        /\bsurviv(?:e|es|al|ing)\b/,
        /\b(?:terminat\w+|expir\w+|completion|cancellation|closing|years|indefinitely|return)\b/,
      ],
      none: survivors,
    },
    {
      all: [
        /\b(?:obligations?|undertakings?|restrictions|provisions|confidentiality|sections? [\d.]+)\b.{0,150}\b(?:continue|remain|binding|extend|apply|cease|expire)\b/,
        /\b(?:(?:after|following|notwithstanding|despite|beyond) (?:the |any |its |such )?(?:termination|expiration|expiry|return|completion)|years? (?:after|from|following)|indefinitely|in perpetuity)\b/,
      ],
      none: survivors,
    },
  ]),
];

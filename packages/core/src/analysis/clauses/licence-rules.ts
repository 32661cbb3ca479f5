import { type ClauseRule, rules } from './clause-rule.ts';

const licence = /\b(?:sub-?)?licen[cs]es?\b/;

/** Clauses on licences and on who owns intellectual property. */
export const licenceRules: readonly ClauseRule[] = [
  ...rules('license_grant', 0.7, 'grant license licence licensed have', [
    {
      all: [
        /\b(?:grants?|granted|granting|hereby licenses?)\b.{0,250}\b(?:licen[cs]es?|rights?(?:, [^,]{1,60},)? (?:and licen[cs]e )?to (?:use|advertise|market|sell|distribute|reproduce|display|copy|operate|resell|promote|make|manufacture|access))\b|\bshall have (?:a|an|the)\b.{0,60}\blicen[cs]e\b|\bhereby licenses\b/,
      ],
      none: /\b(?:no (?:other )?(?:licen[cs]es?|rights?)|nothing|not (?:be deemed to )?grant|neither|retains|stock option|shares of|registration rights|appraisal|has not granted|nor)\b/,
    },
  ]),
  ...rules('non_transferable_license', 0.6, 'transferable nontransferable assignable nonassignable', [
    {
      all: [
        /\bnon-? ?(?:transferable|assignable)|\bnot transferable\b|\bnot (?:assign|transfer|sublicen[cs]e)\b/,
        /\b(?:licen[cs]es?|rights? to use|right)\b/,
        /\b(?:grants?|granted|licen[cs]es?|have)\b/,
        /\bnon-? ?(?:transferable|assignable)|\bnot transferable\b/,
      ],
    },
  ]),
  ...rules('irrevocable_or_perpetual_license', 0.75, 'irrevocable perpetual perpetuity', [
    {
      all: [
        /\b(?:irrevocable|perpetual|in perpetuity)\b/,
        /\b(?:licen[cs]es?|licen[cs]ed|right to use|rights? to)\b/,
      ],
      none: /\b(?:letters? of credit|power of attorney|attorney-in-fact|proxy|jurisdiction|not irrevocable)\b/,
    },
  ]),
  ...rules('affiliate_license_licensee', 0.4, 'affiliates subsidiaries', [
    {
      all: [
        /\bgrants?\b.{0,200}\b(?:and|or|\/) (?:its|their|any of its|the other party's)(?: [\w-]+){0,2} (?:affiliates|subsidiaries)\b|\bsublicen[cs]e\b.{0,80}\b(?:affiliates|subsidiaries)\b/,
        licence,
      ],
      none: /\b(?:no licen[cs]e|on behalf of itself)\b/,
    },
  ]),
  ...rules('affiliate_license_licensor', 0.5, 'affiliates subsidiaries', [
    {
      all: [
        /\bon behalf of (?:itself|themselves) and (?:its|their)(?: [\w-]+){0,2} (?:affiliates|subsidiaries)\b|\b(?:and|or) (?:its|their) (?:affiliates|subsidiaries),?(?: \w+)? (?:hereby )?grants?\b/,
        licence,
        /\bgrants?\b/,
      ],
    },
  ]),
  ...rules('unlimited_license', 0.5, 'unlimited enterprise site number', [
    {
      all: [
        /\b(?:unlimited|enterprise-?wide|site licen[cs]e|any number of)\b/,
        licence,
        /\b(?:users?|use|copies|employees|enterprise|access|right)\b/,
      ],
      none: /\bliabil|not unlimited|partnership|unlimited liability company\b/,
    },
  ]),
  ...rules('source_code_escrow', 0.5, 'escrow', [
    {
      all: [/\bescrow\b/, /\b(?:source code|source materials|deposit materials|software)\b/],
    },
  ]),
  ...rules('ip_ownership_assignment', 0.35, 'assign convey hire property vest assigns', [
    {
      all: [
        /\b(?:(?:hereby|does hereby|agrees? to|shall|will)(?: \w+,?){0,5} (?:assigns?|conveys?)|works? (?:made )?for hire|shall (?:be|become|remain)(?: [\w,]+){0,6} property of|vests? (?:\w+ )?(?:in|upon))\b/,
        /\b(?:intellectual property|ip|inventions?|copyrights?|patents?|trademarks?|trade names?|marks|works?|improvements?|developments?|know-how|work product|deliverables|features|source code|domain names?)\b/,
        /\b(?:right,? title|rights?|works? (?:made )?for hire|property of|ownership)\b/,
      ],
      none: /\b(?:confidential information shall|non-?assignable|successors and assigns|not (?:assign|convey)|goods|licen[cs]es? granted)\b/,
    },
  ]),
  ...rules('joint_ip_ownership', 0.75, 'jointly joint co undivided own', [
    {
      all: [
        /\bjointly[- ]own|\bown(?:ed|s)?,? (?:[\w]+ ){0,3}jointly\b|\bjoint (?:ownership|owners?|inventions?|ip|intellectual|patents?|property)\b|\bco-own|\bundivided (?:[\w-]+,? ){0,3}(?:right|interest)\b/,
        /\b(?:intellectual property|ip|inventions?|patents?|copyrights?|trademarks?|know-how|improvements?|developments?|works?|software|technology|content|materials)\b/,
      ],
      none: /\b(?:real property|tenants|venture)\b/,
    },
  ]),
];

import { type ClauseRule, rules } from './clause-rule.ts';

/** Clauses that most contracts close with, and those on secrecy and disputes. */
export const generalRules: readonly ClauseRule[] = [
  ...rules('governing_law', 0.9, 'law laws', [
    {
      all: [
        /\b(?:govern\w*|constru\w+|interpreted|enforced)\b/,
        /\b(?:governed|construed|interpreted|enforced|subject|construction)\b.{0,200}\blaws?\b|\blaws?\b.{0,60}\b(?:shall|will) govern\b|\bgoverning law\b/,
        /\blaws? (?:of|in|as)\b|\b(?:\w+) laws?\b/,
      ],
      none: /\b(?:confidential\w*|permitted by (?:applicable )?law|required by (?:applicable )?law|arbitration act shall|indemnif\w+|if any (?:provision|term)|invalid|unenforceable)\b/,
    },
  ]),
  ...rules('jurisdiction', 0.5, 'jurisdiction venue', [
    {
      all: [
        /\b(?:jurisdiction|venue)\b/,
        /\b(?:courts?|state|county|district)\b/,
        /\b(?:exclusive|submit\w*|consents?|irrevocably|shall be (?:brought|in)|venue|agree\w*)\b/,
      ],
      none: /\b(?:in any jurisdiction|invalid|unenforceable|any other jurisdiction)\b/,
    },
  ]),
  ...rules('dispute_resolution', 0.5, 'arbitrate mediate mediation', [
    {
      all: [
        /\b(?:arbitrat\w+|mediat\w+)\b/,
        /\b(?:shall|will|agree\w*|may|must)\b/,
        /\b(?:disputes?|controvers\w+|claims?|arbitration|submitted|rules)\b/,
      ],
      none: /\b(?:third part(?:y|ies) claim|litigation, arbitration)\b/,
    },
  ]),
  ...rules('third_party_beneficiary', 0.5, 'beneficiary beneficiaries', [
    {
      all: [/\b(?:is|are|be) (?:an? |the )?(?:\w+ )?third[- ]party beneficiar/],
      none: /\b(?:no|not|nothing|none|nor|neither)\b/,
    },
  ]),
  ...rules('no_third_party_beneficiaries', 0.5, 'beneficiary third person rights benefit anyone', [
    {
      all: [
        /\b(?:no|not|nothing|none|nor|neither)\b/,
        /\bthird[- ](?:party|person) benefici|\b(?:third part(?:y|ies)|other person|person other than|anyone other than)\b.{0,160}\b(?:rights?|remed\w+|benefits?|enforce)|\b(?:rights?|benefits?|remed\w+)\b.{0,120}\b(?:upon|on|to) (?:any )?(?:third part(?:y|ies)|other person|person other than)/,
        /\b(?:agreement|provision|herein|contract|act 1999)\b/,
      ],
      none: /\b(?:assign|infring\w+|licen[cs]e|disclose|confidential\w*|indemnif\w+|sell)\b/,
    },
  ]),
  ...rules('force_majeure', 0.5, 'majeure god beyond', [
    {
      all: [
        /\b(?:force majeure|acts? of god|beyond (?:the|its|their|his)(?: \w+){0,4} control|strikes?)\b/,
        /\b(?:delay\w*|fail\w*|liab\w+|perform\w*|excused?|prevent\w*|suspend\w*|terminat\w+)\b/,
        /\b(?:force majeure|acts? of god|beyond (?:the|its|their|his)(?: \w+){0,4} control)\b/,
      ],
    },
  ]),
  ...rules('entire_agreement', 0.5, 'entire whole complete full sole supersede', [
    {
      all: [
        /\b(?:entire|whole|complete|full|sole)\b.{0,60}\b(?:agreement|understanding|contract|statement)\b|\bsupersedes?\b/,
        /\b(?:supersed\w+|constitut\w+|contains?|represents?|embod\w+|sets? forth|comprises?)\b/,
        /\b(?:agreement|understandings?|contract)\b/,
      ],
      none: /\b(?:entire liability|entire obligation|laws? supersed)\b/,
    },
  ]),
  ...rules('notices', 0.5, 'notice communication', [
    {
      all: [
        /\b(?:notices?|communications?)\b/,
        /\b(?:in writing|written|addressed|delivered|deemed|given)\b/,
        /\b(?:registered|certified|courier|facsimile|fax|e-?mail|personally|postage|overnight|address(?:es|ed)?|personal delivery|prepaid)\b/,
      ],
    },
  ]),
  ...rules('severability', 0.5, 'invalid unenforceable illegal void severable severed', [
    {
      all: [
        /\b(?:provisions?|terms?|part|section|covenant|clause)\b/,
        /\b(?:invalid\w*|unenforceab\w+|illegal\w*|void|severable|severed)\b/,
        /\b(?:remain\w*|remainder|other provisions?|severable|severed|balance|not affect|continue|impair\w*|reformed|modified)\b/,
      ],
    },
  ]),
  ...rules('amendment', 0.5, 'amend modify modification alter varied variation', [
    {
      all: [
        /\b(?:amend\w*|modif\w+|alter\w*|vari(?:ed|ation))\b/,
        /\b(?:agreement|contract|lease|hereof|provisions?|terms)\b/,
        /\b(?:in writing|written|instrument|signed|executed)\b/,
        /\b(?:not|no|only|unless|except|may be)\b/,
      ],
    },
  ]),
  ...rules('waiver', 0.5, 'waiver waive waived', [
    {
      all: [
        /\b(?:waiver|waived|waive)\b/,
        /\b(?:no|not|failure|neither|unless|only)\b/,
        /\b(?:breach\w*|default\w*|subsequent|right|provisions?|delay|writing)\b/,
        /\b(?:waiver (?:of|by)|deemed|constitute|operate|effective|be waived|in writing)\b/,
      ],
      none: /\bjury\b/,
    },
  ]),
  ...rules('counterparts', 0.5, 'counterpart', [
    { all: [/\bcounterparts?\b/, /\b(?:execut\w+|original|signed|instrument)\b/] },
  ]),
  ...rules('independent_contractors', 0.5, 'independent partnership joint agency relationship', [
    {
      all: [
        /\bindependent contractors?\b|\b(?:partnership|joint venture|agency|employment)\b.{0,120}\brelationship\b|\bnot\b.{0,100}\b(?:partnership|joint venture)\b|\bno (?:partnership|joint venture|agency)\b/,
        /\b(?:parties|party|agreement|contractor|relationship)\b/,
        /\b(?:not|no|independent)\b/,
      ],
      none: /\b(?:retain independent|warrants|indemnif\w+|assign)\b/,
    },
  ]),
  ...rules('publicity', 0.5, 'press publicity public publicly', [
    {
      all: [
        /\b(?:press releases?|public(?:ity| announcements?| statements?)|publicly announce)\b/,
        /\b(?:consent|approval|not|no|prior)\b/,
        /\b(?:shall|will|may|neither|agree\w*)\b/,
      ],
    },
  ]),
  ...rules('data_protection', 0.5, 'personal data gdpr personally privacy ccpa hipaa', [
    {
      all: [
        /\b(?:personal (?:data|information)|data protection|gdpr|personally identifiable|data subjects?|privacy laws?|ccpa|hipaa)\b/,
        /\b(?:shall|will|must|may|compl\w+|agree\w*|process\w*|collect\w*)\b/,
      ],
    },
  ]),
  ...rules('compliance_with_laws', 0.5, 'comply complies compliance', [
    {
      all: [
        /\bcompl(?:y|ies|iance) with\b.{0,100}\b(?:laws?|regulations?|statutes?|ordinances)\b/,
        /\b(?:shall|will|must|agrees?)\b/,
      ],
    },
  ]),
  ...rules('equitable_relief', 0.5, 'injunction injunctive equitable specific irreparable', [
    {
      all: [
        /\b(?:injuncti(?:on|ve)|equitable relief|specific performance|irreparable)\b/,
        /\b(?:entitled|seek|relief|remed\w+|irreparable)\b/,
      ],
      none: /\b(?:indemnif\w+|bankruptcy|general principles of equity)\b/,
    },
  ]),
];

import { type ClauseRule, rules } from './clause-rule.ts';

const denial = /\b(?:not|neither|nor|no|refrain|prohibited)\b/;

/** Clauses that keep a party from doing something. */
export const restrictionRules: readonly ClauseRule[] = [
  ...rules('anti_assignment', 0.85, 'assign assigned transfer delegate', [
    {
      all: [
        /\b(?:assign|transfer|delegate)\b|\bassign(?:able|ed|ment)\b/,
        /\b(?:may not|shall not|will not|cannot|can not|must not|not be|not assignable|neither|no party|none of|nor|not have the right|void|only with|not,? (?:without|directly|in whole)|except with|prohibited)\b/,
        /\b(?:agreement|contract|lease|rights|obligations|interests?|hereunder|duties|option|license|licence)\b/,
        /\b(?:consent|approval|void|permission|authori[sz]ation|assign (?:or|this|its|any)|assignable|assigned|(?:neither|no party|nor)\b.{0,160}\b(?:assign|transfer))\b/,
      ],
      none: /\bassigned to (?:perform|work)|transfer of (?:title|data|funds|technology)|wire transfer|assigned employee|transfer (?:agent|restrict)|benefit of the parties\b/,
    },
  ]),
  ...rules('non_compete', 0.75, 'compete competing competitive competitor', [
    {
      all: [
        denial,
        /\b(?:not|neither|nor|no|refrain)\b.{0,300}\bcompet(?:e|es|ing|itive|itively|itors?)\b/,
        /\b(?:engage|sell|market|distribute|promote|develop|manufacture|carry on|own|invest|interest in|participate|operate|offer|represent|act as|become|work|compete|employed|endorse|associated)\b/,
      ],
      none: /competitive(?:ly)? (?:bid|pric)|competition laws?|anti-?competitive|competent|competitively sensitive|confidential|not limited to|no less|not competitive/,
    },
  ]),
  ...rules('exclusivity', 0.75, 'exclusive exclusivity only solely not all', [
    {
      all: [
        /\bexclusiv(?:e|ely|ity)\b/,
        /\bexclusive(?:,? [\w-]+){0,4} (?:rights?|licen[cs]e|distributors?|agents?|suppliers?|providers?|manufacturers?|basis|territory|sponsor|dealer|reseller|representative|partner|franchise|appointment|marketing|seller|source|vendor|relationship)\b|\bgrants?\b.{0,120}\bexclusive\b.{0,180}\b(?:licen[cs]e|right)\b|\b(?:deal|purchase|sell|obtain|use|work|play|source|promote|endorse|market|distribute|provide|supply) (?:[\w/]+ ){0,3}exclusively\b|\bexclusively (?:purchase|sell|use|play|promote|supply|distribute|with|from|through)\b|\bexclusivity\b.{0,200}\b(?:shall|will|agrees?)\b/,
      ],
      none: /non-? ?exclusive|\bno (?:right to any )?exclusiv|exclusive (?:jurisdiction|venue|remed|property|of\b)|sole and exclusive (?:remed|liabil|propert|jurisdiction|right and remedy)|exclusive (?:rights? (?:of|and) (?:control|own)|ownership)|not exclusive|exclusively (?:own|by the (?:law|court)|in the courts)|mutually exclusive/,
    },
    {
      all: [
        /\b(?:shall|will|agrees? to|must)\b/,
        /\b(?:only|solely) (?:from|through)\b|\bnot (?:purchase|obtain|buy|acquire|source)\b.{0,150}\b(?:other than|any other|from any)\b|\ball (?:of )?its requirements\b/,
        /\b(?:purchase|obtain|buy|acquire|source|requirements)\b/,
      ],
    },
  ]),
  ...rules('no_solicit_of_customers', 0.35, 'solicit divert entice call induce canvass interfere', [
    {
      all: [
        /\b(?:not|neither|nor|no|refrain)\b.{0,300}\b(?:solicit|divert|entice|call on|call upon|induce|canvass|interfere)\b/,
        /\b(?:customers?|clients?|subscribers?|accounts|account debtors|policyholders)\b/,
      ],
      none: /unsolicited|confidential|not be (?:required|obligated)|nothing|outside (?:of )?the territory/,
    },
  ]),
  ...rules('no_solicit_of_employees', 0.65, 'solicit induce entice recruit hire employ offer persuade', [
    {
      all: [
        /\b(?:not|neither|nor|no|refrain)\b.{0,350}\b(?:solicit|induce|entice|recruit|hire|employ|offers? (?:of )?employment|persuade)\b/,
        /\b(?:employees?|personnel|staff|consultants|officers?|person employed|employ of)\b/,
      ],
      none: /benefit plan|discriminat|third.party beneficiar|not an employee|not be (?:deemed|considered|construed)|not (?:hire|employ) (?:any )?subcontract|workers'? compensation|securities|solicit proxies/,
    },
  ]),
  ...rules(
    'non_disparagement',
    0.65,
    'disparage derogatory defame disrepute goodwill reputation good image name',
    [
      {
        all: [
          /\bdisparag\w+|\bderogatory\b|\bdefame\b|\binto (?:\w+ )?disrepute\b|\b(?:adverse|detrimental|harm|injur\w+|damag\w+|tarnish|prejudic\w+|undermin\w+|reflects? favorably)\b.{0,80}\b(?:goodwill|reputation|good name|image)\b/,
          /\b(?:not|refrain|no|nor|avoid|shall|will|provided)\b/,
        ],
        none: /\bindemnif|irreparable|represents|content|impact|material which|advertis/,
      },
    ],
  ),
  ...rules(
    'covenant_not_to_sue',
    0.2,
    'contest challenge dispute attack impair question deny oppose jeopardize jeopardise invalidate disputing covenant release discharge waive bring commence assert institute file have',
    [
      {
        all: [
          /\b(?:not|never|neither|nor|refrain)\b.{0,250}\b(?:contest|challeng|disput|attack|impair|question|deny|oppose|jeopardi[sz]e|invalidate)\w*/,
          /\b(?:validity|ownership|title|registration|registrability|enforceability)\b/,
          /\b(?:marks?|trademarks?|trade names?|patents?|copyrights?|intellectual property|rights?|licen[cs]ed|system|software)\b/,
        ],
        none: /\bindemnif|warrants? that|represents? that/,
      },
      {
        all: [
          /\bcovenants? not to (?:sue|assert|bring)\b|\b(?:hereby )?(?:releases?|forever discharges?|waives?) .{0,120}\b(?:claims|causes? of action|actions)\b|\bnot (?:to )?(?:bring|assert|commence|institute|file|have) (?:any|a) (?:claim|action|suit|proceeding)\b/,
          /\b(?:against|release[sd]?|covenants?)\b/,
        ],
        none: /\bindemnif|not prevent|released? (?:from escrow|to the public)|press release|jury/,
      },
    ],
  ),
];

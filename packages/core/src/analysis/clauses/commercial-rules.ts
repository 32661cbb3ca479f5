import { type ClauseRule, rules } from './clause-rule.ts';

const notShared =
  /\b(?:per annum|late (?:fee|payment)|interest (?:rate|at)|insurance|discrepanc\w+|understate\w*|underpa\w+|royalty-free|voting|outstanding (?:shares|stock)|broker\w*|finder\w*|exchange commission|sales tax|restocking|securities and exchange)\b/;

const notCommitted =
  /\b(?:insurance|coverage|liability|notice|prior to|business days|wage|net worth|at a minimum|minimum standards?|days before|per occurrence|audit)\b/;

/** Clauses on prices, payments, quantities and records. */
export const commercialRules: readonly ClauseRule[] = [
  ...rules(
    'revenue_sharing',
    0.6,
    'royalty royalties commission percent percentage share split divided portion revenue profit sales proceeds receipts gross net',
    [
      {
        all: [
          /(?:%|\bper ?cent(?:age)?\b|\bportion\b).{0,100}\bof\b.{0,60}\b(?:revenues?|profits?|sales|proceeds|receipts|margins?|billings|gross|net)\b/,
          /\b(?:pays?|payable|payment|receive|entitled|share[sd]?|equal|royalt\w+|commissions?|retain|remit|fees?|divided)\b/,
        ],
        none: notShared,
      },
      {
        all: [
          /\b(?:royalt(?:y|ies)|commissions?)\b/,
          /\b(?:shall|will|agrees? to|must)\b.{0,60}\b(?:pay|receive|be paid|be entitled|earn|remit)\b/,
          /\b(?:pay|receive|paid|entitled to|earn|remit)\b.{0,100}\b(?:royalt(?:y|ies)|commissions?)\b|\b(?:royalt(?:y|ies)|commissions?)\b.{0,60}\b(?:paid|payable|equal|of)\b/,
        ],
        none: notShared,
      },
      {
        all: [
          /\b(?:share|split|divided?)\b.{0,80}\b(?:revenues?|profits?|proceeds)\b|\b(?:revenues?|profits?|proceeds)\b.{0,60}\b(?:shared|split|divided)\b/,
        ],
        none: notShared,
      },
    ],
  ),
  ...rules('price_restrictions', 0.25, 'price pricing fee fees rate charge rent', [
    {
      all: [
        /\b(?:prices?|pricing|fees?|rates?|charges?|rent)\b/,
        /\b(?:increase[sd]?|raise[sd]?|adjust\w*|decrease[sd]?)\b/,
        /\b(?:not|no)\b.{0,60}\b(?:increase|exceed|raise|more than|greater than)\w*|\bmore than (?:once|[\w() -]*(?:%|percent))|\bfixed for\b|\bconsumer price index\b/,
      ],
      none: /\b(?:interest rate|liabil\w+|exercise price|stock|shares?)\b/,
    },
  ]),
  ...rules('minimum_commitment', 0.7, 'minimum least less fewer quota', [
    {
      all: [
        /\bminimum\w* (?:[\w-]+ ){0,3}(?:purchases?|orders?|quantit\w+|units|sales|commitments?|fees?|royalt\w+|payments?|volumes?|amounts?|guarantee\w*|quotas?|compensation|revenues?)\b|\bquotas\b|\bminimum of\b/,
        /\b(?:shall|will|must|agrees?|commits?|guarantees?|required|is|are|acknowledges)\b/,
      ],
      none: notCommitted,
    },
    {
      all: [
        /\b(?:purchase|order|buy|sell|spend|pay|deliver|commit|employ|devote|produce|provide|make)\w*\b.{0,100}\b(?:at least|(?:not|no) (?:less|fewer) than)\b.{0,80}(?:\b(?:units?|products?|events?|hours|visits|individual|quantit\w+|dollars|orders?|tons|shares of)\b|[$€£])/,
        /\b(?:shall|will|must|agrees?|commits?|guarantees?|required)\b/,
      ],
      none: notCommitted,
    },
  ]),
  ...rules('volume_restriction', 0.35, 'exceed more maximum up excess threshold', [
    {
      all: [
        /\b(?:not (?:to )?exceed|exceeds?|(?:not|no) more than|maximum (?:of|number|volume|amounts?|quantity)|up to|in excess of|threshold)\b.{0,80}\b(?:units?|users?|hours?|copies|volumes?|quantit\w+|transactions|devices|appearances|(?:per|each|in any) (?:calendar )?(?:month|year|week)|capacity|forecast|metric tons|page views|impressions|employees|subscribers|locations)\b/,
        /\b(?:shall|will|may|agrees?|additional (?:fee|charge)|obligated|required)\b/,
      ],
      none: /\b(?:liab\w+|insurance|interest|damages|indemnif\w+|expenses|shares|tax\w*|late|salary|votes?|terminat\w+|%|per ?cent|audit\w*|vacation|cure)\b/,
    },
  ]),
  ...rules('most_favored_nation', 0.4, 'favored favoured favorable favourable lowest best', [
    {
      all: [
        /\bmost[- ]favou?red|\b(?:no|not) less favou?rable than\b|\bat least as (?:favou?rable|good|low)\b|\b(?:more|less) favou?rable (?:\w+ ){0,3}(?:terms|pric\w+|rates|conditions|than)\b|\blowest (?:price|rate)|\bbest (?:price|terms|rate)/,
        /\b(?:prices?|pricing|terms|customers?|rates?|fees?|discounts?|third part(?:y|ies)|other)\b/,
      ],
      none: /\b(?:insurance|insurer|arbitrat\w+|employment|successor|holders?|best efforts|accounting|assign\w*)\b/,
    },
  ]),
  ...rules('audit_rights', 0.75, 'audit inspect examine examination review access', [
    {
      all: [
        /\b(?:audits?|auditors?|inspect(?:ion|ions|ed)?|examine|examination|review)\b.{0,150}\b(?:books|records|accounts|premises|facilit(?:y|ies)|plants?|sites?|processes|operations|compliance|manufacturing)\b|\baccess to\b.{0,100}\b(?:books|records|accounts|premises|facilit(?:y|ies)|plants?|operations)\b|\b(?:books|records|accounts|premises|facilit(?:y|ies))\b.{0,200}\b(?:audits?|auditors?|inspect(?:ion|ions|ed)?|examin\w+|review)\b|\bright to (?:audit|inspect|examine)\b|\bfrequency of (?:such )?audits\b/,
        /\b(?:shall|will|may|right|permit|allow|entitled|allowed|agrees?|must)\b/,
      ],
      none: /\b(?:financial statements|confidential\w*|restricted access|due diligence|registration statement|back-?up|(?:personal|user|your) accounts?|accounts? receivable|website|patients?|(?:conditional|pre-?condition))\b/,
    },
  ]),
  ...rules('payment_terms', 0.5, 'pay pays paid payable payment invoice remit', [
    {
      all: [
        /\b(?:pay|paid|payable|payments?|invoices?|remit)\b/,
        /\b(?:shall|will|must|agrees?|is|are)\b/,
        /\b(?:within|no later than|net|on or before|due|upon receipt|in advance|monthly|quarterly|first day)\b/,
        /\b(?:days?|months?|monthly|quarterly|receipt|installments?|due|date|advance)\b/,
      ],
      none: /\b(?:terminat\w+|indemnif\w+|interest of|insurance|shares)\b/,
    },
  ]),
  ...rules('taxes', 0.5, 'tax taxes', [
    {
      all: [
        /\btax(?:es)?\b/,
        /\b(?:responsible|pay|withh\w+|exclusive of|bear|borne|liable)\b/,
        /\b(?:shall|will|is|are|must)\b/,
      ],
      none: /\b(?:employee|income tax return)\b/,
    },
  ]),
];

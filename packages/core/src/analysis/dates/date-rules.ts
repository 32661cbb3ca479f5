import type { DateRuleName } from './confidences.ts';

/** A rule of a date's type reads the words before and after it, and where in the document they stand. */
export interface DateContext {
  readonly before: string;
  readonly after: string;
  /** Offset of the date as a share of the text, 0 to 1. */
  readonly offset: number;
  /** Offset in characters. */
  readonly at: number;
  readonly court: boolean;
  /** Whether the date fills its line. */
  readonly ownLine: boolean;
  /** What the head of the document shows it to be. */
  readonly kind: 'agreement' | 'letter' | 'message' | 'law' | 'other';
}

export interface DateRule {
  readonly name: DateRuleName;
  readonly type: string;
  readonly label: string;
  holds(context: DateContext): boolean;
}

const anotherDocument =
  /\b(?:that certain|certain|pursuant to|reference is made to|entered into (?:an?|the|that) [^.;]{0,80}agreement|(?:under|to|of|by|in) the [^.;]{0,60}agreement)[^.;]{0,80}$|(?:^|[^("])\b(?:an?|the|that|any|such|prior|original) [^.;]{0,80}(?:agreement|lease|deed|plan)s?"?,? (?:made |entered into |between [^.;]{0,60})?(?:dated|as of|effective)[^.;]{0,20}$/;
const thisDocument =
  /\b(?:this|the following|present)\b[^.;]{0,120}$|\b(?:agreement|contract|lease|amendment|addendum|deed|note|indenture|license|licence|policy|statement of work)\b[^.;a-z]{0,30}(?:\([^)]{0,80}\)[ ,]{0,3})?[^.;]{0,40}$/;
const made =
  /\b(?:(?:made|entered|executed|signed|dated|agreed)(?: (?:and|into|effective|in duplicate|entered|executed|agreed|delivered|as|of|on|at|by|in|the|this|to be|deemed))*|as of(?: the| this)?)[ ,:]{0,3}$/;

/** Rules in the order in which they are tried; a date can hold to several types, once each. */
export const dateRules: readonly DateRule[] = [
  {
    name: 'sent-header',
    type: 'sent',
    label: 'Sent',
    holds: ({ before }) =>
      /(?:^|[^a-z])(?:sent|date)(?: ?:| on) ?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?$/.test(before) &&
      /\b(?:from|to|subject|cc) ?:/.test(before),
  },
  {
    name: 'letter-date',
    type: 'sent',
    label: 'Sent',
    holds: ({ kind, ownLine, at }) => kind === 'letter' && ownLine && at < 1500,
  },
  {
    name: 'enacted',
    type: 'signed',
    label: 'Enacted',
    holds: ({ kind, before, after, at }) =>
      kind === 'law' &&
      (/\b(?:approved|enacted|signed(?: into law)?|assented to)(?: on)?[: ,]{0,2}$/.test(before) ||
        (at < 3000 &&
          /(?:note: ?|\[|^|[^a-z] )$/.test(before) &&
          /^[\]. ]{0,3}[-–—]{1,2} ?\[(?:h\.|s\.)/.test(after))),
  },
  {
    name: 'filed',
    type: 'filed',
    label: 'Filed',
    holds: ({ before }) =>
      /\b(?:date )?filed(?: on)?[:]?[ ]?(?:[a-z]+ )?$/.test(before) ||
      /\bfiled united states [a-z ]{0,60}$/.test(before),
  },
  {
    name: 'decided',
    type: 'decided',
    label: 'Decided',
    holds: ({ before, court }) =>
      /\b(?:decided|opinion (?:filed|issued|delivered)|so ordered,? (?:on )?(?:this )?|judgment (?:entered|rendered))(?: on)?[: ]{0,2}(?:this )?$/.test(
        before,
      ) ||
      (court && /\b(?:dated|entered)(?: this| on)?[: ]{0,2}$/.test(before)),
  },
  {
    name: 'decided-line',
    type: 'decided',
    label: 'Decided',
    holds: ({ before, court, ownLine, offset, at }) =>
      court && ownLine && !/\bfiled\b[^.;]{0,60}$/.test(before) && (offset < 0.3 || at < 3000),
  },
  {
    name: 'effective-defined',
    type: 'effective',
    label: 'Effective',
    holds: ({ after, kind }) =>
      kind !== 'message' &&
      /^,? ?(?:\(|\( ?herein\w*,? (?:called |referred to as )?|herein\w*,? (?:called |referred to as ))(?:the |this |its |herein\w*,? (?:called |referred to as )?(?:the )?|[a-z ]{0,30})"?(?:effective|commencement|start) date/.test(
        after,
      ),
  },
  {
    name: 'effective-means',
    type: 'effective',
    label: 'Effective',
    holds: ({ before, kind }) =>
      kind !== 'message' &&
      /"?(?:effective|commencement|start) date"? ?(?:(?:shall |will )?(?:means?|be|is)|:),? (?:the )?$/.test(
        before,
      ),
  },
  {
    name: 'effective-words',
    type: 'effective',
    label: 'Effective',
    holds: ({ before, kind }) =>
      kind !== 'message' &&
      /\beffective (?:dates?|as of|as from|on|from|the|this)?(?: is| of| as of| shall be| on| from)?[ :]{0,2}(?:the |this |on the day of )?$/.test(
        before,
      ) &&
      !anotherDocument.test(before),
  },
  {
    name: 'commencing',
    type: 'effective',
    label: 'Begins',
    holds: ({ before, kind }) =>
      kind !== 'message' &&
      kind !== 'law' &&
      !anotherDocument.test(before) &&
      (/\b(?:agreement|term|contract|lease|promotion|employment|venture|engagement|period|appointment)\b[^.;]{0,120}\b(?:commences?|commencing|begins?|beginning|starts?|starting)(?: on| as of| from| effective| date| is| shall be|:)*(?: the| this)? ?$/.test(
        before,
      ) ||
        /\b(?:agreement|term|contract|lease)\b[^.;]{0,120}\b(?:with effect (?:from|on)|(?:years?|months?) from) ?$/.test(
          before,
        )) &&
      !/\b(?:second|third|fourth|fifth|invoice|pay)\b[^.;]{0,120}$/.test(before),
  },
  {
    name: 'expires',
    type: 'expiration',
    label: 'Ends',
    holds: ({ before }) =>
      /\b(?:expir(?:es?|y|ing|ation)|terminat(?:es?|ing|ion)|ends?|ending)(?: date)?(?: on| as of| at| the| is| shall be|:| midnight| of| close of business| automatically| and| effective| later than| no)* ?$/.test(
        before,
      ) &&
      !/\b(?:commission|year|quarter|months?|week|card)s?(?: then)? (?:expir|end)\w* (?:on )?$/.test(before),
  },
  {
    name: 'through',
    type: 'expiration',
    label: 'Ends',
    holds: ({ before }) =>
      /\b(?:continu|remain|in effect|in force|term|from [^.;]{0,40}\d{4}|commenc|period|valid|begin)[^.;]{0,120}\b(?:through|until|till|to|thru|ending)(?: and including| midnight| on| the| end of)* ?$/.test(
        before,
      ),
  },
  {
    name: 'renews',
    type: 'renewal',
    label: 'Renewal',
    holds: ({ before }) => /\b(?:renew|extend)(?:s|ed|al|sion)?\b[^.;]{0,60}$/.test(before),
  },
  {
    name: 'signed',
    type: 'signed',
    label: 'Signed',
    holds: ({ before, after, offset, court, kind }) =>
      kind !== 'message' &&
      !court &&
      offset < 0.35 &&
      made.test(before) &&
      thisDocument.test(before) &&
      !anotherDocument.test(before) &&
      !/^,? ?\((?:the|as [^)"]{0,60})? ?"[^"]{2,60}agreement"/.test(after),
  },
  {
    name: 'signed-title',
    type: 'signed',
    label: 'Signed',
    holds: ({ before, offset, court, ownLine, kind }) =>
      kind !== 'message' &&
      !court &&
      offset < 0.1 &&
      ((/(?:^|\W)(?:dated(?: as of)?:?|(?<!\w )date:) ?$/.test(before) && !anotherDocument.test(before)) ||
        (ownLine && kind === 'agreement')),
  },
  {
    name: 'signature-date',
    type: 'signed',
    label: 'Signed',
    holds: ({ before, offset, court, kind }) =>
      kind !== 'message' &&
      !court &&
      offset > 0.5 &&
      /\b(?:title|name|by|signature|\/s\/)\b[^;]{0,140}\bdated? ?: ?$/.test(before),
  },
  {
    name: 'payment',
    type: 'payment',
    label: 'Payment',
    holds: ({ before }) =>
      /\b(?:pay|paid|payable|payment|due|instal?lment|matur)\w*\b[^.;]{0,60}\b(?:on|by|before|of|until|than) ?(?:or before )?$/.test(
        before,
      ),
  },
  {
    name: 'deadline',
    type: 'deadline',
    label: 'Deadline',
    holds: ({ before }) =>
      /\b(?:no later than|not later than|on or before|prior to|deadline(?: is| of)?:?|shall [^.;]{0,80} by|must [^.;]{0,80} by|due (?:on|by)|by)(?: the close of business on| 5:00 p\.?m\.? on)? ?$/.test(
        before,
      ),
  },
];

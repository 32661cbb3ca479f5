/** Parts of a sentence (single blanks) that binds somebody. */
export interface ObligationSentence {
  /** Who is bound, as the sentence names it; null where it does not. */
  readonly party: string | null;
  readonly kind: 'duty' | 'prohibition' | 'condition';
  /** Where the words begin that tell the duty itself: its subject or its verb. */
  readonly from: number;
  /** "shall", "must", "agrees to", ... in lower case. */
  readonly verb: string;
}

const binding =
  /\b(?:shall|must|will|may not|cannot|agrees? (?:not )?to|undertakes? (?:not )?to|covenants? (?:not )?to|(?:is|are) (?:required|obligated|obliged|prohibited) (?:to|from)|needs? to)\b( not\b| never\b| in no event\b)?/i;
const notBinding =
  /^(?:shall|will|must)(?: not)? (?:also )?(?:be (?:limited|deemed|construed|interpreted|governed|null|void|considered|effective|binding|invalid|severable|entitled|subject|in addition|cumulative|valid)|mean|have (?:access|(?:an?|the) (?:[\w-]+ ){0,2}(?:meaning|right|option|power|authority|licen[cs]e))|include|constitute|survive|inure|apply|remain|continue|expire|terminate|commence|become|prevail|control|affect|limit|govern|begin|exist|occur|have no|receive)\b|^(?:shall|will|must) (?:not )?be (?:\w+ )?liable\b/i;
const conditional =
  /^(?:\(?\w{1,4}[.)]\s*)?(?:if|in the event|unless|should|where|provided that|upon|in case|to the extent)\b|\b(?:condition precedent|conditioned (?:up)?on|only if)\b/i;
const startsWithCondition =
  /^(?:\(?\w{1,4}[.)]\s*)?(?:if|in the event|unless|should|where|upon|in case|to the extent)\b/i;
const things = new Set(
  (
    'agreement agreements section sections term terms notice notices payment payments fee fees provision provisions article articles exhibit ' +
    'exhibits invoice invoices price prices period date obligations rights license products product information nothing ' +
    'amendment modification waiver failure termination expiration schedule appendix attachment clause paragraph contract ' +
    'interest amounts amount report reports materials document documents software services warranty remedies claim claims ' +
    'dispute disputes arbitration arbitrators insurance policy policies act title it this that which there they such same foregoing ' +
    'award waivers amendments nda details approvals consent consents decision meeting courts laws law rate rates costs expenses'
  ).split(' '),
);
const people = new Set(
  (
    'party parties employee employees executive tenant landlord lessee lessor buyer seller purchaser vendor licensee licensor ' +
    'contractor consultant company customer client supplier distributor manufacturer provider borrower lender guarantor ' +
    'franchisee franchisor agent agents principal defendant plaintiff petitioner respondent appellant appellee court clerk ' +
    'recipient discloser receiver owner user users subscriber trustee corporation partner partners member members ' +
    'shareholder you we i secretary director officer commission board person applicant operator counsel attorney state agency'
  ).split(' '),
);
const between = new Set('of and or & the for to'.split(' '));
const prepositions = new Set('by from to with of for in on under between against upon this'.split(' '));
const determiners = new Set(
  'the each either neither any all both no an a such every our your its'.split(' '),
);
const organization = /^(?:inc|co|corp|ltd|plc|llc)\.,?$/i;
const passing = new Set(
  'hereby also then further therefore always promptly immediately thereafter otherwise each both and that hereto only in turn'.split(
    ' ',
  ),
);
const byWhom =
  /\b(?:paid|made|borne|given|provided|delivered|performed|maintained|furnished|approved|supplied) (?:solely )?by (?:the )?([A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){0,4})/;
const longestSubject = 8;

/** Reads `sentence` as an obligation; undefined if it binds nobody. */
export function readObligation(sentence: string): ObligationSentence | undefined {
  const found = mainVerb(sentence);
  if (found === null || notBinding.test(sentence.slice(found.index))) return undefined;
  const subject = subjectBefore(sentence, found.index);
  const verb = found[0].toLowerCase();
  const denied =
    /\b(?:not|never|no event|cannot|prohibited)\b/.test(verb) ||
    /^(?:neither|no|none)\b/i.test(subject?.name ?? '');
  const kind = conditional.test(sentence) ? 'condition' : denied ? 'prohibition' : 'duty';
  const agent = subject === undefined ? byWhom.exec(sentence.slice(found.index))?.[1] : undefined;
  return { party: subject?.name ?? agent ?? null, kind, from: subject?.start ?? found.index, verb };
}

/** The verb that binds; of a sentence that begins with a condition the one behind it. */
function mainVerb(sentence: string): { readonly 0: string; readonly index: number } | null {
  const comma = startsWithCondition.test(sentence) ? sentence.indexOf(', ') : -1;
  const behind = comma < 0 ? null : binding.exec(sentence.slice(comma));
  return behind === null ? binding.exec(sentence) : { 0: behind[0], index: comma + behind.index };
}

/** The noun phrase that stands before the verb at `at`, if it names somebody. */
function subjectBefore(sentence: string, at: number): { name: string; start: number } | undefined {
  const before = sentence.slice(Math.max(0, at - 240), at).trimEnd();
  const direct = phraseAtEnd(before);
  const found = direct ?? (/[,)]$/.test(before) ? phraseAtEnd(withoutAside(before)) : undefined);
  if (found === undefined) return undefined;
  const start = sentence.lastIndexOf(found, at);
  return { name: found.replace(/^(?:the|The|THE) /, ''), start };
}

/** "Buyer, at its own cost," and "Buyer (or its agent)" without what is set off at the end. */
function withoutAside(before: string): string {
  const open = before.endsWith(')') ? before.lastIndexOf('(') : before.lastIndexOf(',', before.length - 2);
  return open < 0 ? '' : before.slice(0, open).trimEnd();
}

function phraseAtEnd(before: string): string | undefined {
  const capitals = !/\p{Ll}/u.test(before);
  const words = before.split(' ').slice(-longestSubject - 4);
  while (words.length > 0 && passing.has(words.at(-1)?.toLowerCase() ?? '')) words.pop();
  let from = words.length;
  while (from > 0 && words.length - from < longestSubject && belongs(words, from - 1, capitals)) from -= 1;
  const described =
    /^[a-z-]+$/.test(words[from - 1] ?? '') && determiners.has(words[from - 2]?.toLowerCase() ?? '');
  if (described && from > 1) from -= 2;
  if (prepositions.has(words[from] ?? '') || prepositions.has(words[from - 1] ?? '')) return undefined;
  while (from < words.length && between.has(words[from] ?? '') && words[from] !== 'the') from += 1;
  const phrase = words.slice(from);
  const head = plain(phrase.at(-1) ?? '');
  if (phrase.length === 0 || things.has(head) || !phrase.some(named)) return undefined;
  const to = phrase.indexOf('to');
  if (to > 0 && things.has(plain(phrase[to - 1] ?? ''))) return undefined;
  return phrase.join(' ').replace(/^["“(]+/, '');
}

/** Among capitals (`capitals`) only words for people tell that they name somebody. */
function belongs(words: readonly string[], at: number, capitals: boolean): boolean {
  const word = words[at] ?? '';
  if (/[,;:.)]$/.test(word) && !organization.test(word)) return false;
  const names =
    capitals && word.length > 1 ? people.has(plain(word)) || organization.test(word) : named(word);
  return names || determiners.has(word.toLowerCase()) || between.has(capitals ? word.toLowerCase() : word);
}

function named(word: string): boolean {
  return (
    (/^["“(]?\p{Lu}[\p{L}\d&.,'’/-]*$/u.test(word) &&
      !determiners.has(word.toLowerCase()) &&
      !/^(?:If|When|Where|Upon|And|In|That|This|Such|Before|After|Until|Unless|While|For|During|As|All|Any|But|Or|At|On|To|By|From)$/.test(
        word,
      )) ||
    people.has(plain(word))
  );
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}]/gu, '');
}

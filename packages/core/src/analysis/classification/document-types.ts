import type { DocumentCategory } from '@elenchus/contracts/documents/analysis';

/** A kind of document, told by the words of its title. */
export interface DocumentKind {
  readonly category: DocumentCategory;
  readonly title: RegExp;
}

function kind(category: DocumentCategory, title: RegExp): DocumentKind {
  return { category, title };
}

/** Kinds of documents by title (lower case, single blanks), the more telling first. */
const documentKinds: readonly DocumentKind[] = [
  kind(
    'pleading',
    /\b(?:complaint|counterclaim|cross-?claim|indictment|summons|(?<!\bon )petition for|answer to (?:the )?complaint)\b/,
  ),
  kind(
    'pleading',
    /^(?:(?:plaintiff|defendant|petitioner|respondent)s?'? .{0,60})?(?:motion|petition|answer|notice of (?:motion|appeal|removal)|stipulation|subpoena|affidavit|declaration of)\b/,
  ),
  kind(
    'pleading',
    /\b(?:motion (?:to|for|in)|interrogatories|requests? for (?:production|admission)|affidavit|deposition)\b/,
  ),
  kind(
    'brief',
    /\b(?:brief (?:for|of|in|on)|(?:appell\w+|reply|opening|amicus|answering|amici)(?:'s|s')? (?:curiae )?brief|memorandum (?:of (?:law|points)|in (?:support|opposition))|points and authorities)\b|^brief$/,
  ),
  kind('contract', /\b(?:non-?disclosure|confidentiality) (?:agreement|undertaking)\b|^(?:mutual )?nda$/),
  kind(
    'contract',
    /\b(?:agreement|contract|lease|indenture|guaranty|guarantee|deed|promissory note|demand note|bill of sale|memorandum of understanding|letter of intent|term sheet|terms? of (?:service|use)|terms and conditions|statement of work|covenant|settlement|sublease|mortgage|franchise|power of attorney|assignment|addendum|amendment|undertaking|licen[cs]e)\b/,
  ),
  kind('case_law', /\b(?:opinion|judgment|judgement|syllabus|per curiam|decision|dissenting|concurring)\b/),
  kind('order', /\b(?:order|decree|writ|injunction)\b/),
  kind(
    'statute',
    /\b(?:act(?: of \d{4})?|statute|constitution|public law|ordinance|bill|code of laws|penal code|civil code)$|^an act\b|\b(?:public law \d|act of \d{4})/,
  ),
  kind(
    'regulation',
    /\b(?:regulations?|final rule|proposed rule|rulemaking|directive|federal register|rules of (?:procedure|evidence|court))\b/,
  ),
  kind(
    'financial',
    /\b(?:invoice|receipt|balance sheet|income statement|statement of account|account statement|financial statements?|annual report|quarterly report|budget|purchase order|bill of lading|pay ?slip|withholding)\b/,
  ),
  kind(
    'policy',
    /\b(?:polic(?:y|ies)|procedures?|guidelines?|handbook|code of (?:conduct|ethics)|manual|standards?|bylaws|by-laws|articles of (?:incorporation|association))\b/,
  ),
  kind('memorandum', /\b(?:memorandum|memo|minutes|briefing note)\b/),
  kind(
    'form',
    /\b(?:application|questionnaire|form|checklist|worksheet|survey|certificate|consent form|registration)\b/,
  ),
  kind(
    'correspondence',
    /\b(?:letter|notice of (?:breach|default|termination|claim)|demand|fax|facsimile)\b/,
  ),
];

/** These words name a document only where they close its title, or open it before "of", "for", ... */
const closing: ReadonlySet<DocumentCategory> = new Set([
  'order',
  'regulation',
  'financial',
  'policy',
  'memorandum',
  'form',
  'correspondence',
]);
const goesOn = /^ (?:of|for|on|no|to|regarding|concerning|and)\b/;

/** The kind that a title (lower case, single blanks) names, if any. */
export function kindOfTitle(title: string): DocumentKind | null {
  return documentKinds.find((each) => names(each, title)) ?? null;
}

function names({ category, title: pattern }: DocumentKind, title: string): boolean {
  const found = pattern.exec(title);
  if (found === null) return false;
  if (!closing.has(category)) return true;
  const after = title.slice(found.index + found[0].length);
  return after === '' || (found.index === 0 && goesOn.test(after));
}

import type { DocumentCategory } from '@elenchus/contracts/documents/analysis';
import type { TextRange } from '../../text/sentences.ts';

/** What a document is by how it is built, with the words that show it. */
export interface DocumentSigns extends TextRange {
  readonly documentType: string;
  readonly category: DocumentCategory;
}

/** The name of what boards and commissions decide. */
export const administrativeDecision = 'Administrative Decision';

const mostDecided = 30_000;
const headChars = 4000;
const tailChars = 3000;
const mailHeader =
  /^\s*(?:from|sent|to|subject|date|cc)\s*:[^\n]{0,300}\n(?:[^\n]{0,300}\n){0,3}?\s*(?:from|sent|to|subject|date|cc)\s*:[^\n]{0,300}/i;
const mailTypes = new Set(['message/rfc822', 'application/vnd.ms-outlook', 'application/mbox']);
const courtName =
  /^[^\n]{0,80}\b(?:SUPREME COURT|COURT OF APPEALS?|DISTRICT COURT|SUPERIOR COURT|CIRCUIT COURT|COUNTY COURT|BANKRUPTCY COURT|COURT OF CHANCERY|COURT OF [A-Z]+|HIGH COURT|TRIBUNAL|Supreme Court|Court of Appeals?|District Court|Superior Court|Circuit Court|Bankruptcy Court)\b[^\n]{0,80}/m;
const caption =
  /\b(?:plaintiffs?|defendants?|petitioners?|respondents?|appell(?:ants?|ees?)|claimant|in re|in the matter of|case no|docket|no\.\s*\d|v\.|vs\.)/i;
const courtKinds: readonly (readonly [RegExp, string, DocumentCategory])[] = [
  [/^[^\n]{0,60}\b(?:COMPLAINT|Complaint)\b[^\n]{0,60}$/m, 'Complaint', 'pleading'],
  [
    /^[^\n]{0,80}\b(?:BRIEF (?:FOR|OF|IN)|REPLY BRIEF|OPENING BRIEF|MEMORANDUM OF (?:LAW|POINTS)|MEMORANDUM IN (?:SUPPORT|OPPOSITION))\b[^\n]{0,80}$/m,
    'Brief',
    'brief',
  ],
  [
    /^[^\n]{0,60}\b(?:MOTION (?:TO|FOR|IN)|NOTICE OF (?:MOTION|APPEAL|REMOVAL)|PETITION FOR|ANSWER TO)\b[^\n]{0,80}$/m,
    'Motion',
    'pleading',
  ],
  [
    /\b(?:delivered the opinion|per curiam|opinion of the court|memorandum opinion|(?:circuit|district|chief|presiding) judges?[,:.]|we (?:affirm|reverse|vacate|remand)|judgment of the [\w ]{3,40} (?:is|was) (?:affirmed|reversed|vacated))/i,
    'Court Opinion',
    'case_law',
  ],
  [/\b(?:it is (?:hereby |so |further )?ordered|^\s*order\b[^\n]{0,60}$)/im, 'Order', 'order'],
  [/\b(?:opinion|judgment)\b/i, 'Court Opinion', 'case_law'],
];
const agency =
  /^[^\n]{0,80}\b(?:BOARD|COMMISSION|AUTHORITY|AGENCY|BUREAU|OFFICE OF|DEPARTMENT OF|Board of|Review Board|Appeals Board|Commission|Department of)\b[^\n]{0,80}/m;
const docketed = /\b(?:docket|case|appeal|file|matter|complaint) (?:no|number|nos)\b/i;
const decisionName =
  /^[^\n]{0,60}\b(?:DECISION(?:AL)?|DETERMINATION|FINDINGS OF FACT|Decision(?:al)? (?:and Order|Document)|Final Decision|Findings of Fact)\b[^\n]{0,60}$/m;
const decides =
  /\b(?:the (?:[a-z]+ )?(?:board|commission|agency|department|authority|bureau|[A-Z]{3,6}) (?:has )?(?:found|finds|determined|determines|concluded|concludes|discerned|voted|affirms|denies|grants)|findings of fact)\b/i;
const lawOpening =
  /\b(?:be it enacted|an act\b[^\n]{0,200}\bto\b|public law \d+-\d+|enacted by the (?:senate|people|general assembly|legislature|parliament))/i;
const ruleOpening =
  /\b(?:final rule|proposed rule|code of federal regulations|\d+ c\.?f\.?r\.? part \d+|federal register \/|regulation \(e[uc]\)|directive \d{2,4}\/\d+)/i;
const salutation = /^[ \t>]*(?:dear|to whom it may concern)\b[^\n]{0,80}/im;
const valediction =
  /\b(?:sincerely|yours (?:truly|faithfully|sincerely)|(?:best|kind|warm)(?:est)? regards|respectfully|cordially)\b/i;
const memoHeader = /^[ \t]*(?:memorandum|memo)\b[^\n]{0,60}/im;
const memoField = /^[ \t]*(?:to|from|re|subject|date)[ \t]*:/gim;
const invoice = /^[^\n]{0,60}\b(?:invoice)\b[^\n]{0,60}/im;
const invoiceFields =
  /\b(?:amount due|total due|bill to|invoice (?:no|number|date|#)|balance due|payment due)\b/i;
const contractWords =
  /\b(?:by and between|by and among|in witness whereof|the parties (?:hereto )?(?:hereby )?agree|now,? therefore|hereinafter (?:referred to as|called))\b/i;

/** What the make-up of a document says: e-mail, court paper, decision of a board, statute, letter, memorandum, invoice or contract. */
export function documentSigns(text: string, mediaType: string): DocumentSigns | null {
  const head = text.slice(0, headChars);
  const mail = mailHeader.exec(head.slice(0, 1500));
  if (mail !== null) return sign('E-mail', 'correspondence', head, mail);
  const first = /\S[^\n]*/.exec(head);
  if (mailTypes.has(mediaType) && first !== null) return sign('E-mail', 'correspondence', head, first);
  return courtPaper(head, text) ?? agencyDecision(head, text) ?? enactment(head) ?? paper(head, text);
}

function courtPaper(head: string, text: string): DocumentSigns | null {
  const court = courtName.exec(head);
  if (court === null || !caption.test(head) || contractWords.test(head)) return null;
  const ends = head + text.slice(Math.max(head.length, text.length - tailChars));
  const found = courtKinds.find(([pattern]) => pattern.test(ends));
  return found === undefined ? null : sign(found[1], found[2], head, court);
}

/** What a board or commission decides in a docketed matter. */
function agencyDecision(head: string, text: string): DocumentSigns | null {
  const found = agency.exec(head);
  if (found === null || !docketed.test(head) || !decisionName.test(head) || contractWords.test(head))
    return null;
  return decides.test(text.slice(0, mostDecided))
    ? sign(administrativeDecision, 'case_law', head, found)
    : null;
}

function enactment(head: string): DocumentSigns | null {
  const law = lawOpening.exec(head);
  if (law !== null) return sign('Statute', 'statute', head, law);
  const rule = ruleOpening.exec(head);
  return rule === null ? null : sign('Regulation', 'regulation', head, rule);
}

function paper(head: string, text: string): DocumentSigns | null {
  const memo = memoHeader.exec(head);
  if (memo !== null && (head.match(memoField)?.length ?? 0) >= 2)
    return sign('Memorandum', 'memorandum', head, memo);
  const greeting = salutation.exec(head);
  if (
    greeting !== null &&
    (valediction.test(text.slice(-tailChars)) || valediction.test(text.slice(0, 8000)))
  ) {
    return sign('Letter', 'correspondence', head, greeting);
  }
  const bill = invoice.exec(head);
  if (bill !== null && invoiceFields.test(head)) return sign('Invoice', 'financial', head, bill);
  const contract = contractWords.exec(head);
  return contract === null ? null : sign('Agreement', 'contract', head, contract);
}

function sign(
  documentType: string,
  category: DocumentCategory,
  head: string,
  found: RegExpExecArray,
): DocumentSigns {
  const raw = found[0];
  const start = found.index + (raw.length - raw.trimStart().length);
  return {
    documentType,
    category,
    start,
    end: start + head.slice(start, found.index + raw.length).trimEnd().length,
  };
}

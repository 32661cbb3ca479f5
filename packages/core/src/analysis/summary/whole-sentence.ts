/** A line of numbers or marks alone parts a sentence from what follows the foot of a page. */
const footOfPage =
  /\n\s*(?:page\s{1,3})?[-–—]?\s?\d{1,4}\s?[-–—]?\s*(?:of\s{1,3}\d{1,4}\s*)?(?:\n|$)|^\s*\d{1,4}\s*\n|\bpage \d{1,4} of \d{1,4}\b/i;
/** A running title in the middle of a sentence: a page number beside words in capitals, or the name of a case. */
const headOfPage =
  /\n\s*(?:\d{1,4}\s[^\n]{0,60}\p{Lu}{3}[^\n]{0,60}|[^\n]{0,80}\p{Lu}{3}[^\n]{0,60}\s\d{1,4})\s*\n/u;
const headOfCase =
  /\n[^\n]{0,80}\s(?:v|vs)\.\s[A-Z]{3}[^\n]{0,80}\n|\nCite as:|(?:^|\n)\s*(?:Opinion of the Court|Syllabus|Per Curiam)\s*\n|\nCase(?:\sNo\.)?:?\s\d[^\n]{0,60}(?:\n|Document)/;
/** Blocks of signature and of address, and what mail systems and publishers add below a message. */
const block =
  /\/s\/|(?:^|\n)\s*(?:by|name|title|its|witness|attest|phone|tel|fax|e-?mail|address)\s{0,3}:|\bin witness whereof\b|\b(?:cite|credit|attribut\w+)\b[^.]{0,80}\b(?:https?:|www\.)|\bto provide attribution\b|\bcreative commons\b|\b(?:intended (?:only|solely) for|intended recipient|privileged and confidential)\b[^.]{0,200}\b(?:e-?mail|message|recipient|addressee)\b|\bsent from my\b|\[signature page/i;
const ends = /[.;!?]["”’'»)\]*_]{0,3}(?:\[?\d{1,3}\]?)?$/;
const begins = /^["“‘'([]?(?:\p{Lu}|\d|\([a-z0-9]{1,4}\)|[^\p{Ll}]{1,4}\s\p{Lu})/u;

/** Whether a sentence, as printed, can be quoted alone: not cut by the foot of a page, no signature, nothing left open. */
export function isWhole(sentence: string): boolean {
  if (!ends.test(sentence) || !begins.test(sentence) || block.test(sentence)) return false;
  if (footOfPage.test(sentence) || headOfPage.test(sentence) || headOfCase.test(sentence)) return false;
  return isClosed(sentence);
}

/** Whether quotation marks and brackets that open are closed, and none closes that did not open. */
function isClosed(sentence: string): boolean {
  const count = (mark: string) => sentence.split(mark).length - 1;
  if (count('"') % 2 !== 0 || count('“') !== count('”') || count('``') !== count("''")) return false;
  return count('(') === count(')') || /^\(?\w{1,4}\)/.test(sentence);
}

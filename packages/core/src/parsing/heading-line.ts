/** What a single line announces, before its neighbours are asked whether it is a heading at all. */
export interface HeadingCandidate {
  readonly kind: 'division' | 'numbered' | 'capitals';
  /** Depth of the numbering: 1 for "4.", 2 for "4.1"; 1 for divisions and capitals. */
  readonly depth: number;
  /** Length of the heading in the line; a run-in heading ends before the sentence that follows it. */
  readonly length: number;
  /** Whether body text follows in the same line, which only a closed title ("Term.") allows. */
  readonly runIn: boolean;
}

const MAX_HEADING_CHARACTERS = 120;
const MAX_TITLE_WORDS = 12;

const division =
  /^(?:ARTICLE|Article|EXHIBIT|Exhibit|SCHEDULE|Schedule|ANNEX|Annex|APPENDIX|Appendix|ATTACHMENT|Attachment|ADDENDUM|Addendum|CHAPTER|Chapter|PART|Part)\s+(?:[IVXLC]{1,7}|\d{1,3}(?:\.\d{1,3})?|[A-Z](?:-?\d{1,2})?)(?=$|[\s.:,–—-])[.:]?\s*[–—-]?\s*/;
const numbering =
  /^(?:(?:SECTION|Section|§)\s*(\d{1,3}(?:\.\d{1,3}){0,4})\.?|(\d{1,2}(?:\.\d{1,2}){1,4})\.?|(\d{1,2})[.)]|[IVXL]{1,6}\.)\s+/;
/** Lines of a table of contents end in the page's number, often behind a row of dots. */
const contentsEntry = /(?:\.\s?){4,}|[\s.]\d{1,3}$/;
const functionWords = new Set(
  'a an and as at by for from in into of on or other than the to under upon with without'.split(' '),
);
/** A full stop behind these ends no title. */
const abbreviations = new Set(
  'co corp dr inc jr llc llp lp ltd messrs mr mrs ms no nos sr st u.s vs v'.split(' '),
);
const organizationEnd =
  /\b(?:INC|LLC|LLP|L\.?P|LTD|CORP|CORPORATION|COMPANY|CO|N\.?A|PLC|GMBH|S\.?A|B\.?V)\.?,?$/;
const signatureWords = /^(?:BY|NAME|TITLE|DATE|ATTEST|WITNESS|SIGNED|ITS|PRINT(?:ED)? NAME|AND|BETWEEN)\b/;

/** Recognises numbered clauses, divisions (ARTICLE IV, EXHIBIT A) and lines in capitals. */
export function headingCandidate(line: string): HeadingCandidate | undefined {
  const trimmed = line.trimEnd();
  const indent = trimmed.length - trimmed.trimStart().length;
  const content = trimmed.slice(indent);
  if (content === '' || contentsEntry.test(content.slice(-MAX_HEADING_CHARACTERS))) {
    return isBareDivision(content) ? whole('division', 1, trimmed.length) : undefined;
  }
  const opening = division.exec(content);
  if (opening !== null) {
    const title = closedTitle(content.slice(opening[0].length));
    if (opening[0].length === content.length) return whole('division', 1, trimmed.length);
    return title === undefined || title.runIn ? undefined : whole('division', 1, trimmed.length);
  }
  const number = numbering.exec(content);
  if (number !== null) {
    const title = closedTitle(content.slice(number[0].length));
    if (title === undefined) return undefined;
    const depth = (number[1] ?? number[2] ?? number[3] ?? '1').split('.').length;
    return { kind: 'numbered', depth, length: indent + number[0].length + title.length, runIn: title.runIn };
  }
  return isCapitalLine(content) ? whole('capitals', 1, trimmed.length) : undefined;
}

function isBareDivision(content: string): boolean {
  return division.exec(content)?.[0].length === content.length && content.length > 0;
}

function whole(kind: HeadingCandidate['kind'], depth: number, length: number): HeadingCandidate {
  return { kind, depth, length, runIn: false };
}

/** The title at the start of a clause: words in capitals or title case up to ".", ":" or the end of the line. */
function closedTitle(rest: string): { readonly length: number; readonly runIn: boolean } | undefined {
  const closing = /[.:](?=\s|$)/.exec(rest.slice(0, MAX_HEADING_CHARACTERS));
  const title = closing === null ? rest : rest.slice(0, closing.index);
  if (title.length > MAX_HEADING_CHARACTERS || !isTitle(title)) return undefined;
  if (closing === null) return { length: title.length, runIn: false };
  const lastWord = /[^\s]+$/.exec(title)?.[0].toLowerCase() ?? '';
  const after = rest.slice(closing.index + 1).trimStart();
  if (abbreviations.has(lastWord) || /^[a-z,;]/.test(after)) return undefined;
  return { length: title.trimEnd().length, runIn: after !== '' };
}

function isTitle(title: string): boolean {
  const words = title.split(/[\s/]+/).filter((word) => word !== '');
  if (words.length === 0 || words.length > MAX_TITLE_WORDS || !/\p{L}{3}/u.test(title)) return false;
  if (/[_;=$%\d]|,$/.test(title)) return false;
  return words.every(
    (word, index) => /^["“'‘(]?\p{Lu}|^&$|^[–—-]$/u.test(word) || (index > 0 && functionWords.has(word)),
  );
}

function isCapitalLine(content: string): boolean {
  if (content.length < 4 || content.length > 80 || !/\p{Lu}{4}/u.test(content)) return false;
  if (/\p{Ll}|[_;=$%*\d@[\]]|[,.]$|:\s*\S/u.test(content)) return false;
  return (
    !organizationEnd.test(content) &&
    !signatureWords.test(content) &&
    content.split(/\s+/).length <= MAX_TITLE_WORDS
  );
}

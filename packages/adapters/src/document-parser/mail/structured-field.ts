import { decodeWords } from 'postal-mime';
import { decodeCharset } from './charset.ts';
import { headerText } from './header-fields.ts';

/** A field such as Content-Type: its value in lower case, and its parameters as text under lower-case names. */
export interface StructuredField {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const MAX_PARAMETERS = 1000;
/** A parameter: name, "=", then a quoted string (maybe unterminated) or everything up to the semicolon. */
const parameter = /;\s*([^\s=;"]{1,100})\s*=\s*(?:"((?:[^"\\]|\\[\s\S])*)(?:"|$)([^;]*)|([^;]*))/g;

/** Reads a field with parameters (RFC 2045), those split or encoded by RFC 2231 and raw or encoded words too. */
export function parseStructuredField(raw: string): StructuredField {
  // Broken senders part the first parameter by a comma or a blank.
  const [, head = '', rest = ''] = /^([^\s;,]*)[\s,;]*([\s\S]*)$/.exec(withoutLeadingComment(raw)) ?? [];
  const value = head.replace(/\([^()]*\)?|"/g, '').toLowerCase();
  const simple = new Map<string, string>();
  const pieces = new Map<string, Map<number, { readonly text: string; readonly isEncoded: boolean }>>();
  let count = 0;
  for (const [, name = '', quoted, , plain] of `;${rest}`.matchAll(parameter)) {
    count += 1;
    if (count > MAX_PARAMETERS) break;
    const text =
      quoted === undefined ? withoutComments(plain ?? '').trim() : quoted.replace(/\\(["\\])/g, '$1');
    const split = /^([^*]+)(?:\*(\d{1,4}))?(\*)?$/.exec(name.toLowerCase());
    const [base = '', number, star] = split?.slice(1) ?? [];
    if (base === '' || (number === undefined && star === undefined)) {
      // The first wins: a second one is a way to show a scanner something else than the reader.
      if (!simple.has(name.toLowerCase())) simple.set(name.toLowerCase(), text);
      continue;
    }
    const ofBase = pieces.get(base) ?? new Map();
    pieces.set(base, ofBase);
    const index = number === undefined ? 0 : Number(number);
    if (!ofBase.has(index)) ofBase.set(index, { text, isEncoded: star === '*' });
  }
  const parameters = new Map<string, string>();
  for (const [name, text] of simple) parameters.set(name, parameterText(text));
  for (const [name, ofBase] of pieces) parameters.set(name, joinPieces(ofBase));
  return { value, parameters };
}

/** Names in RFC 2047 form are against the rules and everywhere. */
function parameterText(text: string): string {
  return decodeWords(headerText(text)).trim();
}

/** RFC 2231: pieces in order; those marked are percent-encoded, the first names the charset. */
function joinPieces(
  pieces: ReadonlyMap<number, { readonly text: string; readonly isEncoded: boolean }>,
): string {
  const inOrder = [...pieces].sort(([a], [b]) => a - b).map(([, piece]) => piece);
  const marked = inOrder[0]?.isEncoded === true ? /^([^']*)'[^']*'/.exec(inOrder[0].text) : null;
  const bytes = inOrder
    .map(({ text, isEncoded }, index) => {
      const own = index === 0 && marked !== null ? text.slice(marked[0].length) : text;
      return isEncoded ? percentDecoded(own) : own;
    })
    .join('');
  if (!inOrder.some((piece) => piece.isEncoded)) return parameterText(bytes);
  return decodeCharset(Buffer.from(bytes, 'latin1'), marked?.[1]).trim();
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function withoutLeadingComment(text: string): string {
  return text.trim().replace(/^\([^()]*\)\s*/, '');
}

function withoutComments(text: string): string {
  return text.includes('(') ? text.replace(/\([^()]*\)?/g, '') : text;
}

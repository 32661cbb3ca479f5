import { HeaderFields, type HeaderLine } from './header-fields.ts';
import { MAX_HEADER_BYTES, tooComplexMail } from './mail-limits.ts';
import { byteLine, latin1 } from './message-lines.ts';

/** How many lines are looked at to tell whether a line without a colon is rubbish or the body's first. */
const LOOK_AHEAD_LINES = 20;
const MAX_NAME = 200;
const BOUNDARY = '--';

const field = /^([!-9;-~]{1,200}?)[ \t]*:/;
const wellKnown =
  /^(?:from|to|cc|bcc|subject|date|sender|reply-to|message-id|references|in-reply-to|mime-version|received|return-path|content-(?:type|transfer-encoding|disposition|id|description|length)|x-[a-z0-9-]{2,40}|dkim-signature|delivered-to)[ \t]*:/i;

/**
 * Reads the header that begins at `start` and ends with an empty line, at a line that looks like a boundary, or
 * where no field follows (RFC 5322, 2.2).
 */
export function readHeader(
  bytes: Uint8Array,
  start: number,
  limit: number,
): { readonly fields: HeaderFields; readonly bodyStart: number } {
  const lines: { name: string; parts: string[] }[] = [];
  let at = start;
  while (at < limit) {
    const line = byteLine(bytes, at, limit);
    if (line.next - start > MAX_HEADER_BYTES) throw tooComplexMail('has a header of more than 8 MB');
    const text = latin1(bytes, line.start, line.end);
    if (text.startsWith(BOUNDARY)) break;
    const isFolded = text.startsWith(' ') || text.startsWith('\t');
    if (text === '' || (isFolded && text.trim() === '' && !continuesHeader(bytes, line.next, limit))) {
      at = line.next;
      break;
    }
    const name = isFolded ? undefined : field.exec(text.slice(0, MAX_NAME))?.[1];
    if (name !== undefined) {
      lines.push({ name: name.toLowerCase(), parts: [text.slice(text.indexOf(':') + 1)] });
    } else if (isFolded && lines.length > 0) {
      lines.at(-1)?.parts.push(text);
    } else if (!/^>?From /.test(text) && !continuesHeader(bytes, line.next, limit)) {
      break;
    }
    at = line.next;
  }
  const unfolded = lines.map(({ name, parts }): HeaderLine => ({ name, value: parts.join('').trim() }));
  return { fields: new HeaderFields(unfolded), bodyStart: at };
}

function continuesHeader(bytes: Uint8Array, start: number, limit: number): boolean {
  let at = start;
  for (let count = 0; count < LOOK_AHEAD_LINES && at < limit; count += 1) {
    const line = byteLine(bytes, at, limit);
    const text = latin1(bytes, line.start, Math.min(line.end, line.start + MAX_NAME));
    if (text.trim() === '' || text.startsWith(BOUNDARY)) return false;
    if (wellKnown.test(text)) return true;
    at = line.next;
  }
  return false;
}

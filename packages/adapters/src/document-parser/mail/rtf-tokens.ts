/** What RTF is made of; `bytes` are characters of the code page in force, one string character for each byte. */
export type RtfToken =
  | { readonly type: 'open' | 'close' | 'ignorable' }
  | { readonly type: 'word'; readonly word: string; readonly number: number | undefined }
  | { readonly type: 'bytes'; readonly bytes: string };

const word = /([A-Za-z]{1,32})(-?\d{1,10})? ?/y;
const plain = /[^\\{}\r\n]+/y;

/** Splits RTF (one string character for each byte) into its tokens, in one pass. */
export function* rtfTokens(rtf: string): Generator<RtfToken> {
  let at = 0;
  while (at < rtf.length) {
    const character = rtf[at];
    if (character === '{' || character === '}') {
      yield { type: character === '{' ? 'open' : 'close' };
      at += 1;
    } else if (character === '\r' || character === '\n') {
      at += 1;
    } else if (character !== '\\') {
      plain.lastIndex = at;
      const bytes = plain.exec(rtf)?.[0] ?? '';
      yield { type: 'bytes', bytes };
      at += bytes.length;
    } else {
      word.lastIndex = at + 1;
      const found = word.exec(rtf);
      if (found === null) {
        const symbol = rtf[at + 1] ?? '';
        const hex = symbol === "'" ? /^[0-9a-fA-F]{2}/.exec(rtf.slice(at + 2, at + 4))?.[0] : undefined;
        yield* symbolToken(symbol, hex);
        at += hex === undefined ? 2 : 4;
        continue;
      }
      const number = found[2] === undefined ? undefined : Number(found[2]);
      yield { type: 'word', word: found[1] ?? '', number };
      at = word.lastIndex;
      // Binary data follows as it is.
      if (found[1] === 'bin') at += Math.max(0, number ?? 0);
    }
  }
}

function* symbolToken(symbol: string, hex: string | undefined): Generator<RtfToken> {
  if (hex !== undefined) yield { type: 'bytes', bytes: String.fromCharCode(Number.parseInt(hex, 16)) };
  else if (symbol === '*') yield { type: 'ignorable' };
  else if (symbol === '\r' || symbol === '\n') yield { type: 'word', word: 'par', number: undefined };
  else if (symbol === '~') yield { type: 'word', word: 'nobreakspace', number: undefined };
  else if (symbol === '_') yield { type: 'bytes', bytes: '-' };
  else if (symbol === '\\' || symbol === '{' || symbol === '}') yield { type: 'bytes', bytes: symbol };
}

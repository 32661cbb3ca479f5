/** Stands where a character took two positions; it never reaches the text. */
export const FILLER = '\uffff';

const doubleByte = new Set(['shift_jis', 'gbk', 'euc-kr', 'big5']);

/** Decodes stored characters so that each position of the document stays one UTF-16 code unit. */
export class CharacterDecoder {
  readonly #tables = new Map<string, string[]>();

  /** One position for each byte. */
  bytes(stored: Buffer, encoding: string): string {
    const table = this.#table(encoding);
    if (!doubleByte.has(encoding)) {
      const ascii = stored.toString('latin1');
      return ascii.replace(/[^\0-\x7f]/g, (character) => table[character.charCodeAt(0)] ?? character);
    }
    let text = '';
    for (let at = 0; at < stored.length; at += 1) {
      const byte = stored[at] ?? 0;
      const second = stored[at + 1] ?? 0;
      if (isLead(byte, encoding) && second >= 0x40) {
        text += this.#pair(encoding, byte, second) + FILLER;
        at += 1;
      } else text += table[byte] ?? FILLER;
    }
    return text;
  }

  /** One position for each two bytes that hold, before Unicode, a code of one or two bytes. */
  words(stored: Buffer, encoding: string): string {
    const table = this.#table(encoding);
    const hasPairs = doubleByte.has(encoding);
    let text = '';
    for (let at = 0; at + 1 < stored.length; at += 2) {
      const low = stored[at] ?? 0;
      const high = stored[at + 1] ?? 0;
      text += high === 0 || !hasPairs ? (table[low] ?? FILLER) : this.#pair(encoding, high, low);
    }
    return text;
  }

  #pair(encoding: string, first: number, second: number): string {
    const key = `${encoding} pairs`;
    let pairs = this.#tables.get(key);
    if (pairs === undefined) {
      pairs = [];
      this.#tables.set(key, pairs);
    }
    const code = first * 256 + second;
    let character = pairs[code];
    if (character === undefined) {
      character = new TextDecoder(encoding).decode(Uint8Array.of(first, second)).slice(0, 1);
      pairs[code] = character;
    }
    return character;
  }

  #table(encoding: string): string[] {
    let table = this.#tables.get(encoding);
    if (table === undefined) {
      const decoder = new TextDecoder(encoding);
      table = Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte)).slice(0, 1));
      this.#tables.set(encoding, table);
    }
    return table;
  }
}

function isLead(byte: number, encoding: string): boolean {
  if (encoding === 'shift_jis') return (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc);
  return byte >= 0x81 && byte <= 0xfe;
}

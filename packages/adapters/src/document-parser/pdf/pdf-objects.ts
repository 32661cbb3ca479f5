/** More entries than this are left to pdfium and the limits on it. */
const MAX_ENTRIES = 1_000_000;
const ENTRY_BYTES = 20;
const OBJECT_HEADER_BYTES = 32;

/**
 * Whether an object that a cross-reference table lists (ISO 32000-1, 7.5.4) is not in the file. Where the table's
 * offsets are wrong altogether, an object counts as there if one of its number stands anywhere.
 * Objects listed in cross-reference streams are not looked at.
 */
export function lacksListedObject(file: Uint8Array): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const headerAt = Math.max(0, bytes.subarray(0, 1024).indexOf('%PDF-'));
  let numbers: Set<number> | undefined;
  for (const { number, offset } of listedObjects(bytes)) {
    if (startsObject(bytes, offset) || startsObject(bytes, offset + headerAt)) continue;
    numbers ??= objectNumbers(bytes);
    if (!numbers.has(number)) return true;
  }
  return false;
}

function* listedObjects(bytes: Buffer): Generator<{ readonly number: number; readonly offset: number }> {
  let entries = 0;
  for (let at = bytes.indexOf('xref'); at !== -1; at = bytes.indexOf('xref', at + 4)) {
    let place = at + 4;
    for (;;) {
      const section = /^\s*(\d{1,10})\s+(\d{1,10})\s*?(?:\r\n|\n|\r)/.exec(
        bytes.toString('latin1', place, place + 40),
      );
      if (section === null) break;
      const first = Number(section[1]);
      place += section[0].length;
      for (let index = 0; index < Number(section[2]); index += 1) {
        const entry = /^(\d{10}) \d{5} ([nf])/.exec(bytes.toString('latin1', place, place + ENTRY_BYTES));
        if (entry === null || entries > MAX_ENTRIES) return;
        if (entry[2] === 'n' && Number(entry[1]) > 0)
          yield { number: first + index, offset: Number(entry[1]) };
        place += ENTRY_BYTES;
        entries += 1;
      }
    }
  }
}

function startsObject(bytes: Buffer, offset: number): boolean {
  return /^\s*\d+\s+\d+\s+obj\b/.test(bytes.toString('latin1', offset, offset + OBJECT_HEADER_BYTES));
}

function objectNumbers(bytes: Buffer): Set<number> {
  const numbers = new Set<number>();
  for (let at = bytes.indexOf(' obj'); at !== -1; at = bytes.indexOf(' obj', at + 4)) {
    const number = /(\d+)\s+\d+$/.exec(
      bytes.toString('latin1', Math.max(0, at - OBJECT_HEADER_BYTES), at),
    )?.[1];
    if (number !== undefined) numbers.add(Number(number));
  }
  return numbers;
}

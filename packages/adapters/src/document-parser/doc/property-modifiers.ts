import type { WordGeneration } from './file-information-block.ts';

/** A property that a run or a paragraph has beyond its style ("sprm"), under its code in Word 97. */
export interface PropertyModifier {
  readonly code: number;
  readonly operand: Buffer;
}

/** The modifiers in use, by their codes in Word 97 ([MS-DOC] 2.6). */
export const modifierCodes = {
  deleted: 0x0800,
  symbol: 0x6a09,
  font: 0x4a4f,
  inTable: 0x2416,
  rowEnd: 0x2417,
  tableDepth: 0x6649,
  innerCellEnd: 0x244b,
  innerRowEnd: 0x244c,
  outlineLevel: 0x2640,
  listUse: 0x460b,
  listLevel: 0x260a,
  storedElsewhere: 0x6646,
  storedElsewhereOld: 0x6645,
} as const;

/** Word 6 numbers its modifiers from 0 to 208. */
const word6Codes = new Map<number, number>([
  [24, modifierCodes.inTable],
  [25, modifierCodes.rowEnd],
  [65, modifierCodes.deleted],
  [74, modifierCodes.symbol],
  [93, modifierCodes.font],
]);

const VARIABLE = -1;
/** Bytes of the operand by the upper three bits of a code of Word 97. */
const operandBytes = [1, 1, 2, 4, 2, 2, VARIABLE, 3];
const TABLE_DEFINITIONS = new Set([0xd608, 0xd606]);
const TABULATORS = 0xc615;
const WORD_6_TABULATORS = 23;
const WORD_6_TABLE_DEFINITIONS = new Set([188, 190]);
/** Operands of Word 6 that are not one byte long. */
const word6OperandBytes = new Map<number, number>([
  ...[3, 12, 15, 23, 81, 103, 108, 188, 190, 191].map((code) => [code, VARIABLE] as const),
  ...[2, 80, 93, 69, 72, 105, 106, 107, 109, 110, 154, 155, 156, 157].map((code) => [code, 2] as const),
  ...between(16, 19, 2),
  ...between(21, 22, 2),
  ...between(26, 28, 2),
  ...between(30, 36, 2),
  ...between(38, 43, 2),
  ...between(45, 49, 2),
  ...[96, 97, 99, 101, 121, 122, 123, 124].map((code) => [code, 2] as const),
  ...[140, 141, 144, 145, 148, 149, 160, 161].map((code) => [code, 2] as const),
  ...between(164, 171, 2),
  ...[182, 183, 184, 189, 195, 197, 198].map((code) => [code, 2] as const),
  ...[73, 95, 136, 137].map((code) => [code, 3] as const),
  ...[20, 70, 74, 192, 194, 196, 200].map((code) => [code, 4] as const),
  ...[68, 193, 199].map((code) => [code, 5] as const),
  [187, 12],
  [120, 13],
]);

function between(first: number, last: number, bytes: number): [number, number][] {
  return Array.from({ length: last - first + 1 }, (_, index) => [first + index, bytes]);
}

/** The modifiers of a list one by one; the list ends where it is damaged. */
export function* propertyModifiers(list: Buffer, generation: WordGeneration): Generator<PropertyModifier> {
  const codeBytes = generation === 'word6' ? 1 : 2;
  let at = 0;
  while (at + codeBytes < list.length) {
    const code = generation === 'word6' ? list.readUInt8(at) : list.readUInt16LE(at);
    const from = at + codeBytes;
    const bytes = generation === 'word6' ? word6Operand(list, code, from) : word97Operand(list, code, from);
    if (from + bytes > list.length) return;
    const known = generation === 'word6' ? word6Codes.get(code) : code;
    if (known !== undefined) yield { code: known, operand: list.subarray(from, from + bytes) };
    at = from + bytes;
  }
}

/** The modifier that a piece carries in its descriptor: a code as in Word 6, and an operand of one byte. */
export function packedModifier(packed: number): PropertyModifier | undefined {
  const code = word6Codes.get((packed >> 1) & 0x7f);
  return code === undefined ? undefined : { code, operand: Buffer.from([packed >> 8]) };
}

function word97Operand(list: Buffer, code: number, from: number): number {
  const bytes = operandBytes[code >> 13] ?? 1;
  if (bytes !== VARIABLE) return bytes;
  if (TABLE_DEFINITIONS.has(code)) return from + 2 > list.length ? list.length : list.readUInt16LE(from) + 1;
  return variableOperand(list, from, code === TABULATORS);
}

function word6Operand(list: Buffer, code: number, from: number): number {
  const bytes = word6OperandBytes.get(code) ?? 1;
  if (bytes !== VARIABLE) return bytes;
  if (WORD_6_TABLE_DEFINITIONS.has(code)) {
    return from + 2 > list.length ? list.length : list.readUInt16LE(from) + 1;
  }
  return variableOperand(list, from, code === WORD_6_TABULATORS);
}

/** A list of tabulators of the length 255 is longer than that, by its own counts. */
function variableOperand(list: Buffer, from: number, tabulators: boolean): number {
  const length = list[from] ?? 0;
  if (!tabulators || length !== 255) return 1 + length;
  const removed = list[from + 1] ?? 0;
  const added = list[from + 2 + removed * 4] ?? 0;
  return 3 + removed * 4 + added * 3;
}

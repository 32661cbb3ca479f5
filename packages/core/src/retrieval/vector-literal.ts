/** Decimals of a component: in a vector of length 1 they hold a float32 of more than 1/64 exactly. */
const scale = 1e9;
/** Below this, a component is a whole number of `1 / scale` that fits into 31 bits. */
const fixedBelow = 2;
/** Sign, digit, point, nine decimals, comma. */
const bytesOfComponent = 13;
const [minus, point, zero, comma, open, close] = [45, 46, 48, 44, 91, 93];
const fourDigits = Uint8Array.from({ length: 40_000 }, (_, at) => digitOf(Math.floor(at / 4), 3 - (at % 4)));

/**
 * pgvector's text form, `[0.100000000,0.200000000]`, of a vector of about length 1: nine decimals. Vectors are
 * the bulk of what ingestion sends, and the engine's own conversion of numbers takes ten times as long.
 */
export function vectorLiteral(vector: Float32Array): string {
  if (!vector.every((value) => Math.abs(value) < fixedBelow)) return `[${vector.join(',')}]`;
  const bytes = Buffer.allocUnsafe(vector.length * bytesOfComponent + 2);
  let at = 0;
  bytes[at++] = open;
  for (let index = 0; index < vector.length; index += 1) {
    if (index > 0) bytes[at++] = comma;
    at = writeComponent(bytes, at, vector[index] ?? 0);
  }
  bytes[at++] = close;
  return bytes.toString('latin1', 0, at);
}

function writeComponent(bytes: Buffer, start: number, value: number): number {
  let at = start;
  if (value < 0) bytes[at++] = minus;
  const whole = Math.round(Math.abs(value) * scale);
  const first = (whole / 1e8) | 0;
  const rest = whole - first * 1e8;
  const upper = (rest / 1e4) | 0;
  const unit = (first / 10) | 0;
  bytes[at++] = zero + unit;
  bytes[at++] = point;
  bytes[at++] = zero + first - unit * 10;
  at = writeFourDigits(bytes, at, upper);
  return writeFourDigits(bytes, at, rest - upper * 1e4);
}

function writeFourDigits(bytes: Buffer, at: number, value: number): number {
  const from = value * 4;
  bytes[at] = fourDigits[from] ?? 0;
  bytes[at + 1] = fourDigits[from + 1] ?? 0;
  bytes[at + 2] = fourDigits[from + 2] ?? 0;
  bytes[at + 3] = fourDigits[from + 3] ?? 0;
  return at + 4;
}

/** Code of the decimal digit of a whole number that stands for this power of ten. */
function digitOf(value: number, power: number): number {
  return zero + (Math.floor(value / 10 ** power) % 10);
}

/** pgvector's text form, `[0.1,0.2]`; 7 significant digits hold a float32. */
export function vectorLiteral(vector: Float32Array): string {
  return `[${Array.from(vector, (value) => Number(value.toPrecision(7))).join(',')}]`;
}

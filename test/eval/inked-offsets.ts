/**
 * For each offset of a text, how many characters other than white space stand before it: offsets of two texts
 * that differ in white space only can be compared by it.
 */
export function inkedOffsets(text: string): Int32Array {
  const counts = new Int32Array(text.length + 1);
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    counts[at] = count;
    if (!/\s/.test(text.charAt(at))) count += 1;
  }
  counts[text.length] = count;
  return counts;
}

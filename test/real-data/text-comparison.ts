/** Text without the differences that the labelled texts do not count: white space, typographic quotes and dashes. */
export function normalized(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[“”„‟]/g, '"')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '')
    .replace(/\s+/g, '');
}

/** F1 of the character 3-grams that two texts share, counted with their repeats. */
export function characterF1(one: string, other: string): number {
  const grams = trigrams(one);
  let shared = 0;
  for (const [gram, count] of trigrams(other)) shared += Math.min(count, grams.get(gram) ?? 0);
  return (2 * shared) / (one.length - 2 + (other.length - 2));
}

function trigrams(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let start = 0; start + 3 <= text.length; start += 1) {
    const gram = text.slice(start, start + 3);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

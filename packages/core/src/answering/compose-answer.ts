/** What is said when no passage answers the question well enough. */
export const noAnswer =
  'The documents do not answer this question: no passage in them answers it well enough to be quoted.';

/**
 * The answer made of quotations alone, each with its marker `[1]`, `[2]`, ... in the order given, and a first
 * line that says so; without quotations, the sentence that the documents do not answer.
 */
export function composeAnswer(quotes: readonly { readonly quote: string }[]): string {
  if (quotes.length === 0) return noAnswer;
  const lead =
    quotes.length === 1
      ? 'Quoted from the documents, this sentence answers best:'
      : 'Quoted from the documents, these sentences answer best:';
  const lines = quotes.map(({ quote }, index) => `“${quote.replace(/\s+/g, ' ').trim()}” [${index + 1}]`);
  return [lead, ...lines].join('\n\n');
}

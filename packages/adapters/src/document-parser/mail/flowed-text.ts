/** Undoes format=flowed (RFC 3676): a line that ends in a blank goes on in the next one of the same quote depth. */
export function unflow(text: string, deleteSpace: boolean): string {
  const flowed: string[] = [];
  let paragraph: string[] = [];
  let depth = 0;
  const flush = () => {
    if (paragraph.length > 0)
      flowed.push(`${depth === 0 ? '' : `${'>'.repeat(depth)} `}${paragraph.join('')}`);
    paragraph = [];
  };
  for (const line of text.split(/\r\n|\r|\n/)) {
    const quotes = /^>*/.exec(line)?.[0].length ?? 0;
    const content = line.slice(quotes).replace(/^ /, '');
    if (quotes !== depth) flush();
    depth = quotes;
    const isSignature = content === '-- ';
    if (isSignature) flush();
    const isSoft = content.endsWith(' ') && !isSignature;
    paragraph.push(isSoft && deleteSpace ? content.slice(0, -1) : content);
    if (!isSoft) flush();
  }
  flush();
  return flowed.join('\n');
}

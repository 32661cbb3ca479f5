import { listElements } from './element-kinds.ts';
import { readTokens } from './html-tokens.ts';

/** How many items each list of an HTML source has, in the order of the start tags. */
export function countListItems(html: string): number[] {
  const counts: number[] = [];
  const open: number[] = [];
  readTokens(html, {
    isForeign: false,
    open(name) {
      const list = open.at(-1);
      if (listElements.has(name)) open.push(counts.push(0) - 1);
      else if (name === 'li' && list !== undefined) counts[list] = (counts[list] ?? 0) + 1;
    },
    close(name) {
      if (listElements.has(name)) open.pop();
    },
    text() {},
  });
  return counts;
}

import type { RouteContract } from '@elenchus/contracts/platform/route';
import { searchDocuments } from '@elenchus/contracts/search/routes';
import type * as z from 'zod';
import type { CommandContext } from '../command.ts';
import { findCase } from '../find-case.ts';

type Body<C extends RouteContract> = C['body'] extends z.ZodType ? z.input<C['body']> : never;
export type SearchBody = Omit<Body<typeof searchDocuments>, 'caseId'>;

/** Searches, and prints the passages found, best first. */
export async function search(
  { api, json, print }: CommandContext,
  { caseName, ...body }: SearchBody & { readonly caseName: string | undefined },
): Promise<void> {
  const caseId = caseName === undefined ? undefined : (await findCase(api, caseName)).id;
  const answer = await api.call(searchDocuments, { body: { ...body, caseId } });
  if (json) return print(JSON.stringify(answer));
  if (answer.data.length === 0) return print('Nothing found.');
  for (const { fileName, pageFrom, pageTo, score, highlights, content } of answer.data) {
    const pages = pageFrom === pageTo ? `page ${pageFrom}` : `pages ${pageFrom} to ${pageTo}`;
    print(`${fileName}, ${pages}  (${score.toFixed(2)})`);
    const excerpts = highlights.length > 0 ? highlights : [content.slice(0, 150)];
    for (const excerpt of excerpts) print(`    ${excerpt.replace(/\s+/g, ' ').trim()}`);
  }
}

import { searchDocuments } from '@elenchus/contracts/search/routes';
import type { CommandContext } from '../command.ts';
import { findCase } from '../find-case.ts';
import type { SearchBody } from '../request-options.ts';

/** Searches, and prints the passages found, best first. */
export async function search(
  context: CommandContext,
  { caseName, ...body }: SearchBody & { readonly caseName: string | undefined },
): Promise<void> {
  const { api, json, print } = context;
  const caseId = caseName === undefined ? undefined : (await findCase(context, caseName)).id;
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

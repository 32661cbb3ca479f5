import { createConversation, postMessage } from '@elenchus/contracts/conversations/routes';
import type { CommandContext } from '../command.ts';
import { findCase } from '../find-case.ts';

/** Asks a question about a case, or about all documents; prints the answer with document, page and exact words. */
export async function ask(
  context: CommandContext,
  { question, caseName }: { readonly question: string; readonly caseName: string | undefined },
): Promise<void> {
  const { api, json, print } = context;
  const caseId = caseName === undefined ? undefined : (await findCase(context, caseName)).id;
  const { id } = await api.call(createConversation, { body: { caseId } });
  const { message } = await api.call(postMessage, {
    params: { conversationId: id },
    body: { content: question },
  });
  if (json) return print(JSON.stringify(message));
  const answer = typeof message.content === 'string' ? message.content : JSON.stringify(message.content);
  for (const line of answer.split(/\r?\n/)) print(line);
  if (message.citations.length > 0) print('');
  for (const { marker, fileName, page, quote } of message.citations) {
    const label = /^\[.*\]$/.test(marker) ? marker : `[${marker}]`;
    print(`${label} ${fileName}, page ${page}: "${quote.replace(/\s+/g, ' ')}"`);
  }
}

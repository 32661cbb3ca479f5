import type { ApiClient } from '@elenchus/client/api-client';
import type { Message } from '@elenchus/contracts/conversations/models';
import { createConversation, listMessages, postMessage } from '@elenchus/contracts/conversations/routes';

/** What the demo asks; the services agreement answers it in its clause on termination. */
export const demoQuestion =
  'How many days of notice must the client give to terminate the Master Services Agreement for convenience?';

/** Asks in the conversation given, or in a new one, which `remember` is told of; an answer that is there is taken. */
export async function askQuestion(
  api: ApiClient,
  caseId: string,
  conversationId: string | undefined,
  remember: (conversationId: string) => void,
): Promise<Message> {
  let id = conversationId;
  if (id === undefined) {
    ({ id } = await api.call(createConversation, { body: { caseId, title: 'Demo' } }));
    remember(id);
  }
  const params = { conversationId: id };
  const { data } = await api.call(listMessages, { params });
  const answered = data.find(({ role }) => role === 'assistant');
  if (answered !== undefined) return answered;
  return (await api.call(postMessage, { params, body: { content: demoQuestion } })).message;
}

/** The answer with its sources: document, page and the exact words. */
export function answerLines({ content, citations }: Message): string[] {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const sources = citations.map(({ marker, fileName, page, quote }) => {
    const label = /^\[.*\]$/.test(marker) ? marker : `[${marker}]`;
    return `  ${label} ${fileName}, page ${page}: "${quote.replace(/\s+/g, ' ')}"`;
  });
  return [
    ...text.split('\n').map((line) => `  ${line}`.trimEnd()),
    ...(sources.length > 0 ? ['', ...sources] : []),
  ];
}

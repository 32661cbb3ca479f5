import {
  createConversation,
  getConversation,
  listMessages,
  postMessage,
} from '@elenchus/contracts/conversations/routes';
import { deleteDocument } from '@elenchus/contracts/documents/routes';
import { describe, expect, inject, it } from 'vitest';
import { ended, makeFirm, textFile, upload } from '../support/client.ts';

const url = inject('apiUrl');

async function makeCase() {
  const { api, caseId } = await makeFirm(url);
  const ids = await upload(api, caseId, [
    textFile(
      'lease.txt',
      'The monthly rent is $4,200 and is due on the first day of each month. Pets are not allowed.',
    ),
    textFile('other.txt', 'The monthly rent of the garage is $90 and is due on the fifth day of each month.'),
  ]);
  await Promise.all(ids.map((id) => ended(api, id)));
  const [lease = '', garage = ''] = ids;
  const ask = async (conversationId: string, content: string) =>
    (await api.call(postMessage, { params: { conversationId }, body: { content } })).message;
  return { api, caseId, lease, garage, ask };
}

describe('an answer', () => {
  it('quotes the sentence that answers, cites it, and keeps question and answer in order', async () => {
    const { api, caseId, lease, ask } = await makeCase();
    const { id } = await api.call(createConversation, { body: { caseId, documentIds: [lease] } });
    const message = await ask(id, 'How much is the monthly rent?');
    const quote = 'The monthly rent is $4,200 and is due on the first day of each month.';
    expect(message.content).toContain(`“${quote}” [1]`);
    expect(message.citations).toEqual([
      expect.objectContaining({
        marker: '[1]',
        documentId: lease,
        page: 1,
        start: 0,
        end: quote.length,
        quote,
        verified: true,
      }),
    ]);
    const { data } = await api.call(listMessages, { params: { conversationId: id } });
    expect(data.map(({ sequence, role }) => [sequence, role])).toEqual([
      [1, 'user'],
      [2, 'assistant'],
    ]);
    expect(data[1]?.metadata).toEqual({ inReplyTo: data[0]?.id });
    const conversation = await api.call(getConversation, { params: { conversationId: id } });
    expect(conversation).toMatchObject({ messageCount: 2, title: 'How much is the monthly rent?' });
  });

  it.each(['What is the capital of France?', 'Who painted the Mona Lisa?', 'Is smoking permitted?'])(
    'says so when the documents do not answer: %s',
    async (question) => {
      const { api, caseId, ask } = await makeCase();
      const { id } = await api.call(createConversation, { body: { caseId } });
      const message = await ask(id, question);
      expect(message.citations).toEqual([]);
      expect(message.content).toMatch(/^The documents do not answer this question/);
    },
  );

  it('never goes beyond the documents of its conversation, also when they are deleted', async () => {
    const { api, caseId, lease, ask } = await makeCase();
    const { id } = await api.call(createConversation, { body: { caseId, documentIds: [lease] } });
    await api.call(deleteDocument, { params: { documentId: lease } });
    const message = await ask(id, 'How much is the monthly rent?');
    expect([
      message.citations,
      (await api.call(getConversation, { params: { conversationId: id } })).documentIds,
    ]).toEqual([[], []]);
  });

  it('has its place in the sequence, whatever is asked at the same time', async () => {
    const { api, caseId, ask } = await makeCase();
    const { id } = await api.call(createConversation, { body: { caseId } });
    await Promise.all(Array.from({ length: 10 }, () => ask(id, 'How much is the rent?')));
    const { data } = await api.call(listMessages, { params: { conversationId: id } });
    expect(data.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    const questions = new Set(data.filter(({ role }) => role === 'user').map(({ id: each }) => each));
    const answered = data
      .filter(({ role }) => role === 'assistant')
      .map(({ metadata }) => metadata['inReplyTo']);
    expect(new Set(answered)).toEqual(questions);
  });
});

it('a conversation is refused a model that nobody here has', async () => {
  const { api } = await makeFirm(url);
  const body = { model: 'gpt-9' as 'offline' };
  await expect(api.call(createConversation, { body })).rejects.toMatchObject({ status: 422 });
});

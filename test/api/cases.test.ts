import { createCase, getCase, listCases } from '@elenchus/contracts/cases/routes';
import { describe, expect, inject, it } from 'vitest';
import { makeFirm, textFile, upload } from '../support/client.ts';

const url = inject('apiUrl');

describe('cases', () => {
  it('are opened with what is known, and read back', async () => {
    const { api } = await makeFirm(url);
    const body = {
      clientName: '  Ada Lovelace ',
      clientEmail: 'Ada@Example.com',
      matterNumber: 'M-1',
      practiceArea: 'Contracts',
    };
    const opened = await api.call(createCase, { body });
    expect(opened).toMatchObject({
      clientName: 'Ada Lovelace',
      clientEmail: 'ada@example.com',
      matterNumber: 'M-1',
      title: null,
      status: 'OPEN',
      legalHold: false,
      documentCount: 0,
      version: 1,
    });
    expect(await api.call(getCase, { params: { caseId: opened.id } })).toEqual(opened);
  });

  it('count their documents', async () => {
    const { api, caseId } = await makeFirm(url);
    await upload(api, caseId, [textFile('a.txt', 'One.'), textFile('b.txt', 'Two.')]);
    expect((await api.call(getCase, { params: { caseId } })).documentCount).toBe(2);
  });

  it('are listed newest first, page by page, also while new ones are opened', async () => {
    const { api, caseId } = await makeFirm(url);
    const open = async (clientName: string) => (await api.call(createCase, { body: { clientName } })).id;
    const ids = [caseId, await open('B'), await open('C'), await open('D')];
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { limit: '2', ...(cursor && { cursor }) };
      const page: Awaited<ReturnType<typeof api.call<typeof listCases>>> = await api.call(listCases, {
        query,
      });
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
      await open('late');
    } while (cursor !== null);
    expect(seen).toEqual(ids.toReversed());
  });

  it('are listed by status and practice area', async () => {
    const { api } = await makeFirm(url);
    const body = { clientName: 'B', practiceArea: 'Tax' };
    const { id } = await api.call(createCase, { body });
    const list = async (query: Record<string, string>) =>
      (await api.call(listCases, { query })).data.map((each) => each.id);
    expect(await list({ practiceArea: 'Tax' })).toEqual([id]);
    expect(await list({ practiceArea: 'Tax', status: 'CLOSED' })).toEqual([]);
    expect(await list({ status: 'OPEN' })).toHaveLength(2);
  });
});

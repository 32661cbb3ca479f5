import { createCase } from '@elenchus/core/cases/create-case';
import { findPassages } from '@elenchus/core/search/find-passages';
import { retrievePassages } from '@elenchus/core/search/retrieve-passages';
import { searchDocuments } from '@elenchus/core/search/search-documents';
import { describe, expect, it } from 'vitest';
import {
  makeSearchTenant,
  type SearchContext,
  type StoredDocument,
  storeDocument,
} from '../support/store-document.ts';

type Input = Parameters<typeof searchDocuments>[0]['input'];

async function makeLibrary(documents: readonly Omit<StoredDocument, 'caseId'>[]) {
  const ctx = await makeSearchTenant();
  const { id: caseId } = await createCase({ ctx, input: { clientName: 'X' } });
  const ids: string[] = [];
  for (const document of documents) ids.push(await storeDocument(ctx, { ...document, caseId }));
  const search = (input: Partial<Input>) =>
    searchDocuments({ ctx, input: { mode: 'hybrid', sort: 'relevance', limit: 10, ...input } });
  const names = async (input: Partial<Input>) => (await search(input)).data.map((hit) => hit.fileName);
  return {
    ctx,
    caseId,
    ids,
    search,
    names,
    add: (d: Omit<StoredDocument, 'caseId'>) => storeDocument(ctx, { ...d, caseId }),
  };
}

const lease = {
  fileName: 'lease.pdf',
  mediaType: 'application/pdf',
  passages: [
    'The landlord lets the premises to the tenant for a yearly rent.',
    'Either party may terminate this lease upon sixty days notice to the other.',
    'Any breach of covenant entitles the landlord to enter the premises.',
  ],
  parties: ['Ronken Holdings LLC', 'Bartleby Foods Inc.'],
  tags: ['urgent', 'property'],
  category: 'contract',
  date: '2019-05-02',
};
const letter = {
  fileName: 'letter to counsel.eml',
  mediaType: 'message/rfc822',
  passages: ['Dear counsel, the violation of the supply contract has cost us the harvest of the year.'],
  tags: ['urgent'],
  date: '2021-11-30',
};
const memo = {
  fileName: 'Memo.docx',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  passages: ['Weather report: the harvest failed because of hail, and the mill burnt down.'],
  parties: ['Zimmermann & Sons'],
  profile: 'A memorandum about an aquifer; Zimmermann & Sons must repair the mill.',
  category: 'memorandum',
  date: '2020-01-15',
};

describe('operators', () => {
  it.each([
    ['"sixty days"', ['lease.pdf']],
    ['"days sixty"', []],
    ['"supply contract" OR "the mill"', ['Memo.docx', 'letter to counsel.eml']],
    ['harvest NOT contract', ['Memo.docx']],
    ['harvest -hail', ['letter to counsel.eml']],
    ['(hail OR covenant) AND NOT landlord', ['Memo.docx']],
    ['terminat*', ['lease.pdf']],
    ['harvests AND hail', ['Memo.docx']],
    ['harvest AND covenant', []],
    // Synonyms, both ways.
    ['violation AND landlord', ['lease.pdf']],
    ['breach AND harvest', ['letter to counsel.eml']],
    ['agreement AND harvest', ['letter to counsel.eml']],
    ['lessor AND premises AND rent', ['lease.pdf']],
    ['tenant AND must AND rent', ['lease.pdf']],
  ])('%s is taken strictly', async (query, expected) => {
    const { names } = await makeLibrary([lease, letter, memo]);
    for (const mode of ['hybrid', 'semantic', 'keyword'] as const) {
      expect([...new Set(await names({ query, mode }))].sort()).toEqual([...expected].sort());
    }
  });

  it('cannot be used to reach into the statement', async () => {
    const { search } = await makeLibrary([lease]);
    const hostile = [
      "'); drop table chunks; --",
      "a* & ! | <-> :* '",
      '"\\" OR 1=1',
      "x* AND 'y':*",
      '$1 AND $2',
      '\\m.* OR ((((',
    ];
    for (const query of hostile) await expect(search({ query })).resolves.toHaveProperty('data');
    expect((await search({ query: '"sixty days"' })).data).toHaveLength(1);
  });
});

describe('ranking', () => {
  it('finds by synonyms without operators', async () => {
    const { search } = await makeLibrary([lease, letter, memo]);
    const found = await search({ query: 'lessee', mode: 'keyword' });
    expect(found.data[0]?.content).toContain('tenant');
  });

  it('finds a document by its profile, its name and its headings', async () => {
    const { names, search } = await makeLibrary([
      lease,
      memo,
      {
        fileName: 'plan-of-escrow.txt',
        passages: ['First.', { content: 'It ends in May.', headings: ['Sunset of pledges'] }],
      },
    ]);
    expect(await names({ query: 'aquifer', mode: 'keyword' })).toEqual(['Memo.docx']);
    expect((await names({ query: 'escrow', mode: 'keyword' }))[0]).toBe('plan-of-escrow.txt');
    expect((await search({ query: 'pledges', mode: 'keyword' })).data.map((hit) => hit.content)).toEqual([
      'It ends in May.',
    ]);
  });

  it('puts what repeats an earlier message below what says it first', async () => {
    const content = 'We shall deliver forty barrels of cider on Monday.';
    const { names } = await makeLibrary([
      { fileName: 'reply.eml', passages: [{ content, quotedShare: 1 }] },
      { fileName: 'first.eml', passages: [{ content }] },
    ]);
    expect(await names({ query: 'how many barrels of cider' })).toEqual(['first.eml', 'reply.eml']);
  });

  it('finds names with a slip of the pen, but only where nothing is written so', async () => {
    const { names, add } = await makeLibrary([lease, letter, memo]);
    expect((await names({ query: 'Rokken Holdings' }))[0]).toBe('lease.pdf');
    expect((await names({ query: 'what does Zimermann owe?' }))[0]).toBe('Memo.docx');
    await add({ fileName: 'other.txt', passages: ['Mr. Rokken came too late for tea.'] });
    expect((await names({ query: 'Mr. Rokken' }))[0]).toBe('other.txt');
  });

  it('finds a duplicate once, and by its id', async () => {
    const { ids, names, add } = await makeLibrary([lease]);
    const copy = await add({ ...lease, fileName: 'copy.pdf', duplicateOf: ids[0] ?? '' });
    expect(await names({ query: '"sixty days"' })).toEqual(['lease.pdf']);
    expect(await names({ query: '"sixty days"', documentIds: [copy] })).toEqual(['copy.pdf']);
  });
});

describe('filters and facets', () => {
  it.each([
    [{ type: 'pdf' }, ['lease.pdf']],
    [{ type: ['docx', 'message/rfc822'] }, ['Memo.docx', 'letter to counsel.eml']],
    [{ party: 'ronken' }, ['lease.pdf']],
    [{ party: 'Rokken Holdings' }, ['lease.pdf']],
    [{ party: ['Zimmerman', 'Bartleby'] }, ['Memo.docx', 'lease.pdf']],
    [{ party: 'Nobody' }, []],
    [{ dateFrom: '2020-01-15' }, ['Memo.docx', 'letter to counsel.eml']],
    [{ dateFrom: '2019-01-01', dateTo: '2020-01-14' }, ['lease.pdf']],
    [{ tag: 'urgent' }, ['lease.pdf', 'letter to counsel.eml']],
    [{ tag: 'urgent', category: 'contract' }, ['lease.pdf']],
  ])('%j', async (filters, expected) => {
    const { names } = await makeLibrary([lease, letter, memo]);
    expect((await names({ filters })).sort()).toEqual(expected);
    const found = await names({ query: 'harvest, premises or mill', filters });
    expect([...new Set(found)].sort()).toEqual(expected);
  });

  it('counts the documents that match, each once', async () => {
    const { search, add, ids } = await makeLibrary([lease, letter, memo]);
    await add({ ...lease, fileName: 'copy.pdf', duplicateOf: ids[0] ?? '' });
    const all = await search({ facets: ['type', 'month', 'tag', 'party'], limit: 1 });
    expect(all.facets).toMatchObject({
      month: [
        { value: '2019-05', count: 1 },
        { value: '2020-01', count: 1 },
        { value: '2021-11', count: 1 },
      ],
      tag: [
        { value: 'urgent', count: 2 },
        { value: 'property', count: 1 },
      ],
      type: [{ count: 1 }, { count: 1 }, { count: 1 }],
    });
    expect(all.facets.party?.map(({ value }) => value)).toEqual([
      'Bartleby Foods Inc.',
      'Ronken Holdings LLC',
      'Zimmermann & Sons',
    ]);
    const some = await search({ query: 'harvest AND NOT contract', facets: ['tag', 'party'] });
    expect(some.facets).toEqual({ tag: [], party: [{ value: 'Zimmermann & Sons', count: 1 }] });
  });
});

describe('order and pages', () => {
  it('lists the first passage of each document, by date or name', async () => {
    const { search } = await makeLibrary([lease, letter, memo]);
    const byDate = await search({});
    expect(byDate.data.map((hit) => [hit.fileName, hit.content])).toEqual([
      [letter.fileName, letter.passages[0]],
      [memo.fileName, memo.passages[0]],
      [lease.fileName, lease.passages[0]],
    ]);
    expect((await search({ sort: 'name' })).data.map((hit) => hit.fileName)).toEqual([
      'lease.pdf',
      'letter to counsel.eml',
      'Memo.docx',
    ]);
  });

  it('sorts the good hits of a query by date or name', async () => {
    const { names } = await makeLibrary([lease, letter, memo]);
    expect(await names({ query: 'harvest', sort: 'date', mode: 'keyword' })).toEqual([
      letter.fileName,
      memo.fileName,
    ]);
    expect(await names({ query: 'harvest', sort: 'name', mode: 'keyword' })).toEqual([
      letter.fileName,
      memo.fileName,
    ]);
  });

  it.each(['relevance', 'date', 'name'] as const)(
    'by %s, pages join without gap or repetition while documents come in',
    async (sort) => {
      const { search, add } = await makeLibrary(
        Array.from({ length: 7 }, (_, n) => ({
          fileName: `r${n % 3}.txt`,
          date: `2020-01-0${(n % 3) + 1}`,
          passages: [`Rent of ${n} dollars is due in month ${n}.`, `The rent was ${'paid '.repeat(n + 1)}.`],
        })),
      );
      for (const query of ['rent', undefined]) {
        const whole = (await search({ query, sort, limit: 100 })).data.map((hit) => hit.chunkId);
        expect(whole.length).toBeGreaterThan(6);
        const read: string[] = [];
        let cursor: string | null = null;
        do {
          const page: Awaited<ReturnType<typeof search>> = await search({ query, sort, limit: 3, cursor });
          read.push(...page.data.map((hit) => hit.chunkId));
          cursor = page.nextCursor;
          await add({ fileName: 'a-new.txt', passages: ['Rent, rent and rent again.'] });
        } while (cursor !== null);
        expect(read).toEqual(whole);
      }
    },
  );

  it('refuses a cursor that is not one of ours', async () => {
    const { search } = await makeLibrary([memo]);
    for (const cursor of ['x', 'IiI', btoa('"{}"'), btoa('5')]) {
      await expect(search({ query: 'mill', cursor })).rejects.toMatchObject({ code: 'invalid_cursor' });
    }
  });
});

describe('retrieval', () => {
  it('answers the best passages above the threshold', async () => {
    const { ctx } = await makeLibrary([lease, letter, memo]);
    const retrieve = (threshold?: number, topK = 5) =>
      retrievePassages({ ctx, input: { query: 'terminate the lease upon notice', topK, threshold } });
    const usual = (await retrieve()).data;
    expect(usual[0]?.content).toContain('terminate this lease');
    for (const hit of usual) expect(hit.scores.vector).toBeGreaterThanOrEqual(0.12);
    const high = (usual[0]?.scores.vector ?? 0) - 0.001;
    expect((await retrieve(high)).data.map((hit) => hit.chunkId)).toEqual([usual[0]?.chunkId]);
    expect((await retrieve(0.999)).data).toEqual([]);
    expect((await retrieve(-1, 2)).data).toHaveLength(2);
  });

  it('takes the signs of a question as plain text', async () => {
    const { ctx, caseId } = await makeLibrary([lease]);
    const rows = await findPassages({
      ctx,
      input: { query: 'What does "sixty moons" NOT mean?', caseId, limit: 3 },
    });
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('another organization', () => {
  it('is not searched, and its cases and documents are not there', async () => {
    const { caseId, ids } = await makeLibrary([lease]);
    const ctx: SearchContext = await makeSearchTenant();
    const search = (input: Partial<Input>) =>
      searchDocuments({ ctx, input: { mode: 'hybrid', sort: 'relevance', limit: 10, ...input } });
    for (const query of ['lease', undefined]) {
      expect((await search({ query, facets: ['party'] })).data).toEqual([]);
      await expect(search({ query, caseId })).rejects.toMatchObject({ code: 'not_found' });
      await expect(search({ query, documentIds: ids })).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});

import { createCase } from '@elenchus/core/cases/create-case';
import { suggestNames } from '@elenchus/core/search/suggest-names';
import { withTenant } from '@elenchus/db/tenant';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { makeSearchTenant, storeDocument } from '../support/store-document.ts';

async function makeLibrary() {
  const ctx = await makeSearchTenant();
  const { id: caseId } = await createCase({ ctx, input: { clientName: 'X' } });
  const { id: otherCaseId } = await createCase({ ctx, input: { clientName: 'Y' } });
  const documentId = await storeDocument(ctx, {
    caseId,
    fileName: 'Services_Agreement-2019.pdf',
    title: 'Agreement for Catering Services',
    parties: ['Ronken Holdings LLC', 'Bartleby Foods Inc.'],
    passages: [
      { content: 'Whoever serves soup, serves it hot.', headings: ['Article IV', 'Limitation of Liability'] },
    ],
  });
  await storeDocument(ctx, { caseId: otherCaseId, fileName: 'limits.txt', passages: ['None.'] });
  const suggest = async (prefix: string, inCase?: string) =>
    (await suggestNames({ ctx, input: { prefix, caseId: inCase } })).suggestions;
  return { ctx, caseId, documentId, suggest };
}

describe('suggestions', () => {
  it.each([
    ['ser', ['Services_Agreement-2019.pdf', 'Agreement for Catering Services']],
    ['AGREEMENT F', ['Agreement for Catering Services']],
    ['hold', ['Ronken Holdings LLC']],
    ['liab', ['Limitation of Liability']],
    ['lim', ['limits.txt', 'Limitation of Liability']],
    // Within a word, and mistyped.
    ['tleby', ['Bartleby Foods Inc.']],
    ['Rokken', ['Ronken Holdings LLC']],
    ['no such thing', []],
    ['--', []],
    ["'; drop", []],
    ['%_', []],
  ])('of %j are %j', async (prefix, expected) => {
    const { suggest } = await makeLibrary();
    expect(await suggest(prefix)).toEqual(expected);
  });

  it('keep to a case, and to the organization', async () => {
    const { suggest, caseId } = await makeLibrary();
    expect(await suggest('lim', caseId)).toEqual(['Limitation of Liability']);
    const stranger = await makeSearchTenant();
    const asked = (inCase?: string) =>
      suggestNames({ ctx: stranger, input: { prefix: 'lim', caseId: inCase } });
    expect(await asked()).toEqual({ suggestions: [], details: [] });
    await expect(asked(caseId)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are at most ten', async () => {
    const { ctx, caseId, suggest } = await makeLibrary();
    for (let n = 0; n < 12; n += 1)
      await storeDocument(ctx, { caseId, fileName: `plan ${n}.txt`, passages: ['x'] });
    expect(await suggest('plan')).toHaveLength(10);
  });

  it('follow renamings and deletions', async () => {
    const { ctx, suggest, documentId } = await makeLibrary();
    await withTenant(ctx, (tx) =>
      tx.execute(sql`update documents set title = 'Menu' where id = ${documentId}`),
    );
    expect([await suggest('catering'), await suggest('menu')]).toEqual([[], ['Menu']]);
    await withTenant(ctx, async (tx) => {
      await tx.execute(sql`update documents set analysis_id = null where id = ${documentId}`);
      await tx.execute(sql`delete from documents where id = ${documentId}`);
    });
    expect([await suggest('menu'), await suggest('ronken')]).toEqual([[], []]);
  });
});

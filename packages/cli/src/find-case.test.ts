import type { LegalCase } from '@elenchus/contracts/cases/models';
import { describe, expect, it } from 'vitest';
import { findCase, findCaseIfAny } from './find-case.ts';
import { makeContext } from './testing/fake-context.ts';

const cases = [
  { id: '1', clientName: 'Acme', title: 'Lease', matterNumber: 'M-1' },
  { id: '2', clientName: 'Bolt', title: 'Acme', matterNumber: null },
  { id: '3', clientName: 'Cord', title: 'Merger', matterNumber: 'M-3' },
  { id: '4', clientName: 'Dune', title: 'One', matterNumber: null },
  { id: '5', clientName: 'Dune', title: 'Two', matterNumber: 'M-1' },
] as LegalCase[];

/** Answers the cases one by one, so that there are pages. */
function makeFinder() {
  const { context, told } = makeContext({
    answers: {
      'GET /api/v1/cases': ({ query }) => {
        const at = Number(query['cursor'] ?? 0);
        return { data: [cases[at]], nextCursor: at + 1 < cases.length ? String(at + 1) : null };
      },
    },
  });
  return { told, finder: context };
}

describe('findCase', () => {
  it.each([
    ['3', '3'],
    [' merger ', '3'],
    ['m-3', '3'],
    ['Acme', '2'],
  ])('takes %j as id, title or matter number first', async (name, id) => {
    const { finder, told } = makeFinder();
    expect((await findCase(finder, name)).id).toBe(id);
    expect(told).toEqual([]);
  });

  it('takes the only case of a client, and tells it', async () => {
    const { finder, told } = makeFinder();
    expect((await findCase(finder, 'cord')).id).toBe('3');
    expect(told).toEqual(['Taken: the only case of the client Cord, "Merger" (3).']);
  });

  it('takes none of several, and none where there is none', async () => {
    const { finder } = makeFinder();
    await expect(findCaseIfAny(finder, 'Dune')).rejects.toThrow(/of the client "Dune".* 4, 5$/);
    await expect(findCaseIfAny(finder, 'M-1')).rejects.toThrow(/are called "M-1".* 1, 5$/);
    expect(await findCaseIfAny(finder, 'Echo')).toBeUndefined();
    await expect(findCase(finder, 'Echo')).rejects.toMatchObject({ code: 'usage' });
  });
});

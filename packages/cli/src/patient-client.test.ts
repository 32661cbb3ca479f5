import { listCases } from '@elenchus/contracts/cases/routes';
import { expect, it } from 'vitest';
import { makeContext, ServerRefusal } from './testing/fake-context.ts';

/** A server that fails in the ways given, one after the other, then answers. */
function makeServer(faults: readonly Error[]) {
  const left = [...faults];
  return makeContext({
    answers: {
      'GET /api/v1/cases': () => {
        const fault = left.shift();
        if (fault) throw fault;
        return { data: [], nextCursor: null };
      },
    },
  });
}

it('waits for a server that has answered before, and tells so once', async () => {
  const { context, told } = makeServer([]);
  await context.api.call(listCases);
  const { context: limited, told: toldOfLimit } = makeServer([new ServerRefusal(429)]);
  expect(await limited.api.call(listCases)).toEqual({ data: [], nextCursor: null });
  expect(toldOfLimit).toEqual(['listCases answered 429: no detail; trying again.']);
  expect(told).toEqual([]);
});

it.each([
  ['is not there', new Error('ECONNREFUSED'), { code: 'unreachable' }],
  ['is only a proxy', new ServerRefusal(502), { status: 502 }],
])('does not wait for a server that %s', async (_what, fault, expected) => {
  const { context, told } = makeServer([fault]);
  await expect(context.api.call(listCases)).rejects.toMatchObject(expected);
  expect(told).toEqual([]);
});

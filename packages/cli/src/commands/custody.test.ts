import { expect, it } from 'vitest';
import { makeContext } from '../testing/fake-context.ts';
import { custody } from './custody.ts';

const entry = (sequence: number, type: string, id: string | null, ipAddress: string | null) => ({
  sequence,
  occurredAt: '2026-09-14T09:05:00.000Z',
  action: 'document.file_read',
  actor: { type, id },
  ipAddress,
  details: { versionId: 'v1' },
});

const ada = { type: 'user', id: 'a', name: 'Ada', email: 'ada@firm.example' };
const scanner = { type: 'apiKey', id: 'k', name: 'Scanner', email: null };
const file = { documentId: 'd', fileName: 'will.pdf', sha256: 'f00' };
const first = [entry(4, 'user', 'a', '192.0.2.44'), entry(7, 'system', null, null)];
const second = [entry(9, 'apiKey', 'k', null), entry(11, 'user', 'a', null)];

const makeServer = () =>
  makeContext({
    answers: {
      'GET /api/v1/documents/d/custody': ({ query }) =>
        query['cursor'] === undefined
          ? { ...file, data: first, nextCursor: 'next', actors: [ada] }
          : { ...file, data: second, nextCursor: null, actors: [scanner, ada] },
    },
  });

it('prints all pages, a line for each entry with who it was', async () => {
  const { context, printed } = makeServer();
  await custody({ ...context, json: false }, 'd');
  const line = (sequence: number, who: string) =>
    `${sequence}  2026-09-14T09:05:00.000Z  document.file_read    ${who}  {"versionId":"v1"}`;
  expect(printed).toEqual([
    'will.pdf, SHA-256 f00',
    line(4, 'Ada <ada@firm.example>, 192.0.2.44'),
    line(7, 'system'),
    line(9, 'Scanner'),
    line(11, 'Ada <ada@firm.example>'),
  ]);
});

it('gives one object for programs, each actor once', async () => {
  const { context, printed } = makeServer();
  await custody(context, 'd');
  expect(printed.map((text) => JSON.parse(text))).toEqual([
    { ...file, actors: [ada, scanner], data: [...first, ...second] },
  ]);
});

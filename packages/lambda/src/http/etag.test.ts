import fc from 'fast-check';
import { expect, it } from 'vitest';
import { etagOf, isKnown, versionsToMatch } from './etag.ts';

const etag = (answer: unknown) => etagOf(answer, JSON.stringify(answer));

it('changes with every byte of an answer', () => {
  fc.assert(
    fc.property(fc.json(), fc.json(), (a, b) => {
      expect(etagOf(undefined, a) === etagOf(undefined, b)).toBe(a === b);
    }),
  );
});

it('holds the version, which If-Match compares alone', () => {
  fc.assert(
    fc.property(fc.nat(2_147_483_647), fc.double(), (version, progress) => {
      expect(versionsToMatch({ 'if-match': etag({ version, progress }) })).toEqual([version]);
    }),
  );
  expect(versionsToMatch({ 'if-match': `${etag({ version: 3 })}, ${etag({ version: 4 })}` })).toEqual([3, 4]);
});

it('leaves a write alone without If-Match and with *, and refuses an ETag that is none of ours', () => {
  expect(versionsToMatch({})).toBeUndefined();
  expect(versionsToMatch({ 'if-match': '*' })).toBeUndefined();
  for (const header of ['"x"', 'v3', `W/${etag({ version: 3 })}`, '', '"v3"']) {
    expect(() => versionsToMatch({ 'if-match': header })).toThrow(
      expect.objectContaining({ code: 'precondition_failed' }),
    );
  }
});

it('knows an answer again, also when a proxy made its ETag weak', () => {
  const tag = etag({ a: 1 });
  for (const header of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    expect(isKnown(tag, { 'if-none-match': header })).toBe(true);
  }
  for (const header of [undefined, '"other"', tag.slice(1, -1)]) {
    expect(isKnown(tag, { 'if-none-match': header })).toBe(false);
  }
});

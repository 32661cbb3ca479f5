import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DatedKey, keyInUse, nextActivation, retiredKeys } from './key-schedule.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const at = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms);
const key = (createdMs: number, activatesMs = createdMs): DatedKey => ({
  createdAt: at(createdMs),
  activatesAt: at(activatesMs),
});

describe('the key in use', () => {
  const [first, second] = [key(0), key(30 * dayMs, 30 * dayMs + hourMs)];

  it('is the newest one that is active, whatever the order', () => {
    for (const keys of [
      [first, second],
      [second, first],
    ]) {
      expect(keyInUse(keys, at(30 * dayMs + hourMs - 1))).toBe(first);
      expect(keyInUse(keys, at(30 * dayMs + hourMs))).toBe(second);
    }
  });

  it('is the first one for a clock that is behind, and none of none', () => {
    expect(keyInUse([second, first], at(-1))).toBe(first);
    expect(keyInUse([], at(0))).toBeUndefined();
  });
});

it('makes a key when the newest is 30 days old, not before, and never the first one', () => {
  expect(nextActivation([key(0)], at(30 * dayMs - 1))).toBeUndefined();
  expect(nextActivation([key(0)], at(30 * dayMs))).toEqual(at(30 * dayMs + hourMs));
  expect(nextActivation([key(0), key(29 * dayMs)], at(30 * dayMs))).toBeUndefined();
  expect(nextActivation([], at(0))).toBeUndefined();
});

it('retires a key two days after the next one took over, not before', () => {
  const [old, current] = [key(0), key(30 * dayMs, 30 * dayMs + hourMs)];
  const end = 32 * dayMs + hourMs;
  expect(retiredKeys([old, current], at(end - 1))).toEqual([]);
  expect(retiredKeys([old, current], at(end))).toEqual([old]);
  expect(retiredKeys([current], at(400 * dayMs))).toEqual([]);
});

it('keeps every key while a token of it may be alive, however irregular the runs are', () => {
  const longestLifeMs = 1440 * 60_000;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 45 * 24 }), { minLength: 1, maxLength: 60 }), (gaps) => {
      let now = 0;
      let keys = [key(0)];
      const signed: { key: DatedKey; expiresMs: number }[] = [];
      for (const hours of gaps) {
        // Every hour until the next run somebody signs in.
        for (const end = now + hours * hourMs; now < end; now += hourMs) {
          const used = keyInUse(keys, at(now)) ?? expect.fail('no key');
          signed.push({ key: used, expiresMs: now + longestLifeMs });
        }
        const activatesAt = nextActivation(keys, at(now));
        if (activatesAt) keys = [...keys, { createdAt: at(now), activatesAt }];
        const retired = retiredKeys(keys, at(now));
        keys = keys.filter((each) => !retired.includes(each));
        for (const token of signed) if (token.expiresMs >= now) expect(keys).toContain(token.key);
        expect(keys.length).toBeLessThanOrEqual(3);
      }
    }),
    { numRuns: 50 },
  );
});

import { describe, expect, it } from 'vitest';
import { stem } from './stem.ts';

describe('stem', () => {
  it.each([
    ['terminate', 'terminated', 'terminates', 'terminating', 'termination'],
    ['assign', 'assigned', 'assigns', 'assignment', 'assignments', 'assignable'],
    ['renew', 'renewal', 'renewals', 'renewed', 'renewing'],
    ['exclusive', 'exclusively', 'exclusivity'],
    ['party', 'parties'],
    ['indemnify', 'indemnified', 'indemnifies', 'indemnification'],
    ['expire', 'expires', 'expired', 'expiration', 'expiry'],
    ['law', 'laws'],
  ])('folds %s and its kin', (first, ...others) => {
    expect(new Set(others.map(stem))).toEqual(new Set([stem(first)]));
  });

  it('leaves other words apart', () => {
    const different = [
      'loss',
      'business',
      'liable',
      'license',
      'assign',
      'consent',
      'content',
      'use',
      'us',
      'as',
    ];
    expect(new Set(different.map(stem)).size).toBe(different.length);
  });
});

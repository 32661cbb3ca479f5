import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './hash-password.ts';

describe('password hash', () => {
  it('accepts the password it was made of and no other', async () => {
    const hash = await hashPassword('Corréct-horse-1');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword('Corréct-horse-1', hash)).toBe(true);
    expect(await verifyPassword('Correct-horse-1', hash)).toBe(false);
  });

  it('takes composed and decomposed letters for the same', async () => {
    expect(await verifyPassword('e\u0301'.padEnd(9, 'x'), await hashPassword('\u00e9'.padEnd(8, 'x')))).toBe(
      true,
    );
  });

  it('never gives the same hash twice', async () => {
    expect(await hashPassword('Same-password-1')).not.toBe(await hashPassword('Same-password-1'));
  });
});

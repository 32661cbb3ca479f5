import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { scramVerifier } from './scram-verifier.ts';

it('holds the keys of the example in RFC 7677', () => {
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
  const nonce = 'rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
  const authMessage = `n=user,r=rOprNGfwEbeRWgbNEkqO,r=${nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=${nonce}`;
  const verifier = scramVerifier('pencil', salt);
  const [, , saltAndCount, keys = ''] = /^(SCRAM-SHA-256)\$(4096:[^$]+)\$(.+)$/.exec(verifier) ?? [];
  expect(saltAndCount ?? verifier).toContain('W22ZaJ0SNY7soEsUEjb6gQ==');
  const [, serverKey = ''] = keys.split(':');
  const signature = createHmac('sha256', Buffer.from(serverKey, 'base64'))
    .update(authMessage)
    .digest('base64');
  expect(signature).toBe('6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');
});

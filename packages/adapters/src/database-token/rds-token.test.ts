import { Signer } from '@aws-sdk/rds-signer';
import { afterEach, expect, it, vi } from 'vitest';
import { rdsToken } from './rds-token.ts';

afterEach(() => {
  vi.useRealTimers();
});

it.each([undefined, 'session/token+with=signs'])(
  "is the token that the AWS SDK's own signer makes (session token: %s)",
  async (sessionToken) => {
    vi.useFakeTimers({ now: new Date('2026-03-04T05:06:07Z'), toFake: ['Date'] });
    const where = {
      region: 'eu-central-1',
      hostname: 'proxy.example.com',
      port: 5432,
      username: 'elenchus_login',
    };
    const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret/key' };
    const credentials = sessionToken === undefined ? keys : { ...keys, sessionToken };
    const expected = await new Signer({ ...where, credentials }).getAuthToken();
    expect(await rdsToken({ ...where, credentials })).toBe(expected);
  },
);

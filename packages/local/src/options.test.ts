import { expect, it } from 'vitest';
import { type Options, OptionsError, readOptions } from './options.ts';

const read = (
  list: string[],
  environment: Record<string, string> = {},
  dotenv: Record<string, string> = {},
) => readOptions({ arguments: list, environment, dotenv, repositoryFolder: '/repo', workingFolder: '/here' });

const messageOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof OptionsError) return error.message;
    throw error;
  }
  return 'nothing was wrong';
};

it('has defaults for everything', () => {
  expect(read([])).toEqual({
    port: 4100,
    host: '127.0.0.1',
    dataFolder: '/repo/.elenchus',
    runsDemo: true,
    publicUrl: undefined,
    databaseUrl: undefined,
    region: 'us-east-1',
    logLevel: undefined,
    corsOrigins: [],
    mail: { provider: 'outbox', from: 'Elenchus <elenchus@localhost>' },
    google: undefined,
    functionVariables: {},
  } satisfies Options);
});

it('puts the command line before the environment and that before .env', () => {
  const dotenv = { PORT: '1', ELENCHUS_DATA_DIR: 'dotenv', ELENCHUS_PUBLIC_URL: 'https://a.example/' };
  expect(read([], {}, dotenv)).toMatchObject({
    port: 1,
    dataFolder: '/repo/dotenv',
    publicUrl: 'https://a.example',
  });
  expect(read([], { PORT: '2', ELENCHUS_DATA_DIR: 'data' }, dotenv)).toMatchObject({
    port: 2,
    dataFolder: '/here/data',
  });
  expect(
    read(['--port', '3', '--data', '/abs', '--no-demo'], { PORT: '2', ELENCHUS_DEMO: '1' }, dotenv),
  ).toMatchObject({
    port: 3,
    dataFolder: '/abs',
    runsDemo: false,
  });
});

it('takes an empty variable for one that is not set', () => {
  expect(read([], { PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4100, databaseUrl: undefined });
});

it.each(['0', 'false'])('leaves the demo out for ELENCHUS_DEMO=%s', (value) => {
  expect(read([], { ELENCHUS_DEMO: value })).toMatchObject({ runsDemo: false });
});

it('passes settings on to the functions only when they are given', () => {
  const options = read([], { MAX_UPLOAD_BYTES: '1000', JWT_ISSUER: 'https://issuer.example', HOME: '/root' });
  expect(options).toMatchObject({
    functionVariables: { MAX_UPLOAD_BYTES: '1000', JWT_ISSUER: 'https://issuer.example' },
  });
  expect((options as Options).functionVariables).not.toHaveProperty('HOME');
});

it('splits the origins', () => {
  expect(read([], { CORS_ORIGINS: 'https://a.example, http://localhost:5173' })).toMatchObject({
    corsOrigins: ['https://a.example', 'http://localhost:5173'],
  });
});

it('sends through Resend when its key is given, and then wants to know who mails are from', () => {
  const MAIL_FROM = 'Firm <mail@firm.example>';
  expect(read([], { MAIL_FROM })).toMatchObject({ mail: { provider: 'outbox', from: MAIL_FROM } });
  expect(
    read([], { MAIL_FROM, RESEND_API_KEY: 're_1', RESEND_BASE_URL: 'http://127.0.0.1:9/' }),
  ).toMatchObject({
    mail: { provider: 'resend', from: MAIL_FROM, apiKey: 're_1', baseUrl: 'http://127.0.0.1:9' },
  });
  const message = messageOf(() => read([], { RESEND_API_KEY: 're_1', RESEND_BASE_URL: 'x', PORT: 'many' }));
  expect(message.split('\n')).toEqual([
    'PORT must be a whole number',
    'RESEND_BASE_URL must be a URL such as https://api.resend.com',
    'MAIL_FROM must be set when RESEND_API_KEY is: an address of a domain that Resend has verified',
  ]);
  expect(messageOf(() => read([], { MAIL_FROM: 'firm', RESEND_API_KEY: 'a b' })).split('\n')).toEqual([
    'RESEND_API_KEY must be a key without spaces',
    'MAIL_FROM must be an address such as mail@example.com or Elenchus <mail@example.com>',
  ]);
});

it('takes client id and secret of Google together, and an issuer that stands in for it', () => {
  const client = { GOOGLE_CLIENT_ID: 'c', GOOGLE_CLIENT_SECRET: 's' };
  const google = { issuer: 'https://accounts.google.com', clientId: 'c', clientSecret: 's' };
  expect(read([], client)).toMatchObject({ google });
  expect(read([], { ...client, GOOGLE_ISSUER: 'http://127.0.0.1:9/' })).toMatchObject({
    google: { ...google, issuer: 'http://127.0.0.1:9/' },
  });
  expect(messageOf(() => read([], { GOOGLE_CLIENT_ID: 'c', PORT: 'many' })).split('\n')).toEqual([
    'PORT must be a whole number',
    'GOOGLE_CLIENT_SECRET must be set when GOOGLE_CLIENT_ID is',
  ]);
  expect(
    messageOf(() => read([], { GOOGLE_CLIENT_SECRET: 's', GOOGLE_ISSUER: 'http://id.example' })).split('\n'),
  ).toEqual([
    'GOOGLE_ISSUER must begin with https (http only on this machine) and have no user, query or fragment',
    'GOOGLE_CLIENT_ID must be set when GOOGLE_CLIENT_SECRET is',
  ]);
});

it('names every fault at once, under the name that the user gave it', () => {
  const message = messageOf(() =>
    read(['--port', 'many'], {
      DATABASE_URL: 'mysql://x',
      ACCESS_TOKEN_MINUTES: '0',
      CORS_ORIGINS: 'a',
      ELENCHUS_DEMO: 'perhaps',
    }),
  );
  expect(message.split('\n')).toEqual([
    '--port must be a whole number',
    'ELENCHUS_DEMO must be 0 or 1',
    'DATABASE_URL must be a URL such as postgresql://user:password@host:5432/name',
    'ACCESS_TOKEN_MINUTES must be at least 1',
    'CORS_ORIGINS must list origins such as https://app.example.com',
  ]);
});

it.each([
  [['--port', '70000'], '--port must be at most 65535'],
  [['--colour'], "Unknown option '--colour'"],
  [['serve'], 'Unexpected argument'],
])('refuses %j', (list, message) => {
  expect(messageOf(() => read(list))).toContain(message);
});

it('knows when help is asked', () => {
  expect(read(['--help'], { PORT: 'wrong' })).toBe('help');
});

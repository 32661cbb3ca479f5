import { expect, it } from 'vitest';
import { type FunctionVariableOptions, functionVariables } from './function-variables.ts';

const options: FunctionVariableOptions = {
  ownerDatabaseUrl: 'postgres://owner:owner-secret@127.0.0.1/postgres',
  login: { url: 'postgres://elenchus_login:login@127.0.0.1/postgres', password: 'login' },
  endpoints: { s3: 'http://127.0.0.1:1/_aws/s3', sqs: 'http://127.0.0.1:2', sfn: 'http://127.0.0.1:3' },
  credentials: { accessKeyId: 'LOCAL', secretAccessKey: 'secret', databaseKey: 'key' },
  tesseract: { workerPath: '/worker.ts', languagePath: '/eng', workers: 2 },
  mail: { provider: 'outbox', from: 'Elenchus <elenchus@localhost>' },
  google: undefined,
  outboxFolder: '/data/outbox',
  settings: { MAX_UPLOAD_BYTES: '5', JWT_ISSUER: 'https://issuer.example' },
};

it('gives the login role to functions with a database, and nothing of the owner', () => {
  const variables = functionVariables({ DATABASE_HOST: 'proxy', MAX_UPLOAD_BYTES: '100' }, options);
  expect(variables).toMatchObject({
    DATABASE_URL: options.login.url,
    MAX_UPLOAD_BYTES: '5',
    JWT_ISSUER: 'https://issuer.example',
    AWS_ENDPOINT_URL_S3: options.endpoints.s3,
  });
  expect(JSON.stringify(variables)).not.toContain('owner-secret');
  expect(variables).not.toHaveProperty('LOGIN_PASSWORD');
});

it('gives the owner to the function that signs in as owner on AWS', () => {
  expect(functionVariables({ DATABASE_HOST: 'cluster', LOGIN_SECRET_ARN: 'arn' }, options)).toMatchObject({
    DATABASE_URL: options.ownerDatabaseUrl,
    LOGIN_PASSWORD: 'login',
  });
});

it('gives no database and no foreign setting to a function whose template has none', () => {
  const variables = functionVariables({ LOG_LEVEL: 'INFO' }, options);
  expect(variables).not.toHaveProperty('DATABASE_URL');
  expect(variables).not.toHaveProperty('MAX_UPLOAD_BYTES');
});

it('reads pages on this machine where the template asks Textract', () => {
  expect(functionVariables({ OCR_PROVIDER: 'textract' }, options)).toMatchObject({
    OCR_PROVIDER: 'tesseract',
    TESSERACT_WORKER_PATH: '/worker.ts',
    TESSERACT_LANGUAGE_PATH: '/eng',
    TESSERACT_WORKERS: '2',
  });
  expect(functionVariables({}, options)).not.toHaveProperty('TESSERACT_WORKERS');
});

it('puts mails into the outbox, or sends them when there is a key, which nobody else sees', () => {
  expect(functionVariables({ MAIL_PROVIDER: 'none' }, options)).toMatchObject({
    MAIL_PROVIDER: 'outbox',
    MAIL_FROM: 'Elenchus <elenchus@localhost>',
    MAIL_OUTBOX_FOLDER: '/data/outbox',
  });
  const mail = {
    provider: 'resend',
    from: 'mail@firm.example',
    apiKey: 're_secret',
    baseUrl: undefined,
  } as const;
  const sending = functionVariables({ MAIL_PROVIDER: 'none' }, { ...options, mail });
  expect(sending).toMatchObject({
    MAIL_PROVIDER: 'resend',
    MAIL_FROM: mail.from,
    RESEND_API_KEY: 're_secret',
  });
  expect(sending).not.toHaveProperty('RESEND_BASE_URL');
  const withBase = { ...options, mail: { ...mail, baseUrl: 'http://127.0.0.1:9' } };
  expect(functionVariables({ MAIL_PROVIDER: 'none' }, withBase)).toMatchObject({
    RESEND_BASE_URL: 'http://127.0.0.1:9',
  });
  expect(JSON.stringify(functionVariables({ DATABASE_HOST: 'proxy' }, withBase))).not.toContain('re_secret');
});

it('gives the client of Google only to functions that sign in with it, and only when there is one', () => {
  const template = { GOOGLE_ISSUER: 'https://accounts.google.com', CORS_ORIGINS: 'https://app.example' };
  const ofTemplate = functionVariables(template, options);
  expect(ofTemplate).toMatchObject(template);
  expect(ofTemplate).not.toHaveProperty('GOOGLE_CLIENT_ID');
  const google = { issuer: 'http://127.0.0.1:9', clientId: 'c', clientSecret: 'google-secret' };
  expect(functionVariables(template, { ...options, google })).toMatchObject({
    CORS_ORIGINS: 'https://app.example',
    GOOGLE_ISSUER: 'http://127.0.0.1:9',
    GOOGLE_CLIENT_ID: 'c',
    GOOGLE_CLIENT_SECRET: 'google-secret',
  });
  const others = functionVariables({ DATABASE_HOST: 'proxy' }, { ...options, google });
  expect(JSON.stringify(others)).not.toContain('google-secret');
});

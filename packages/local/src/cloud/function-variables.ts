import type { GoogleOptions, MailOptions } from '../options.ts';
import type { Credentials } from './credentials.ts';

export interface LocalEndpoints {
  readonly s3: string;
  readonly sqs: string;
  readonly sfn: string;
}

export interface FunctionVariableOptions {
  readonly ownerDatabaseUrl: string;
  readonly login: { readonly url: string; readonly password: string };
  readonly endpoints: LocalEndpoints;
  readonly credentials: Credentials;
  /** Text recognition on this machine instead of Textract. */
  readonly tesseract: {
    readonly workerPath: string;
    readonly languagePath: string;
    readonly workers: number;
  };
  readonly mail: MailOptions;
  readonly google: GoogleOptions | undefined;
  /** Where mails go that are not sent. */
  readonly outboxFolder: string;
  /** Settings of the user; they replace what the template says. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Settings that every function gets; the others only replace a value that the template gives to the function. */
const forAll = new Set(['JWT_ISSUER', 'LOG_LEVEL']);

/**
 * The template's variables of a function with what differs on this machine: endpoints, credentials and the database.
 * Only a function that signs in as owner on AWS gets the owner's connection here.
 */
export function functionVariables(
  template: Readonly<Record<string, string>>,
  options: FunctionVariableOptions,
): Record<string, string> {
  const { ownerDatabaseUrl, login, endpoints, credentials, tesseract, settings } = options;
  const fromUser = Object.entries(settings).filter(([name]) => forAll.has(name) || name in template);
  return {
    ...template,
    ...Object.fromEntries(fromUser),
    ...databaseVariables(template, ownerDatabaseUrl, login),
    ...('OCR_PROVIDER' in template ? ocrVariables(tesseract) : {}),
    ...('MAIL_PROVIDER' in template ? mailVariables(options) : {}),
    ...('GOOGLE_ISSUER' in template ? googleVariables(options) : {}),
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_SFN: endpoints.sfn,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    // No look into the user's own profiles, no calls to a metadata service.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    POWERTOOLS_TRACE_ENABLED: 'false',
  };
}

function databaseVariables(
  template: Readonly<Record<string, string>>,
  ownerUrl: string,
  login: FunctionVariableOptions['login'],
): Record<string, string> {
  if ('LOGIN_SECRET_ARN' in template) return { DATABASE_URL: ownerUrl, LOGIN_PASSWORD: login.password };
  // One process stands in for as many instances as there are requests.
  return 'DATABASE_HOST' in template ? { DATABASE_URL: login.url, DATABASE_MAX_CONNECTIONS: '10' } : {};
}

function ocrVariables({ workerPath, languagePath, workers }: FunctionVariableOptions['tesseract']) {
  return {
    OCR_PROVIDER: 'tesseract',
    TESSERACT_WORKER_PATH: workerPath,
    TESSERACT_LANGUAGE_PATH: languagePath,
    TESSERACT_WORKERS: String(workers),
  };
}

function mailVariables({ mail, outboxFolder }: FunctionVariableOptions): Record<string, string> {
  const common = { MAIL_PROVIDER: mail.provider, MAIL_FROM: mail.from };
  if (mail.provider === 'outbox') return { ...common, MAIL_OUTBOX_FOLDER: outboxFolder };
  const baseUrl = mail.baseUrl === undefined ? {} : { RESEND_BASE_URL: mail.baseUrl };
  return { ...common, RESEND_API_KEY: mail.apiKey, ...baseUrl };
}

function googleVariables({ google }: FunctionVariableOptions): Record<string, string> {
  if (google === undefined) return {};
  return {
    GOOGLE_ISSUER: google.issuer,
    GOOGLE_CLIENT_ID: google.clientId,
    GOOGLE_CLIENT_SECRET: google.clientSecret,
  };
}

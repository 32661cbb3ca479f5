import { resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { defaultGoogleIssuer, googleIssuer } from '@elenchus/contracts/identity/google-issuer';
import { mailFrom } from '@elenchus/contracts/outbound-mail/mail-from';
import { rateLimitsSetting } from '@elenchus/contracts/platform/rate-limits';
import * as z from 'zod';

/** What the user asked for cannot be done as it stands; every fault is named. */
export class OptionsError extends Error {
  readonly code = 'OPTIONS_INVALID';

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'OptionsError';
  }
}

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`));
const url = (protocol: RegExp, example: string) =>
  z.url({ protocol, error: `must be a URL such as ${example}` });
const key = z.string().regex(/^[!-~]+$/, 'must be a key without spaces');
const origin = /^https?:\/\/[^/\s]+$/;

/** Every setting by its environment variable; the texts are what the user sees when a value does not fit. */
const settings = z.object({
  PORT: whole(0, 65_535).default(4100),
  ELENCHUS_DATA_DIR: z.string().min(1, 'must name a folder').optional(),
  ELENCHUS_DEMO: z.enum(['0', '1', 'true', 'false'], 'must be 0 or 1').default('1'),
  ELENCHUS_HOST: z.string().min(1, 'must be an address of this machine').default('127.0.0.1'),
  ELENCHUS_PUBLIC_URL: url(/^https?$/, 'https://elenchus.example.com').optional(),
  DATABASE_URL: url(/^postgres(ql)?$/, 'postgresql://user:password@host:5432/name').optional(),
  AWS_REGION: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region such as us-east-1')
    .default('us-east-1'),
  LOG_LEVEL: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR'], 'must be DEBUG, INFO, WARN or ERROR').optional(),
  JWT_ISSUER: url(/^https?$/, 'https://elenchus.example.com').optional(),
  ACCESS_TOKEN_MINUTES: whole(1, 1440).optional(),
  REFRESH_TOKEN_DAYS: whole(1, 90).optional(),
  MAX_UPLOAD_BYTES: whole(1, 5_000_000_000).optional(),
  LLM_PROVIDER: z.literal('offline', 'must be offline').default('offline'),
  EMBEDDING_PROVIDER: z.literal('offline', 'must be offline').default('offline'),
  EMBEDDING_DIMENSIONS: whole(64, 4096).optional(),
  RESEND_API_KEY: key.optional(),
  RESEND_BASE_URL: url(/^https?$/, 'https://api.resend.com').optional(),
  MAIL_FROM: mailFrom.optional(),
  GOOGLE_CLIENT_ID: key.optional(),
  GOOGLE_CLIENT_SECRET: key.optional(),
  GOOGLE_ISSUER: googleIssuer.default(defaultGoogleIssuer),
  RATE_LIMITS: z
    .string()
    .superRefine((text, { addIssue }) => {
      const { error } = rateLimitsSetting.safeParse(text);
      if (error) addIssue(error.issues[0]?.message ?? 'is not right');
    })
    .optional(),
  CORS_ORIGINS: z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    )
    .refine(
      (origins) => origins.every((item) => origin.test(item)),
      'must list origins such as https://app.example.com',
    )
    .default([]),
});

// Beside the faults of other settings, too.
const when = () => true;
const settingsTogether = settings
  .refine(({ RESEND_API_KEY, MAIL_FROM }) => RESEND_API_KEY === undefined || MAIL_FROM !== undefined, {
    path: ['MAIL_FROM'],
    error: 'must be set when RESEND_API_KEY is: an address of a domain that Resend has verified',
    when,
  })
  .refine(
    ({ GOOGLE_CLIENT_ID: id, GOOGLE_CLIENT_SECRET: secret }) => id === undefined || secret !== undefined,
    { path: ['GOOGLE_CLIENT_SECRET'], error: 'must be set when GOOGLE_CLIENT_ID is', when },
  )
  .refine(
    ({ GOOGLE_CLIENT_ID: id, GOOGLE_CLIENT_SECRET: secret }) => secret === undefined || id !== undefined,
    { path: ['GOOGLE_CLIENT_ID'], error: 'must be set when GOOGLE_CLIENT_SECRET is', when },
  );

/** Settings that go on to the functions when they are given. */
const passedOn = [
  'JWT_ISSUER',
  'ACCESS_TOKEN_MINUTES',
  'REFRESH_TOKEN_DAYS',
  'MAX_UPLOAD_BYTES',
  'EMBEDDING_DIMENSIONS',
  'RATE_LIMITS',
  'LOG_LEVEL',
] as const;

/** How mails go out; the outbox is a folder. */
export type MailOptions =
  | { readonly provider: 'outbox'; readonly from: string }
  | {
      readonly provider: 'resend';
      readonly from: string;
      readonly apiKey: string;
      readonly baseUrl: string | undefined;
    };

/** The client that is registered with Google, or with who stands in for it. */
export interface GoogleOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Options {
  /** 0 takes a free port. */
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly runsDemo: boolean;
  /** Undefined: made from the port. */
  readonly publicUrl: string | undefined;
  /** A real PostgreSQL instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly region: string;
  /** DEBUG: the logs also go to standard error. */
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | undefined;
  readonly corsOrigins: readonly string[];
  readonly mail: MailOptions;
  /** Undefined: nobody signs in with Google. */
  readonly google: GoogleOptions | undefined;
  /** Variables for the functions, over those of the template. */
  readonly functionVariables: Readonly<Record<string, string>>;
}

export interface OptionSources {
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Content of the `.env` file; the environment goes before it. */
  readonly dotenv: Readonly<Record<string, string | undefined>>;
  readonly repositoryFolder: string;
  /** Where the user called from; relative folders are seen from here. */
  readonly workingFolder: string;
}

export const usage = `Usage: npm start -- [options]

  --port <number>   port of the API, 0 for any free one (PORT, default 4100)
  --data <folder>   where everything is kept (ELENCHUS_DATA_DIR, default .elenchus)
  --no-demo         no demo organization on the first start (ELENCHUS_DEMO=0)
  --help            this text

Further settings are environment variables; .env.example lists them.`;

const argumentsConfig = {
  options: {
    port: { type: 'string' },
    data: { type: 'string' },
    demo: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
  allowNegative: true,
  allowPositionals: false,
  strict: true,
} as const satisfies ParseArgsConfig;

/**
 * Reads the options from command line, environment and `.env`, in this order of precedence; 'help' when that is asked.
 * @throws OptionsError that names every fault
 */
export function readOptions(sources: OptionSources): Options | 'help' {
  const values = parseArguments(sources.arguments);
  if (values.help) return 'help';
  const given = (name: string) => sources.environment[name] || sources.dotenv[name] || undefined;
  const raw = Object.fromEntries(Object.keys(settings.shape).map((name) => [name, given(name)]));
  if (values.port !== undefined) raw['PORT'] = values.port;
  if (values.data !== undefined) raw['ELENCHUS_DATA_DIR'] = values.data;
  if (values.demo !== undefined) raw['ELENCHUS_DEMO'] = values.demo ? '1' : '0';
  const parsed = settingsTogether.safeParse(raw);
  if (!parsed.success) {
    throw new OptionsError(
      parsed.error.issues.map(({ path, message }) => `${nameOf(String(path[0]), values)} ${message}`),
    );
  }
  const { data } = parsed;
  const folder = data.ELENCHUS_DATA_DIR;
  return {
    port: data.PORT,
    host: data.ELENCHUS_HOST,
    dataFolder:
      folder === undefined
        ? resolve(sources.repositoryFolder, '.elenchus')
        : fromWorkingFolder(folder, sources),
    runsDemo: data.ELENCHUS_DEMO === '1' || data.ELENCHUS_DEMO === 'true',
    publicUrl: data.ELENCHUS_PUBLIC_URL?.replace(/\/+$/, ''),
    databaseUrl: data.DATABASE_URL,
    region: data.AWS_REGION,
    logLevel: data.LOG_LEVEL,
    corsOrigins: data.CORS_ORIGINS,
    mail: mailOptions(data),
    google: googleOptions(data),
    functionVariables: Object.fromEntries(
      passedOn.flatMap((name) => (data[name] === undefined ? [] : [[name, String(data[name])]])),
    ),
  };
}

function mailOptions(data: z.output<typeof settings>): MailOptions {
  const { RESEND_API_KEY: apiKey, RESEND_BASE_URL: baseUrl, MAIL_FROM } = data;
  const from = MAIL_FROM ?? 'Elenchus <elenchus@localhost>';
  return apiKey === undefined
    ? { provider: 'outbox', from }
    : { provider: 'resend', from, apiKey, baseUrl: baseUrl?.replace(/\/+$/, '') };
}

function googleOptions(data: z.output<typeof settings>): GoogleOptions | undefined {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret, GOOGLE_ISSUER: issuer } = data;
  return clientId === undefined || clientSecret === undefined
    ? undefined
    : { issuer, clientId, clientSecret };
}

function parseArguments(list: readonly string[]) {
  try {
    return parseArgs({ ...argumentsConfig, args: [...list] }).values;
  } catch (error) {
    throw new OptionsError([(error as Error).message, '', usage]);
  }
}

/** The name under which the user gave a value. */
function nameOf(variable: string, { port, data }: { port?: string; data?: string }): string {
  if (variable === 'PORT' && port !== undefined) return '--port';
  if (variable === 'ELENCHUS_DATA_DIR' && data !== undefined) return '--data';
  return variable;
}

/** A relative folder is seen from where the user called, one of `.env` from where that file is. */
function fromWorkingFolder(folder: string, sources: OptionSources): string {
  const { dotenv, repositoryFolder, workingFolder } = sources;
  return resolve(folder === dotenv['ELENCHUS_DATA_DIR'] ? repositoryFolder : workingFolder, folder);
}

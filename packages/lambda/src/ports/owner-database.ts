import { settingsFromUrl } from '@elenchus/db/database';
import { openOwnerConnection } from '@elenchus/db/owner-database';
import type { Sql } from 'postgres';
import * as z from 'zod';
import { type Environment, readEnvironment, wholeNumber } from '../env.ts';
import { readSecret } from './read-secret.ts';

const byUrl = z.object({ DATABASE_URL: z.url(), LOGIN_PASSWORD: z.string().min(1) });
const bySecrets = z.object({
  DATABASE_HOST: z.string().min(1),
  DATABASE_PORT: wholeNumber(1, 65_535),
  DATABASE_NAME: z.string().min(1),
  DATABASE_SECRET_ARN: z.string().min(1),
  LOGIN_SECRET_ARN: z.string().min(1),
});
const credentials = z.object({ username: z.string(), password: z.string() });

export interface OwnerDatabase {
  readonly sql: Sql;
  /** What the role that functions log in as is to have for a password. */
  readonly loginPassword: string;
}

/** The database as its owner, for migrations only: by `DATABASE_URL`, or with the secrets of the deployment. */
export async function ownerDatabase(environment: Environment): Promise<OwnerDatabase> {
  if (environment['DATABASE_URL'] !== undefined) {
    const values = readEnvironment(environment, byUrl);
    const sql = await openOwnerConnection(settingsFromUrl(values.DATABASE_URL, 1));
    return { sql, loginPassword: values.LOGIN_PASSWORD };
  }
  const values = readEnvironment(environment, bySecrets);
  const owner = await readCredentials(values.DATABASE_SECRET_ARN);
  const login = await readCredentials(values.LOGIN_SECRET_ARN);
  const sql = await openOwnerConnection({
    host: values.DATABASE_HOST,
    port: values.DATABASE_PORT,
    database: values.DATABASE_NAME,
    username: owner.username,
    password: owner.password,
    tls: true,
  });
  return { sql, loginPassword: login.password };
}

async function readCredentials(arn: string) {
  return credentials.parse(JSON.parse(await readSecret(arn)));
}

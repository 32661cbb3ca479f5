import { randomBytes } from 'node:crypto';
import { type ApiClient, ApiError } from '@elenchus/client/api-client';
import { login, register } from '@elenchus/contracts/identity/routes';

export const demoEmail = 'demo@elenchus.example';
export const demoOrganization = 'Elenchus Demo';

/** The account is there, but with a password that this data folder does not know. */
export class ForeignDemoAccountError extends Error {
  readonly code = 'FOREIGN_DEMO_ACCOUNT';
}

/** A password of its own for each data folder; the beginning satisfies the password policy. */
export function newDemoPassword(): string {
  return `Demo-1-${randomBytes(9).toString('base64url')}`;
}

/**
 * Founds the demo organization, or signs in when that was done before.
 * @throws ForeignDemoAccountError
 */
export async function signIn(api: ApiClient, email: string, password: string): Promise<void> {
  try {
    const body = { email, password, fullName: 'Demo Owner', organizationName: demoOrganization };
    api.signIn((await api.call(register, { body })).accessToken);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 409) throw error;
    try {
      api.signIn((await api.call(login, { body: { email, password } })).accessToken);
    } catch (second) {
      if (!(second instanceof ApiError) || second.status !== 401) throw second;
      throw new ForeignDemoAccountError(`${email} exists already in this database, with another password.`);
    }
  }
}

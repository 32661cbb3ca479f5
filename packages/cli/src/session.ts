import { type ApiClient, ApiError } from '@elenchus/client/api-client';
import { refreshSession } from '@elenchus/contracts/identity/routes';
import type { SignIn } from './configuration.ts';
import { CliError } from './exit-codes.ts';

/**
 * The client of who is signed in. An access token that has expired is renewed once and the request repeated;
 * `save` gets the new tokens. Throws `CliError` (signedOut) when the server takes neither.
 */
export function signedInClient(
  client: ApiClient,
  present: SignIn | undefined,
  save: (signIn: SignIn) => void,
): ApiClient {
  if (present === undefined) throw new CliError('signedOut', 'Sign in first: npx elenchus login');
  let signIn = present;
  let renewal: Promise<void> | undefined;
  client.signIn(signIn.accessToken);

  async function renew(): Promise<void> {
    try {
      const { accessToken, refreshToken } = await client.call(refreshSession, {
        body: { refreshToken: signIn.refreshToken },
      });
      signIn = { ...signIn, accessToken, refreshToken };
      client.signIn(accessToken);
      save(signIn);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        throw new CliError('signedOut', 'The sign-in has expired. Sign in again: npx elenchus login');
      }
      throw error;
    }
  }

  const call: ApiClient['call'] = async (contract, request) => {
    const token = signIn.accessToken;
    try {
      return await client.call(contract, request);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
    }
    // Requests at the same time share one renewal: a refresh token can be spent once.
    if (token === signIn.accessToken) {
      renewal ??= renew().finally(() => {
        renewal = undefined;
      });
      await renewal;
    }
    return client.call(contract, request);
  };
  return { ...client, call };
}

import { type ApiClient, ApiError } from '@elenchus/client/api-client';
import type { ClientOptions } from '@elenchus/client/client-options';
import { refreshSession } from '@elenchus/contracts/identity/routes';
import type { SignIn } from './configuration.ts';
import { CliError } from './exit-codes.ts';

/** The sign-in of a server as all terminals of a user share it. */
export interface SignInStore {
  read(): SignIn | undefined;
  save(signIn: SignIn): void;
  /** Does the work while no other process does its own on the store. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

export interface SessionOptions {
  readonly makeClient: (access: Pick<ClientOptions, 'accessToken' | 'onUnauthenticated'>) => ApiClient;
  /** Renews tokens; one that goes on when the user stops, or a spent token would be left as the only one. */
  readonly renewalClient: Pick<ApiClient, 'call'>;
  readonly store: SignInStore;
}

/**
 * The client of who is signed in. When an access token has expired, the tokens that another process stored
 * meanwhile are used, else it is renewed. Throws `CliError` (signedOut) when the server takes none.
 */
export function signedInClient({ makeClient, renewalClient, store }: SessionOptions): ApiClient {
  const present = store.read();
  if (present === undefined) throw new CliError('signedOut', 'Sign in first: npx elenchus login');
  let signIn: SignIn = present;

  async function renew(): Promise<string> {
    const stored = store.read();
    // Another address may have signed in at another terminal: what runs here stays with its own.
    const isOurs = stored === undefined || stored.email === signIn.email;
    if (stored !== undefined && isOurs && stored.accessToken !== signIn.accessToken) {
      signIn = stored;
    } else {
      const body = { refreshToken: signIn.refreshToken };
      const { accessToken, refreshToken } = await renewalClient.call(refreshSession, { body }).catch(explain);
      signIn = { ...signIn, accessToken, refreshToken };
      if (isOurs) store.save(signIn);
    }
    return signIn.accessToken;
  }

  return makeClient({
    accessToken: signIn.accessToken,
    onUnauthenticated: () => store.exclusively(renew),
  });
}

function explain(error: unknown): never {
  if (error instanceof ApiError && error.status === 401) throw new CliError('signedOut', expired);
  throw error;
}

/** Told when the server takes neither of the tokens. */
export const expired = 'The sign-in has expired. Sign in again: npx elenchus login';

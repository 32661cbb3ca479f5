import { type ApiClient, ApiError } from '@elenchus/client/api-client';
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
  readonly client: ApiClient;
  /** Renews tokens; one that goes on when the user stops, or a spent token would be left as the only one. */
  readonly renewalClient: () => ApiClient;
  readonly store: SignInStore;
}

/**
 * The client of who is signed in. When an access token has expired, the tokens that another process stored
 * meanwhile are used, else it is renewed; then the request is repeated. Throws `CliError` (signedOut) when the
 * server takes none.
 */
export function signedInClient({ client, renewalClient, store }: SessionOptions): ApiClient {
  const present = store.read();
  if (present === undefined) throw new CliError('signedOut', 'Sign in first: npx elenchus login');
  let signIn: SignIn = present;
  let renewal: Promise<void> | undefined;
  client.signIn(signIn.accessToken);

  function use(next: SignIn): void {
    signIn = next;
    client.signIn(next.accessToken);
  }

  async function renew(): Promise<void> {
    const stored = store.read();
    // Another address may have signed in at another terminal: what runs here stays with its own.
    const isOurs = stored === undefined || stored.email === signIn.email;
    if (stored !== undefined && isOurs && stored.accessToken !== signIn.accessToken) return use(stored);
    try {
      const { accessToken, refreshToken } = await renewalClient().call(refreshSession, {
        body: { refreshToken: signIn.refreshToken },
      });
      use({ ...signIn, accessToken, refreshToken });
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) throw expired();
      throw error;
    }
    if (isOurs) store.save(signIn);
  }

  const call: ApiClient['call'] = async (contract, request) => {
    // The first may bring tokens of another process that have expired as well, the second new ones.
    for (let renewalsLeft = 2; ; renewalsLeft -= 1) {
      const token = signIn.accessToken;
      try {
        return await client.call(contract, request);
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 401) throw error;
        if (renewalsLeft === 0) throw expired();
      }
      if (token !== signIn.accessToken) continue;
      // Requests at the same time share one renewal: a refresh token can be spent once.
      renewal ??= store.exclusively(renew).finally(() => {
        renewal = undefined;
      });
      await renewal;
    }
  };
  return { ...client, call };
}

function expired(): CliError {
  return new CliError('signedOut', 'The sign-in has expired. Sign in again: npx elenchus login');
}

import { ApiError } from './errors.ts';

export interface AccessOptions {
  /** Of who is signed in. */
  readonly accessToken?: string;
  /** Of a program. */
  readonly apiKey?: string;
  /**
   * Called when the server does not take the access token any more; answers a new one, or undefined when there is
   * none. Requests at the same time share one call.
   */
  readonly onUnauthenticated?: () => Promise<string | undefined>;
}

/** Who calls, and how that is renewed. */
export interface Access {
  signIn(accessToken: string): void;
  /** Sends with the headers that say who calls, again with new ones when the server does not take them. */
  use<T>(
    send: (headers: Readonly<Record<string, string>>) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T>;
}

/** The first may bring a token of another window that has expired as well, the second a new one. */
const mostRenewals = 2;

export function createAccess({ accessToken, apiKey, onUnauthenticated }: AccessOptions): Access {
  let token = accessToken;
  let renewal: Promise<void> | undefined;

  function headers(): Record<string, string> {
    if (token !== undefined) return { authorization: `Bearer ${token}` };
    return apiKey === undefined ? {} : { 'x-api-key': apiKey };
  }

  async function renew(): Promise<void> {
    const next = await onUnauthenticated?.();
    if (next !== undefined) token = next;
  }

  return {
    signIn(next) {
      token = next;
    },
    async use(send, signal) {
      for (let renewals = 0; ; renewals += 1) {
        const sent = token;
        try {
          return await send(headers());
        } catch (error) {
          if (!isUnauthenticated(error) || renewals === mostRenewals) throw error;
          if (token === sent) {
            renewal ??= renew().finally(() => {
              renewal = undefined;
            });
            await unlessAborted(renewal, signal);
          }
          if (token === sent) throw error;
        }
      }
    },
  };
}

/** A wrong password is answered with 401 as well. */
function isUnauthenticated(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401 && error.code !== 'invalid_credentials';
}

/** The renewal goes on for others when one of them does not wait any longer. */
async function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return work;
  let stop = () => {};
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

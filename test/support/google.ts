import { OpenIdProvider } from '@elenchus/adapters/oidc/open-id-provider';
import {
  clientId,
  clientSecret,
  type OidcServer,
  openOidcServer,
} from '@elenchus/adapters/oidc/testing/oidc-server';
import { finishGoogleSignIn } from '@elenchus/core/identity/finish-google-sign-in';
import type { GoogleSignIn } from '@elenchus/core/identity/google-identity-port';
import { startGoogleSignIn } from '@elenchus/core/identity/start-google-sign-in';
import type { ServiceContext } from '@elenchus/core/platform/context';
import { expect } from 'vitest';

export const returnTo = 'https://app.example/after';

type Context = ServiceContext<'db' | 'identity' | 'google'>;
type StartInput = Partial<Parameters<typeof startGoogleSignIn>[0]['input']>;
type Callback = Readonly<Record<string, string>>;

/** A provider on loopback, and the port that signs in with it. */
export async function openGoogle(): Promise<{ server: OidcServer; google: GoogleSignIn }> {
  const server = await openOidcServer();
  const provider = new OpenIdProvider(
    { issuer: server.issuer, clientId, readClientSecret: async () => clientSecret },
    { deadlineMs: 1000, exchangeMs: 3000, mostBytes: 100_000 },
  );
  return { server, google: { provider, returnOrigins: ['https://app.example'] } };
}

/** A browser: it keeps the cookie, and goes where it is sent. */
export function openBrowser(ctx: Context, server: OidcServer) {
  let cookie: string | undefined;
  const start = async (input: StartInput = {}) => {
    const answer = await startGoogleSignIn({ ctx, input: { returnTo, browser: cookie, ...input } });
    cookie = /^\w+=([^;]+)/.exec(answer.cookies[0] ?? '')?.[1] ?? cookie;
    return answer;
  };
  const finish = async ({ state = '', code, error, iss }: Callback, browser = cookie) => {
    const { location } = await finishGoogleSignIn({ ctx, input: { state, code, error, iss, browser } });
    return location;
  };
  return {
    start,
    finish,
    /** Up to the address that Google sends the browser back to. */
    visit: async (input?: StartInput) => server.visit((await start(input)).location),
    /** All the way; the values of the fragment in the end. */
    signIn: async (input?: StartInput) => {
      const { location } = await start(input);
      return fragmentOf(await finish(await server.visit(location)));
    },
  };
}

/** What the page at the end of a sign-in finds in its fragment. */
export function fragmentOf(location: string): Record<string, string> {
  const [address, fragment, ...more] = location.split('#');
  expect([address, more]).toEqual([returnTo, []]);
  return Object.fromEntries(new URLSearchParams(fragment));
}

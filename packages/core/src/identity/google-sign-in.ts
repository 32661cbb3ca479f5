import { createHash, randomBytes } from 'node:crypto';
import { googleSignInCookie, googleSignInPath } from '@elenchus/contracts/identity/google-routes';
import { type GoogleSignInRow, googleSignIns } from '@elenchus/db/schema/google-sign-ins';
import { withAuth } from '@elenchus/db/tenant';
import { and, eq, gt } from 'drizzle-orm';
import type { ServiceContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import type { GoogleSignIn } from './google-identity-port.ts';

/** From the redirect to Google until the browser is back. */
const lifeSeconds = 600;

/** What a service answers for the route to send the browser on. */
export interface BrowserRedirect {
  readonly location: string;
  readonly cookies: string[];
}

/** A sign-in on its way through the browser. */
export interface NewGoogleSignIn {
  readonly state: string;
  readonly browser: string;
  readonly codeVerifier: string;
  readonly nonce: string;
  readonly returnTo: string;
  readonly invitationHash: Uint8Array | null;
}

type Context = Pick<ServiceContext<'db'>, 'clock' | 'ports'>;

/** Throws `not_found` on a server that is not set up for it. */
export function requireGoogle({ ports }: ServiceContext<'google'>): GoogleSignIn {
  if (ports.google !== null) return ports.google;
  throw new ProblemError('not_found', 'Sign-in with Google is not set up on this server.');
}

/** Where Google sends the browser back to; it has to be registered there. */
export function googleRedirectUri(publicUrl: string): string {
  return `${publicUrl}${googleSignInPath}/callback`;
}

/** 256 bits; as a code verifier it has the shortest length that RFC 7636 allows. */
export function newSignInSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Keeps what the browser has to bring back, of its own secrets only hashes. */
export async function keepSignIn(ctx: Context, { state, browser, ...kept }: NewGoogleSignIn): Promise<void> {
  const expiresAt = new Date(ctx.clock().getTime() + lifeSeconds * 1000);
  await withAuth(ctx, (tx) =>
    tx.insert(googleSignIns).values({
      ...kept,
      stateHash: hashSecret(state),
      browserHash: hashSecret(browser),
      expiresAt,
    }),
  );
}

/**
 * Takes a sign-in away, so that it is used once. Another browser than that in which it began neither gets nor spends
 * it: nobody can be signed in by a link of somebody else. Throws `token_invalid`.
 */
export async function takeSignIn(
  ctx: Context,
  { state, browser }: { readonly state: string; readonly browser: string | undefined },
): Promise<GoogleSignInRow> {
  const [taken] = await withAuth(ctx, (tx) =>
    tx
      .delete(googleSignIns)
      .where(
        and(
          eq(googleSignIns.stateHash, hashSecret(state)),
          eq(googleSignIns.browserHash, hashSecret(browser ?? '')),
          gt(googleSignIns.expiresAt, ctx.clock()),
        ),
      )
      .returning(),
  );
  if (taken) return taken;
  throw new ProblemError(
    'token_invalid',
    'This sign-in was used, took more than 10 minutes, or began in another browser. Begin again.',
  );
}

/** The secret of a browser that has begun another sign-in lately, in another tab, or a new one. */
export function browserSecret(cookie: string | undefined): string {
  return cookie !== undefined && /^[\w-]{43}$/.test(cookie) ? cookie : newSignInSecret();
}

/** The cookie that binds sign-ins to a browser; it also comes along when Google sends the browser back. */
export function browserCookie(browser: string, publicUrl: string): string {
  const { protocol, pathname } = new URL(publicUrl);
  const attributes = [
    `${googleSignInCookie}=${browser}`,
    `Path=${pathname.replace(/\/$/, '')}${googleSignInPath}`,
    `Max-Age=${lifeSeconds}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(protocol === 'https:' ? ['Secure'] : []),
  ];
  return attributes.join('; ');
}

function hashSecret(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest();
}

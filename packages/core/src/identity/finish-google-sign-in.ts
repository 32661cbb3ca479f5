import type { GoogleSignInError } from '@elenchus/contracts/identity/google-routes';
import type { GoogleSignInRow } from '@elenchus/db/schema/google-sign-ins';
import { withTenant } from '@elenchus/db/tenant';
import { noOrganization, recordAudit } from '../audit/record-audit.ts';
import type { ServiceContext } from '../platform/context.ts';
import { enterByGoogle } from './enter-by-google.ts';
import { GoogleIdentityError } from './google-identity-port.ts';
import { GoogleRefusal } from './google-refusal.ts';
import { type BrowserRedirect, googleRedirectUri, requireGoogle, takeSignIn } from './google-sign-in.ts';
import type { GoogleEntry } from './join-by-google.ts';
import { withFragment } from './return-address.ts';

type Context = ServiceContext<'db' | 'identity' | 'google'>;

interface Input {
  readonly state: string;
  readonly code?: string | undefined;
  readonly error?: string | undefined;
  readonly iss?: string | undefined;
  /** The cookie, as it came. */
  readonly browser: string | undefined;
}

/**
 * Ends a sign-in that the browser brings back from Google: with a session in the fragment of the address where it
 * began, or with the reason why there is none. Throws `not_found`, and `token_invalid` when that address is not known.
 */
export async function finishGoogleSignIn(call: {
  readonly ctx: Context;
  readonly input: Input;
}): Promise<BrowserRedirect> {
  const { ctx, input } = call;
  requireGoogle(ctx);
  const begun = await takeSignIn(ctx, input);
  const back = (values: Readonly<Record<string, string>>): BrowserRedirect => ({
    location: withFragment(begun.returnTo, values),
    cookies: [],
  });
  try {
    const { session, isPasswordRemoved } = await enter(ctx, begun, input);
    return back({
      accessToken: session.accessToken,
      refreshToken: session.refreshToken,
      tokenType: session.tokenType,
      expiresIn: String(session.expiresIn),
      ...(isPasswordRemoved && { passwordRemoved: 'true' }),
    });
  } catch (error) {
    return back({ error: await tellRefusal(ctx, error) });
  }
}

async function enter(
  ctx: Context,
  { nonce, codeVerifier, invitationHash }: GoogleSignInRow,
  { code, error, iss }: Input,
): Promise<GoogleEntry> {
  if (error === 'access_denied') throw new GoogleRefusal('access_denied');
  if (error !== undefined || code === undefined) throw new GoogleIdentityError('authorization_refused');
  const account = await requireGoogle(ctx).provider.exchange({
    ...{ code, nonce, codeVerifier, issuer: iss },
    redirectUri: googleRedirectUri(ctx.ports.identity.publicUrl),
  });
  return enterByGoogle(ctx, account, invitationHash);
}

/** Notes why nobody was signed in, and gives the code for the page. Throws what is our own fault. */
async function tellRefusal(ctx: Context, error: unknown): Promise<GoogleSignInError> {
  if (error instanceof GoogleIdentityError) {
    ctx.logger.warn('google.failed', { code: error.code });
    return 'provider_failed';
  }
  if (!(error instanceof GoogleRefusal)) throw error;
  const { reason, user } = error;
  if (reason === 'access_denied') return reason;
  const tenant = { ...ctx, organizationId: user?.organizationId ?? noOrganization };
  await withTenant(tenant, (tx) =>
    recordAudit(tenant, tx, {
      action: 'user.sign_in_failed',
      actor: { type: 'anonymous', id: null },
      ...(user && { resource: { type: 'user', id: user.id } }),
      details: { method: 'google', reason },
    }),
  );
  return reason;
}

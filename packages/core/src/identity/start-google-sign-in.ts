import type { ServiceContext } from '../platform/context.ts';
import { GoogleIdentityError } from './google-identity-port.ts';
import {
  type BrowserRedirect,
  browserCookie,
  browserSecret,
  googleRedirectUri,
  keepSignIn,
  newSignInSecret,
  requireGoogle,
} from './google-sign-in.ts';
import { hashMailedToken } from './mailed-token.ts';
import { defaultReturnAddress, requireReturnAddress, withFragment } from './return-address.ts';

/** Begins a sign-in with Google in a browser. Throws `not_found`, `validation_failed` for `returnTo`. */
export async function startGoogleSignIn(call: {
  readonly ctx: ServiceContext<'db' | 'identity' | 'google'>;
  readonly input: {
    readonly returnTo?: string | undefined;
    readonly invitationToken?: string | undefined;
    /** The cookie, as it came. */
    readonly browser: string | undefined;
  };
}): Promise<BrowserRedirect> {
  const { ctx, input } = call;
  const { provider, returnOrigins } = requireGoogle(ctx);
  const { publicUrl } = ctx.ports.identity;
  const returnTo =
    input.returnTo === undefined
      ? defaultReturnAddress(publicUrl)
      : requireReturnAddress(input.returnTo, [new URL(publicUrl).origin, ...returnOrigins]);
  const browser = browserSecret(input.browser);
  const request = {
    state: newSignInSecret(),
    nonce: newSignInSecret(),
    codeVerifier: newSignInSecret(),
  };
  try {
    const location = await provider.authorizationUrl({
      ...request,
      redirectUri: googleRedirectUri(publicUrl),
    });
    const { invitationToken: token } = input;
    const invitationHash = token === undefined ? null : hashMailedToken(token);
    await keepSignIn(ctx, { ...request, browser, returnTo, invitationHash });
    return { location, cookies: [browserCookie(browser, publicUrl)] };
  } catch (error) {
    if (!(error instanceof GoogleIdentityError)) throw error;
    ctx.logger.warn('google.failed', { code: error.code });
    return { location: withFragment(returnTo, { error: 'provider_failed' }), cookies: [] };
  }
}

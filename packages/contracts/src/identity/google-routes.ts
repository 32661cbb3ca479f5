import * as z from 'zod';
import { redirect } from '../platform/redirect.ts';
import { route } from '../platform/route.ts';

/** Where both routes stand; the cookie goes there only. */
export const googleSignInPath = '/api/v1/auth/google';

/** Holds a random value that binds a sign-in to the browser in which it began. */
export const googleSignInCookie = 'elenchus_google_sign_in';

/** Why a sign-in did not succeed, as `error` in the fragment of the address that it returns to. */
export const googleSignInError = z.enum([
  /** The person did not agree. */
  'access_denied',
  /** Google did not answer, or not as it should. */
  'provider_failed',
  /** Google does not say that the address is verified. */
  'email_unverified',
  /** Nobody is registered with the address, and there was no invitation. */
  'no_account',
  'account_disabled',
  /** The account belongs to another Google account, which once had this address. */
  'other_google_account',
  /** The invitation is not valid any more, or is for another address. */
  'token_invalid',
  'quota_exceeded',
]);
export type GoogleSignInError = z.infer<typeof googleSignInError>;

export const startGoogleSignIn = route({
  operation: 'startGoogleSignIn',
  method: 'GET',
  path: googleSignInPath,
  tag: 'Identity',
  summary:
    'Sign in with Google, in a browser; `returnTo` is an address of this server or of an origin in `CORS_ORIGINS`',
  auth: { kind: 'public' },
  rateLimit: 'login',
  cookie: googleSignInCookie,
  query: z.strictObject({
    /** Without it `/app` of this server. */
    returnTo: z.string().min(1).max(2000).optional(),
    /** Joins the organization of the invitation. */
    invitationToken: z.string().min(1).max(512).optional(),
  }),
  success: {
    status: 302,
    description:
      'To Google, with a cookie for this browser; to `returnTo` with `#error=provider_failed` when Google does not answer',
    body: redirect,
  },
  errors: ['not_found'],
});

export const finishGoogleSignIn = route({
  operation: 'finishGoogleSignIn',
  method: 'GET',
  path: `${googleSignInPath}/callback`,
  tag: 'Identity',
  summary:
    'Where Google sends the browser back to. A first sign-in links the account of the verified address; unless an invitation made that account, it ends its sessions and removes its password and API keys, which somebody else may have made',
  auth: { kind: 'public' },
  cookie: googleSignInCookie,
  // Providers add parameters of their own.
  query: z.looseObject({
    state: z.string().min(1).max(512),
    code: z.string().min(1).max(4096).optional(),
    error: z.string().max(512).optional(),
    /** RFC 9207. */
    iss: z.string().max(2000).optional(),
  }),
  success: {
    status: 302,
    description: `To \`returnTo\`, in whose fragment stand \`accessToken\`, \`refreshToken\`, \`tokenType\` and \`expiresIn\`, and \`passwordRemoved=true\` if so; or \`error\`: ${googleSignInError.options.join(', ')}`,
    body: redirect,
  },
  errors: ['not_found', 'token_invalid'],
});

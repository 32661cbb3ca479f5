import * as z from 'zod';
import { email, id, line } from '../platform/fields.ts';
import { listOf, pageQuery } from '../platform/list.ts';
import { route } from '../platform/route.ts';
import {
  organizationExample,
  publicJwkExample,
  sessionExample,
  sessionSummaryExample,
  userExample,
} from './examples.ts';
import { apiKey, organization, publicJwk, session, sessionSummary, user } from './models.ts';

/** A secret that came by mail. */
const mailedToken = z.string().min(1).max(512);

/** A3: 8 or more characters with upper, lower, digit and special; 200 at most bounds the hashing work. */
export const newPassword = z
  .string()
  .min(8, 'must have at least 8 characters')
  .max(200)
  .regex(/\p{Lu}/u, 'must hold an upper-case letter')
  .regex(/\p{Ll}/u, 'must hold a lower-case letter')
  .regex(/\p{Nd}/u, 'must hold a digit')
  .regex(/[^\p{L}\p{Nd}\s]/u, 'must hold a special character');

export const register = route({
  operation: 'register',
  method: 'POST',
  path: '/api/v1/auth/register',
  tag: 'Identity',
  summary:
    'Register a user, who founds an organization and becomes its owner, or joins the one of an invitation',
  auth: { kind: 'public' },
  rateLimit: 'register',
  body: z
    .strictObject({
      email,
      password: newPassword,
      fullName: line(200),
      organizationName: line(200).optional(),
      invitationToken: mailedToken.optional(),
    })
    .refine(
      (body) => body.organizationName !== undefined || body.invitationToken !== undefined,
      'must have organizationName, or the invitationToken of one, which then is joined',
    ),
  success: { status: 201, description: 'Registered and signed in', body: session },
  errors: ['email_taken', 'token_invalid', 'quota_exceeded'],
  example: {
    body: {
      email: 'imogen.ashworth@northgate-legal.example',
      password: 'Correct-Horse-7-Battery',
      fullName: 'Imogen Ashworth',
      organizationName: 'Northgate Legal LLP',
    },
    answer: sessionExample,
  },
});

export const login = route({
  operation: 'login',
  method: 'POST',
  path: '/api/v1/auth/login',
  tag: 'Identity',
  summary: 'Sign in with address and password',
  auth: { kind: 'public' },
  rateLimit: 'login',
  body: z.strictObject({ email, password: z.string().min(1).max(200) }),
  success: { status: 200, description: 'Signed in', body: session },
  errors: ['invalid_credentials', 'account_disabled', 'locked_out'],
  example: {
    body: { email: 'imogen.ashworth@northgate-legal.example', password: 'Correct-Horse-7-Battery' },
    answer: sessionExample,
  },
});

export const refreshSession = route({
  operation: 'refreshSession',
  method: 'POST',
  path: '/api/v1/auth/refresh',
  tag: 'Identity',
  summary:
    'Exchange a refresh token for a new pair; a spent one may be used again for 10 s, later use ends its session',
  auth: { kind: 'public' },
  body: z.strictObject({ refreshToken: z.string().min(1).max(512) }),
  success: { status: 200, description: 'A new pair of tokens', body: session },
  errors: ['unauthenticated'],
  example: { body: { refreshToken: 'q3Zl0mXy6nC2vQ8rT1uW5bD9eF4gH7jK0pL3sA6xE2c' }, answer: sessionExample },
});

export const logout = route({
  operation: 'logout',
  method: 'POST',
  path: '/api/v1/auth/logout',
  tag: 'Identity',
  summary: 'End the session of the access token, and that of a refresh token that is sent along',
  auth: { kind: 'user', role: 'viewer' },
  body: z.strictObject({ refreshToken: z.string().min(1).max(512).optional() }),
  bodyIsOptional: true,
  success: { status: 204, description: 'Signed out' },
  errors: [],
  example: { body: { refreshToken: 'q3Zl0mXy6nC2vQ8rT1uW5bD9eF4gH7jK0pL3sA6xE2c' } },
});

export const changePassword = route({
  operation: 'changePassword',
  method: 'POST',
  path: '/api/v1/auth/password',
  tag: 'Identity',
  summary: 'Change the password; all other sessions end',
  auth: { kind: 'user', role: 'viewer' },
  rateLimit: 'login',
  body: z.strictObject({ currentPassword: z.string().min(1).max(200), newPassword }),
  success: { status: 204, description: 'Changed' },
  errors: ['invalid_credentials', 'locked_out', 'conflict'],
  example: { body: { currentPassword: 'Correct-Horse-7-Battery', newPassword: 'Gentle-Otter-12-Lanterns' } },
});

export const requestPasswordReset = route({
  operation: 'requestPasswordReset',
  method: 'POST',
  path: '/api/v1/auth/password/forgot',
  tag: 'Identity',
  summary: 'Ask for a mail with a link to set a new password; the answer is the same for any address',
  auth: { kind: 'public' },
  rateLimit: 'login',
  body: z.strictObject({ email }),
  success: { status: 202, description: 'A mail is on its way if the address is registered' },
  errors: [],
  example: { body: { email: 'imogen.ashworth@northgate-legal.example' } },
});

export const resetPassword = route({
  operation: 'resetPassword',
  method: 'POST',
  path: '/api/v1/auth/password/reset',
  tag: 'Identity',
  summary: 'Set a new password with the token of the mail; all sessions end',
  auth: { kind: 'public' },
  rateLimit: 'login',
  body: z.strictObject({ token: mailedToken, newPassword }),
  success: { status: 204, description: 'The new password is set' },
  errors: ['token_invalid'],
  example: {
    body: { token: 'Zk1vR8yQ3wL6nB0cX5tM2pJ9dF4hS7gA1eU8iO3rT6E', newPassword: 'Gentle-Otter-12-Lanterns' },
  },
});

export const listSessions = route({
  operation: 'listSessions',
  method: 'GET',
  path: '/api/v1/auth/sessions',
  tag: 'Identity',
  summary: 'List where the user is signed in, newest first',
  auth: { kind: 'user', role: 'viewer' },
  query: z.strictObject(pageQuery),
  success: { status: 200, description: 'A page of sessions', body: listOf(sessionSummary) },
  errors: ['invalid_cursor'],
  example: { answer: { data: [sessionSummaryExample], nextCursor: null } },
});

export const revokeSession = route({
  operation: 'revokeSession',
  method: 'DELETE',
  path: '/api/v1/auth/sessions/{sessionId}',
  tag: 'Identity',
  summary: 'End an own session',
  auth: { kind: 'user', role: 'viewer' },
  params: z.strictObject({ sessionId: id }),
  success: { status: 204, description: 'Ended' },
  errors: ['not_found'],
});

export const getMe = route({
  operation: 'getMe',
  method: 'GET',
  path: '/api/v1/auth/me',
  tag: 'Identity',
  summary: 'Who calls: the signed-in user or the API key, and the organization',
  auth: { kind: 'any', role: 'viewer', scope: 'auth:read' },
  success: {
    status: 200,
    description: 'The user, or null and the API key; the organization',
    body: z.object({ user: user.nullable(), apiKey: apiKey.optional(), organization }),
  },
  errors: [],
  example: { answer: { user: userExample, organization: organizationExample } },
});

/** RFC 7517; holds only public keys. */
export const getJwks = route({
  operation: 'getJwks',
  method: 'GET',
  path: '/.well-known/jwks.json',
  tag: 'Identity',
  summary: 'The public keys that access tokens are signed with',
  auth: { kind: 'public' },
  success: {
    status: 200,
    description: 'A JSON Web Key Set',
    body: z.object({ keys: z.array(publicJwk) }),
  },
  errors: [],
  example: { answer: { keys: [publicJwkExample] } },
});

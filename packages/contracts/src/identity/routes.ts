import * as z from 'zod';
import { email, line } from '../platform/fields.ts';
import { route } from '../platform/route.ts';
import { organization, publicJwk, session, user } from './models.ts';

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
  summary: 'Register a user and found an organization, whose owner the user becomes',
  auth: { kind: 'public' },
  body: z.strictObject({
    email,
    password: newPassword,
    fullName: line(200),
    organizationName: line(200),
  }),
  success: { status: 201, description: 'Registered and signed in', body: session },
  errors: ['email_taken'],
});

export const login = route({
  operation: 'login',
  method: 'POST',
  path: '/api/v1/auth/login',
  tag: 'Identity',
  summary: 'Sign in with address and password',
  auth: { kind: 'public' },
  body: z.strictObject({ email, password: z.string().min(1).max(200) }),
  success: { status: 200, description: 'Signed in', body: session },
  errors: ['invalid_credentials', 'account_disabled'],
});

export const refreshSession = route({
  operation: 'refreshSession',
  method: 'POST',
  path: '/api/v1/auth/refresh',
  tag: 'Identity',
  summary: 'Exchange a refresh token for a new pair; use of a spent one ends its session',
  auth: { kind: 'public' },
  body: z.strictObject({ refreshToken: z.string().min(1).max(512) }),
  success: { status: 200, description: 'A new pair of tokens', body: session },
  errors: ['unauthenticated'],
});

export const getMe = route({
  operation: 'getMe',
  method: 'GET',
  path: '/api/v1/auth/me',
  tag: 'Identity',
  summary: 'The signed-in user and the organization',
  auth: { kind: 'user', role: 'viewer' },
  success: { status: 200, description: 'User and organization', body: z.object({ user, organization }) },
  errors: [],
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
});

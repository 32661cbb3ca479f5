import * as z from 'zod';
import { email, id, largestInt, line, timestamp } from '../platform/fields.ts';
import { listOf, pageQuery } from '../platform/list.ts';
import { role } from '../platform/roles.ts';
import { route } from '../platform/route.ts';
import { scope } from '../platform/scopes.ts';
import { storableJson } from '../platform/storable-json.ts';
import {
  apiKeyExample,
  colleagueExample,
  invitationExample,
  organizationDetailsExample,
  profileExample,
} from './examples.ts';
import {
  apiKey,
  invitation,
  invitationStatus,
  organizationDetails,
  profile,
  quotas,
  user,
} from './models.ts';

/** The version that a change is based on; another one is a conflict. */
const version = z.int().min(1).max(largestInt).optional();
const changesSomething = (body: object) => Object.keys(body).some((field) => field !== 'version');
const mustChange = 'must change something';
const webAddress = z.url({ protocol: /^https$/, error: 'must be an https URL' }).max(2000);

export const getProfile = route({
  operation: 'getProfile',
  method: 'GET',
  path: '/api/v1/users/me',
  tag: 'Users',
  summary: 'Read the own profile and preferences',
  auth: { kind: 'user', role: 'viewer' },
  success: { status: 200, description: 'The profile', body: profile },
  errors: [],
  example: { answer: profileExample },
});

export const updateProfile = route({
  operation: 'updateProfile',
  method: 'PATCH',
  path: '/api/v1/users/me',
  tag: 'Users',
  summary: 'Change the own profile; `preferences` replaces all preferences',
  auth: { kind: 'user', role: 'viewer' },
  takesIfMatch: true,
  body: z
    .strictObject({
      version,
      fullName: line(200).optional(),
      avatarUrl: webAddress.nullable().optional(),
      preferences: storableJson.optional(),
    })
    .refine(changesSomething, mustChange),
  success: { status: 200, description: 'The profile as it is now', body: profile },
  errors: ['conflict'],
  example: {
    body: { fullName: 'Imogen Ashworth-Reid', preferences: { language: 'en-GB', notifyByMail: true } },
    answer: { ...profileExample, fullName: 'Imogen Ashworth-Reid', version: 4 },
  },
});

export const listUsers = route({
  operation: 'listUsers',
  method: 'GET',
  path: '/api/v1/users',
  tag: 'Users',
  summary: 'List the users of the organization, newest first',
  auth: { kind: 'user', role: 'admin' },
  query: z.strictObject({
    ...pageQuery,
    role: role.optional(),
    isActive: z
      .enum(['true', 'false'])
      .transform((value) => value === 'true')
      .optional(),
  }),
  success: { status: 200, description: 'A page of users', body: listOf(user) },
  errors: ['invalid_cursor'],
  example: { answer: { data: [colleagueExample], nextCursor: null } },
});

export const updateUser = route({
  operation: 'updateUser',
  method: 'PATCH',
  path: '/api/v1/users/{userId}',
  tag: 'Users',
  summary:
    'Change the role of a user, or deactivate one, whose sessions, invitations and API keys end; an owner who makes another one the owner becomes an admin',
  auth: { kind: 'user', role: 'admin' },
  takesIfMatch: true,
  params: z.strictObject({ userId: id }),
  body: z
    .strictObject({ version, role: role.optional(), isActive: z.boolean().optional() })
    .refine(changesSomething, mustChange),
  success: { status: 200, description: 'The user as it is now', body: user },
  errors: ['not_found', 'conflict', 'quota_exceeded'],
  example: { body: { role: 'attorney' }, answer: colleagueExample },
});

export const createInvitation = route({
  operation: 'createInvitation',
  method: 'POST',
  path: '/api/v1/invitations',
  tag: 'Users',
  summary: 'Invite somebody by mail; an earlier invitation of the same address ends',
  auth: { kind: 'user', role: 'admin' },
  // The answer tells whether an address is registered.
  rateLimit: 'bulk',
  body: z.strictObject({ email, role: role.exclude(['owner']) }),
  success: { status: 201, description: 'The invitation; its token goes by mail only', body: invitation },
  errors: ['email_taken', 'quota_exceeded'],
  example: {
    body: { email: 'tobias.marlowe@northgate-legal.example', role: 'paralegal' },
    answer: invitationExample,
  },
});

export const listInvitations = route({
  operation: 'listInvitations',
  method: 'GET',
  path: '/api/v1/invitations',
  tag: 'Users',
  summary: 'List invitations, newest first',
  auth: { kind: 'user', role: 'admin' },
  query: z.strictObject({ ...pageQuery, status: invitationStatus.optional() }),
  success: { status: 200, description: 'A page of invitations', body: listOf(invitation) },
  errors: ['invalid_cursor'],
  example: { answer: { data: [invitationExample], nextCursor: null } },
});

export const revokeInvitation = route({
  operation: 'revokeInvitation',
  method: 'DELETE',
  path: '/api/v1/invitations/{invitationId}',
  tag: 'Users',
  summary: 'Take an invitation back',
  auth: { kind: 'user', role: 'admin' },
  params: z.strictObject({ invitationId: id }),
  success: { status: 204, description: 'Taken back' },
  errors: ['not_found', 'conflict'],
});

export const getOrganization = route({
  operation: 'getOrganization',
  method: 'GET',
  path: '/api/v1/organization',
  tag: 'Organization',
  summary: 'Read the organization, its quotas and what it uses of them',
  auth: { kind: 'any', role: 'viewer', scope: 'organization:read' },
  success: { status: 200, description: 'The organization', body: organizationDetails },
  errors: [],
  example: { answer: organizationDetailsExample },
});

export const updateOrganization = route({
  operation: 'updateOrganization',
  method: 'PATCH',
  path: '/api/v1/organization',
  tag: 'Organization',
  summary: 'Change name, settings or quotas; an owner may close the organization with `isActive: false`',
  auth: { kind: 'user', role: 'admin' },
  takesIfMatch: true,
  body: z
    .strictObject({
      version,
      name: line(200).optional(),
      settings: storableJson.optional(),
      quotas: z
        .strictObject({
          users: quotas.shape.users.min(1).max(1_000_000),
          storageBytes: quotas.shape.storageBytes.min(0).max(Number.MAX_SAFE_INTEGER),
        })
        .partial()
        .optional(),
      isActive: z.literal(false).optional(),
    })
    .refine(changesSomething, mustChange),
  success: { status: 200, description: 'The organization as it is now', body: organizationDetails },
  errors: ['conflict'],
  example: {
    body: { name: 'Northgate Legal LLP', settings: { retentionYears: 7 }, quotas: { users: 25 } },
    answer: organizationDetailsExample,
  },
});

export const createApiKey = route({
  operation: 'createApiKey',
  method: 'POST',
  path: '/api/v1/api-keys',
  tag: 'API keys',
  summary: 'Make an API key; its secret is shown this once',
  auth: { kind: 'user', role: 'admin' },
  showsSecret: true,
  body: z.strictObject({
    name: line(100),
    scopes: z.array(scope).min(1).max(50),
    agentType: line(100).nullish(),
    expiresAt: timestamp.nullish(),
  }),
  success: {
    status: 201,
    description: 'The key and its secret',
    body: z.object({ apiKey, secret: z.string() }),
  },
  errors: [],
  example: {
    body: {
      name: 'Intake agent',
      scopes: ['cases:read', 'documents:read', 'documents:write'],
      agentType: 'intake',
      expiresAt: '2027-09-01T00:00:00Z',
    },
    answer: { apiKey: apiKeyExample, secret: 'elk_7Qm2ZtExampleExampleExampleExamplePl4c3' },
  },
});

export const listApiKeys = route({
  operation: 'listApiKeys',
  method: 'GET',
  path: '/api/v1/api-keys',
  tag: 'API keys',
  summary: 'List the API keys that have not been revoked, newest first',
  auth: { kind: 'user', role: 'admin' },
  query: z.strictObject(pageQuery),
  success: { status: 200, description: 'A page of keys', body: listOf(apiKey) },
  errors: ['invalid_cursor'],
  example: { answer: { data: [apiKeyExample], nextCursor: null } },
});

export const revokeApiKey = route({
  operation: 'revokeApiKey',
  method: 'DELETE',
  path: '/api/v1/api-keys/{apiKeyId}',
  tag: 'API keys',
  summary: 'Revoke an API key; from then on it is refused',
  auth: { kind: 'user', role: 'admin' },
  params: z.strictObject({ apiKeyId: id }),
  success: { status: 204, description: 'Revoked' },
  errors: ['not_found'],
});

// Written by `npm run openapi`.
import type * as memberRoutes from '@elenchus/contracts/identity/member-routes';
import type * as routes from '@elenchus/contracts/identity/routes';
import type { Operation } from '../operation.ts';

/** Register a user, who founds an organization and becomes its owner, or joins the one of an invitation. */
export const register: Operation<typeof routes.register> = {
  operation: 'register',
  method: 'POST',
  path: '/api/v1/auth/register',
};

/** Sign in with address and password. */
export const login: Operation<typeof routes.login> = {
  operation: 'login',
  method: 'POST',
  path: '/api/v1/auth/login',
};

/** Exchange a refresh token for a new pair; a spent one may be used again for 10 s, later use ends its session. */
export const refreshSession: Operation<typeof routes.refreshSession> = {
  operation: 'refreshSession',
  method: 'POST',
  path: '/api/v1/auth/refresh',
};

/** End the session of the access token, and that of a refresh token that is sent along. */
export const logout: Operation<typeof routes.logout> = {
  operation: 'logout',
  method: 'POST',
  path: '/api/v1/auth/logout',
};

/** Change the password; all other sessions end. */
export const changePassword: Operation<typeof routes.changePassword> = {
  operation: 'changePassword',
  method: 'POST',
  path: '/api/v1/auth/password',
};

/** Ask for a mail with a link to set a new password; the answer is the same for any address. */
export const requestPasswordReset: Operation<typeof routes.requestPasswordReset> = {
  operation: 'requestPasswordReset',
  method: 'POST',
  path: '/api/v1/auth/password/forgot',
};

/** Set a new password with the token of the mail; all sessions end. */
export const resetPassword: Operation<typeof routes.resetPassword> = {
  operation: 'resetPassword',
  method: 'POST',
  path: '/api/v1/auth/password/reset',
};

/** List where the user is signed in, newest first. */
export const listSessions: Operation<typeof routes.listSessions> = {
  operation: 'listSessions',
  method: 'GET',
  path: '/api/v1/auth/sessions',
};

/** End an own session. */
export const revokeSession: Operation<typeof routes.revokeSession> = {
  operation: 'revokeSession',
  method: 'DELETE',
  path: '/api/v1/auth/sessions/{sessionId}',
};

/** Who calls: the signed-in user or the API key, and the organization. */
export const getMe: Operation<typeof routes.getMe> = {
  operation: 'getMe',
  method: 'GET',
  path: '/api/v1/auth/me',
};

/** The public keys that access tokens are signed with. */
export const getJwks: Operation<typeof routes.getJwks> = {
  operation: 'getJwks',
  method: 'GET',
  path: '/.well-known/jwks.json',
};

/** Read the own profile and preferences. */
export const getProfile: Operation<typeof memberRoutes.getProfile> = {
  operation: 'getProfile',
  method: 'GET',
  path: '/api/v1/users/me',
};

/** Change the own profile; `preferences` replaces all preferences. */
export const updateProfile: Operation<typeof memberRoutes.updateProfile> = {
  operation: 'updateProfile',
  method: 'PATCH',
  path: '/api/v1/users/me',
};

/** List the users of the organization, newest first. */
export const listUsers: Operation<typeof memberRoutes.listUsers> = {
  operation: 'listUsers',
  method: 'GET',
  path: '/api/v1/users',
};

/** Change the role of a user, or deactivate one, whose sessions, invitations and API keys end; an owner who makes another one the owner becomes an admin. */
export const updateUser: Operation<typeof memberRoutes.updateUser> = {
  operation: 'updateUser',
  method: 'PATCH',
  path: '/api/v1/users/{userId}',
};

/** Invite somebody by mail; an earlier invitation of the same address ends. */
export const createInvitation: Operation<typeof memberRoutes.createInvitation> = {
  operation: 'createInvitation',
  method: 'POST',
  path: '/api/v1/invitations',
};

/** List invitations, newest first. */
export const listInvitations: Operation<typeof memberRoutes.listInvitations> = {
  operation: 'listInvitations',
  method: 'GET',
  path: '/api/v1/invitations',
};

/** Take an invitation back. */
export const revokeInvitation: Operation<typeof memberRoutes.revokeInvitation> = {
  operation: 'revokeInvitation',
  method: 'DELETE',
  path: '/api/v1/invitations/{invitationId}',
};

/** Read the organization, its quotas and what it uses of them. */
export const getOrganization: Operation<typeof memberRoutes.getOrganization> = {
  operation: 'getOrganization',
  method: 'GET',
  path: '/api/v1/organization',
};

/** Change name, settings or quotas; an owner may close the organization with `isActive: false`. */
export const updateOrganization: Operation<typeof memberRoutes.updateOrganization> = {
  operation: 'updateOrganization',
  method: 'PATCH',
  path: '/api/v1/organization',
};

/** Make an API key; its secret is shown this once. */
export const createApiKey: Operation<typeof memberRoutes.createApiKey> = {
  operation: 'createApiKey',
  method: 'POST',
  path: '/api/v1/api-keys',
};

/** List the API keys that have not been revoked, newest first. */
export const listApiKeys: Operation<typeof memberRoutes.listApiKeys> = {
  operation: 'listApiKeys',
  method: 'GET',
  path: '/api/v1/api-keys',
};

/** Revoke an API key; from then on it is refused. */
export const revokeApiKey: Operation<typeof memberRoutes.revokeApiKey> = {
  operation: 'revokeApiKey',
  method: 'DELETE',
  path: '/api/v1/api-keys/{apiKeyId}',
};

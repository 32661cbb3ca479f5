import * as google from '@elenchus/contracts/identity/google-routes';
import * as members from '@elenchus/contracts/identity/member-routes';
import * as contracts from '@elenchus/contracts/identity/routes';
import { type FunctionRow, http } from '../function-row.ts';

const schedule = {
  trigger: 'schedule',
  domain: 'identity',
  needs: ['db'],
  memoryMb: 512,
  timeoutSeconds: 300,
} as const;

export const identityFunctions: readonly FunctionRow[] = [
  // argon2id takes 19 MiB and CPU in proportion to the memory setting.
  http('identity', contracts.register, { needs: ['db'], memoryMb: 1024 }),
  http('identity', contracts.login, { needs: ['db'], memoryMb: 1024 }),
  http('identity', contracts.refreshSession, { needs: ['db'] }),
  http('identity', contracts.logout, { needs: ['db'] }),
  http('identity', contracts.changePassword, { needs: ['db', 'queue:mail'], memoryMb: 1024 }),
  http('identity', contracts.requestPasswordReset, { needs: ['db', 'queue:mail'] }),
  http('identity', contracts.resetPassword, { needs: ['db', 'queue:mail'], memoryMb: 1024 }),
  http('identity', contracts.listSessions, { needs: ['db'] }),
  http('identity', contracts.revokeSession, { needs: ['db'] }),
  http('identity', google.startGoogleSignIn, { needs: ['db', 'google', 'internet'] }),
  http('identity', google.finishGoogleSignIn, { needs: ['db', 'google', 'internet'] }),
  http('identity', contracts.getMe, { needs: ['db'] }),
  http('identity', contracts.getJwks, { needs: ['db'] }),
  { ...schedule, operation: 'rotateSigningKeys', schedule: 'rate(1 day)' },
  { ...schedule, operation: 'removeSpentRows', schedule: 'rate(1 hour)' },
  http('identity', members.getProfile, { needs: ['db'] }),
  http('identity', members.updateProfile, { needs: ['db'] }),
  http('identity', members.listUsers, { needs: ['db'] }),
  http('identity', members.updateUser, { needs: ['db'] }),
  http('identity', members.createInvitation, { needs: ['db', 'queue:mail'] }),
  http('identity', members.listInvitations, { needs: ['db'] }),
  http('identity', members.revokeInvitation, { needs: ['db'] }),
  http('identity', members.getOrganization, { needs: ['db'] }),
  http('identity', members.updateOrganization, { needs: ['db'] }),
  http('identity', members.createApiKey, { needs: ['db'] }),
  http('identity', members.listApiKeys, { needs: ['db'] }),
  http('identity', members.revokeApiKey, { needs: ['db'] }),
];

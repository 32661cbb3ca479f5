import type { GoogleSignInError } from '@elenchus/contracts/identity/google-routes';
import type { UserRow } from '@elenchus/db/schema/identity';

/** Why somebody whom Google knows is not signed in. */
export class GoogleRefusal extends Error {
  readonly reason: GoogleSignInError;
  readonly user: Pick<UserRow, 'id' | 'organizationId'> | undefined;

  constructor(reason: GoogleSignInError, user?: Pick<UserRow, 'id' | 'organizationId'>) {
    super(`A sign-in with Google was refused: ${reason}.`);
    this.name = 'GoogleRefusal';
    this.reason = reason;
    this.user = user;
  }
}

import type { Role } from '@elenchus/contracts/platform/roles';
import { ProblemError } from '../platform/errors.ts';

/** What is to become of a user; only what would not be as it is. */
export interface MemberChange {
  readonly role?: Role;
  readonly isActive?: boolean;
}

interface Member {
  readonly id: string;
  readonly role: Role;
  readonly isActive: boolean;
}

/**
 * Who may change whom, so that an organization always has exactly one owner, who is active. Throws `forbidden` and
 * `conflict`.
 */
export function refuseChange(caller: Member, target: Member, { role, isActive }: MemberChange): void {
  if (role === undefined && isActive === undefined) return;
  if (caller.id === target.id) {
    throw new ProblemError(
      'conflict',
      caller.role === 'owner'
        ? 'An owner cannot change the own role or leave; make another user the owner first.'
        : 'Nobody can change the own role or deactivate oneself; ask another admin.',
    );
  }
  if (target.role === 'owner')
    throw new ProblemError('forbidden', 'Only the owner can hand the organization over to somebody.');
  if (role !== 'owner') return;
  if (caller.role !== 'owner')
    throw new ProblemError('forbidden', 'Only the owner can make another user the owner.');
  if (target.isActive && isActive === undefined) return;
  throw new ProblemError('conflict', 'Only an active user can become the owner; reactivate the user first.');
}

import type { Role } from '@elenchus/contracts/platform/roles';
import { composeLetter, type Letter, nameInLetter } from './compose-letter.ts';
import { timeInLetter } from './time-in-letter.ts';

export interface InvitationMailInput {
  readonly organizationName: string;
  readonly inviterName: string;
  readonly role: Role;
  readonly link: string;
  readonly expiresAt: Date;
}

/** The mail that invites somebody into an organization. */
export function invitationMail(input: InvitationMailInput): Letter {
  const organization = nameInLetter(input.organizationName);
  const inviter = nameInLetter(input.inviterName);
  const article = /^[aeiou]/.test(input.role) ? 'an' : 'a';
  return composeLetter({
    subject: `Invitation to ${organization}`,
    before: [`${inviter} invites you to join ${organization} on Elenchus as ${article} ${input.role}.`],
    action: { label: 'Accept the invitation', link: input.link },
    after: [
      `The invitation is good until ${timeInLetter(input.expiresAt)}.`,
      'If you do not know who this is from, ignore this mail; nothing happens then.',
    ],
  });
}

import { composeLetter, type Letter } from './compose-letter.ts';
import { timeInLetter } from './time-in-letter.ts';

export interface PasswordResetMailInput {
  readonly link: string;
  readonly expiresAt: Date;
}

/** The mail with the link that sets a new password. */
export function passwordResetMail({ link, expiresAt }: PasswordResetMailInput): Letter {
  return composeLetter({
    subject: 'Set a new password',
    before: ['Somebody, hopefully you, asked to set a new password for your account on Elenchus.'],
    action: { label: 'Set a new password', link },
    after: [
      `The link works once, until ${timeInLetter(expiresAt)}.`,
      'If it was not you, ignore this mail; your password stays as it is.',
    ],
  });
}

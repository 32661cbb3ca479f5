import { composeLetter, type Letter } from './compose-letter.ts';

/** The notice that a password was changed, to whom it belongs. */
export function passwordChangedMail(): Letter {
  return composeLetter({
    subject: 'Your password was changed',
    before: ['The password of your account on Elenchus was changed.'],
    after: [
      'If it was not you, ask for a new password at once ("Forgotten password") and tell an administrator of your organization.',
    ],
  });
}

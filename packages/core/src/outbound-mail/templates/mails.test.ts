import { expect, it } from 'vitest';
import { invitationMail } from './invitation-mail.ts';
import { passwordChangedMail } from './password-changed-mail.ts';
import { passwordResetMail } from './password-reset-mail.ts';

const link = 'https://app.example/accept?token=a&b=c';
const expiresAt = new Date('2026-12-07T14:05:00Z');

it('invites by name and role, with a link and until when it works', () => {
  const { subject, text, html } = invitationMail({
    organizationName: 'Lovelace & Sons\r\nBcc: x@y.example',
    inviterName: '<b>Ada</b>',
    role: 'attorney',
    link,
    expiresAt,
  });
  expect(subject).toBe('Invitation to Lovelace & Sons Bcc: x@y.example');
  expect(text).toContain('<b>Ada</b> invites you to join Lovelace & Sons Bcc: x@y.example');
  expect(text).toContain('as an attorney');
  expect(text).toContain(`\n${link}\n`);
  expect(text).toContain('7 December 2026 at 14:05 UTC');
  expect(html).toContain('&lt;b&gt;Ada&lt;/b&gt; invites');
  expect(html).toContain('href="https://app.example/accept?token=a&amp;b=c"');
});

it('lets a new password be set, without a name of anybody', () => {
  const { subject, text } = passwordResetMail({ link, expiresAt });
  expect(subject).toBe('Set a new password');
  expect(text).toContain(`\n${link}\n`);
  expect(text).toContain('once, until 7 December 2026 at 14:05 UTC');
});

it('tells of a changed password without a link that could be a false one', () => {
  const { text, html } = passwordChangedMail();
  expect(text).toContain('was changed');
  expect(html).not.toContain('href');
});

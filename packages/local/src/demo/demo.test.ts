import type { Message } from '@elenchus/contracts/conversations/models';
import type { Document } from '@elenchus/contracts/documents/models';
import { newPassword } from '@elenchus/contracts/identity/routes';
import { expect, it } from 'vitest';
import { answerLines } from './ask-question.ts';
import { createProgressDisplay } from './document-progress.ts';
import { newDemoPassword } from './sign-in.ts';

const document = (more: Partial<Document>) =>
  ({
    id: '1',
    fileName: 'lease.pdf',
    status: 'processing',
    progress: 0.5,
    failure: null,
    counts: { pages: 1, chunks: 9 },
    ...more,
  }) as Document;

it('makes passwords that the policy takes, each another one', () => {
  const passwords = Array.from({ length: 50 }, newDemoPassword);
  expect(passwords.every((password) => newPassword.safeParse(password).success)).toBe(true);
  expect(new Set(passwords).size).toBe(50);
});

it('prints a line for each change where there is no terminal', () => {
  const written: string[] = [];
  const show = createProgressDisplay({ write: (text) => written.push(text) });
  show([document({}), document({ id: '2', fileName: 'a.md', status: 'pending', progress: 0 })]);
  show([document({}), document({ id: '2', fileName: 'a.md', status: 'completed', progress: 1 })]);
  show([document({}), document({ id: '2', fileName: 'a.md', status: 'completed', progress: 1 })]);
  expect(written).toEqual([
    '  lease.pdf  [############------------]  50 %  processing\n',
    '  a.md       [------------------------]   0 %  pending\n',
    '  a.md       [########################] 100 %  completed: 1 page, 9 passages\n',
  ]);
});

it('redraws all lines in a terminal', () => {
  const written: string[] = [];
  const show = createProgressDisplay({ isTTY: true, write: (text) => written.push(text) });
  show([document({}), document({ id: '2' })]);
  show([document({}), document({ id: '2', progress: 1 })]);
  expect(written[1]?.replaceAll('\u001b', 'ESC')).toMatch(/^ESC\[2AESC\[2K.* 50 %.*\nESC\[2K.*100 %.*\n$/);
});

it('says why a document failed', () => {
  const written: string[] = [];
  const failure = { code: 'corrupt', message: 'The file is damaged.' } as const;
  createProgressDisplay({ write: (text) => written.push(text) })([document({ status: 'rejected', failure })]);
  expect(written[0]).toContain('rejected: The file is damaged.');
});

it('prints an answer with document, page and the exact words of each source', () => {
  const citation = { marker: '1', fileName: 'agreement.pdf', page: 7, quote: "sixty (60)\ndays' notice" };
  const message = { content: 'Sixty days [1].', citations: [citation] } as unknown as Message;
  expect(answerLines(message)).toEqual([
    '  Sixty days [1].',
    '',
    '  [1] agreement.pdf, page 7: "sixty (60) days\' notice"',
  ]);
});

import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mail } from '@elenchus/core/outbound-mail/mail-sender-port';
import { expect, it, onTestFinished } from 'vitest';
import { OutboxMailSender } from './outbox-mail-sender.ts';

const mail = (id: string, createdAt: string): Mail => ({
  id,
  kind: 'password-reset',
  to: 'ada@firm.example',
  subject: 'Set a new password',
  text: 'https://app.example/reset?token=t',
  html: '<p>t</p>',
  createdAt: new Date(createdAt),
});

async function open() {
  const parent = await mkdtemp(join(tmpdir(), 'elenchus-outbox-'));
  onTestFinished(() => rm(parent, { recursive: true }));
  const folder = join(parent, 'outbox');
  return { folder, parent, sender: new OutboxMailSender({ folder, from: 'Elenchus <mail@localhost>' }) };
}

it('writes each mail into a file of its own that only its owner reads, in the order of time', async () => {
  const { sender, folder } = await open();
  expect(await sender.send(mail('b', '2026-11-30T10:00:00Z'))).toEqual({ providerId: 'outbox-b' });
  await sender.send(mail('a', '2026-11-30T10:00:01Z'));
  const files = (await readdir(folder)).toSorted();
  expect(files).toEqual(['2026-11-30T10-00-00.000Z-b.json', '2026-11-30T10-00-01.000Z-a.json']);
  expect(JSON.parse(await readFile(join(folder, files[0] ?? ''), 'utf8'))).toEqual({
    id: 'b',
    kind: 'password-reset',
    from: 'Elenchus <mail@localhost>',
    to: 'ada@firm.example',
    subject: 'Set a new password',
    text: 'https://app.example/reset?token=t',
    html: '<p>t</p>',
    createdAt: '2026-11-30T10:00:00.000Z',
  });
  const modes = [(await stat(folder)).mode, (await stat(join(folder, files[0] ?? ''))).mode];
  expect(modes.map((mode) => mode & 0o777)).toEqual([0o700, 0o600]);
});

it('knows a repeat, also many at once, and leaves nothing half-written', async () => {
  const { sender, folder } = await open();
  const sends = Array.from({ length: 8 }, () => sender.send(mail('a', '2026-11-30T10:00:00Z')));
  expect(new Set((await Promise.all(sends)).map(({ providerId }) => providerId))).toEqual(
    new Set(['outbox-a']),
  );
  expect(await readdir(folder)).toEqual(['2026-11-30T10-00-00.000Z-a.json']);
});

it('says so when it cannot write', async () => {
  const { sender, parent } = await open();
  await writeFile(join(parent, 'outbox'), 'a file in the way');
  await expect(sender.send(mail('a', '2026-11-30T10:00:00Z'))).rejects.toThrow(/EEXIST|ENOTDIR/);
});

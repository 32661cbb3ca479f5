import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mail } from '@elenchus/core/outbound-mail/mail-sender-port';
import { expect, it, onTestFinished } from 'vitest';
import { ConfigurationError } from '../env.ts';
import { mailSender } from './mail-sender.ts';

const mail: Mail = {
  ...{ id: 'm', kind: 'invitation', to: 'ada@firm.example', subject: 's', text: 't', html: '<p>t</p>' },
  createdAt: new Date(0),
};
const from = 'Elenchus <mail@elenchus.example>';

/** A Resend that takes one key only. */
async function openResend(rightKey: string): Promise<string> {
  const server = createServer((request, response) => {
    const isRight = request.headers.authorization === `Bearer ${rightKey}`;
    response.writeHead(isRight ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isRight ? { id: 'r' } : { statusCode: 401, name: 'invalid_api_key' }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it.each([
  [{}, 'MAIL_PROVIDER'],
  [{ MAIL_PROVIDER: 'post' }, 'MAIL_PROVIDER'],
  [{ MAIL_PROVIDER: 'resend', RESEND_API_KEY: 'k' }, 'MAIL_FROM'],
  [{ MAIL_PROVIDER: 'resend', MAIL_FROM: from }, 'RESEND_API_KEY: this or RESEND_SECRET_ARN'],
  [
    { MAIL_PROVIDER: 'resend', MAIL_FROM: from, RESEND_API_KEY: 'k', RESEND_BASE_URL: 'x' },
    'RESEND_BASE_URL',
  ],
  [{ MAIL_PROVIDER: 'outbox', MAIL_FROM: from }, 'MAIL_OUTBOX_FOLDER'],
])('refuses %j and names what is wrong', (environment, named) => {
  expect(() => mailSender(environment)).toThrow(ConfigurationError);
  expect(() => mailSender(environment)).toThrow(named);
});

it('sends through Resend with the key it is given', async () => {
  const RESEND_BASE_URL = await openResend('k1');
  const environment = { MAIL_PROVIDER: 'resend', MAIL_FROM: from, RESEND_API_KEY: 'k1', RESEND_BASE_URL };
  expect(await mailSender(environment).send(mail)).toEqual({ providerId: 'r' });
});

it('reads the key of a secret once, and again after a fault', async () => {
  const RESEND_BASE_URL = await openResend('new');
  const keys = ['old', 'new', 'never'];
  const asked: string[] = [];
  const sender = mailSender(
    { MAIL_PROVIDER: 'resend', MAIL_FROM: from, RESEND_SECRET_ARN: 'arn:1', RESEND_BASE_URL },
    async (arn) => {
      asked.push(arn);
      return keys.shift() ?? '';
    },
  );
  await expect(sender.send(mail)).rejects.toMatchObject({ code: 'invalid_api_key' });
  expect(await sender.send(mail)).toEqual({ providerId: 'r' });
  expect(await sender.send(mail)).toEqual({ providerId: 'r' });
  expect(asked).toEqual(['arn:1', 'arn:1']);
});

it('puts mails into the folder of the outbox', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-outbox-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const sender = mailSender({ MAIL_PROVIDER: 'outbox', MAIL_FROM: from, MAIL_OUTBOX_FOLDER: folder });
  await sender.send(mail);
  expect(await readdir(folder)).toHaveLength(1);
});

it('lets mails wait where nobody is named to send them', async () => {
  const sending = mailSender({ MAIL_PROVIDER: 'none' }).send(mail);
  await expect(sending).rejects.toMatchObject({ name: 'MailUnavailableError', code: 'no_sender' });
});

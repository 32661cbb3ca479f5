import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Mail,
  MailRefusedError,
  MailUnavailableError,
} from '@elenchus/core/outbound-mail/mail-sender-port';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ResendMailSender } from './resend-mail-sender.ts';

const mail: Mail = {
  id: '0198b1f0-0000-7000-8000-000000000001',
  kind: 'invitation',
  to: 'ada@firm.example',
  subject: 'Invitation',
  text: 'Come in',
  html: '<p>Come in</p>',
  createdAt: new Date(0),
};

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}
type Answer = (response: ServerResponse) => void;

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
const fault = (statusCode: number, name: string, headers?: Record<string, string>) =>
  json(statusCode, { statusCode, name, message: 'ada@firm.example is not right' }, headers);
const taken = json(200, { id: 'r-1' });

/** A Resend that gives these answers, the last one again and again; pauses take no time and are noted. */
async function open(answers: readonly Answer[], timing: { readonly deadlineMs?: number } = {}) {
  const received: Received[] = [];
  const pauses: number[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    received.push({ method, url, headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
    answers[Math.min(received.length, answers.length) - 1]?.(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sender = new ResendMailSender(
    { apiKey: 're_secret', baseUrl, from: 'Elenchus <mail@elenchus.example>' },
    { deadlineMs: 10_000, wait: async (ms) => void pauses.push(ms), ...timing },
  );
  const send = () =>
    sender.send(mail).then(
      () => expect.fail('was sent'),
      (error: MailRefusedError | MailUnavailableError) => error,
    );
  return { sender, send, received, pauses, server };
}

describe('a mail', () => {
  it('goes out as Resend takes it, with its id for the idempotency key', async () => {
    const { sender, received } = await open([taken]);
    expect(await sender.send(mail)).toEqual({ providerId: 'r-1' });
    expect(received).toEqual([
      {
        method: 'POST',
        url: '/emails',
        headers: expect.objectContaining({
          'content-type': 'application/json',
          authorization: 'Bearer re_secret',
          'idempotency-key': mail.id,
        }),
        body: {
          from: 'Elenchus <mail@elenchus.example>',
          to: 'ada@firm.example',
          subject: 'Invitation',
          text: 'Come in',
          html: '<p>Come in</p>',
          tags: [{ name: 'kind', value: 'invitation' }],
        },
      },
    ]);
  });

  it('waits as long as a 429 asks for a short while, under the same key', async () => {
    const limited = fault(429, 'rate_limit_exceeded', { 'retry-after': '1' });
    const { sender, received, pauses } = await open([limited, limited, taken]);
    expect(await sender.send(mail)).toEqual({ providerId: 'r-1' });
    expect(pauses).toEqual([1000, 1000]);
    expect(received.map(({ headers }) => headers['idempotency-key'])).toEqual([mail.id, mail.id, mail.id]);
  });
});

describe('a fault that may pass', () => {
  it.each([
    ['a 429 that asks for long', fault(429, 'daily_quota_exceeded', { 'retry-after': '3600' }), 3_600_000],
    ['a 429 that says nothing', fault(429, 'rate_limit_exceeded'), undefined],
    ['a 429 with an odd header', fault(429, 'rate_limit_exceeded', { 'retry-after': '-1' }), undefined],
    ['a 500', fault(500, 'internal_server_error'), undefined],
    ['a key that is not right', fault(401, 'invalid_api_key'), undefined],
    ['a domain that is not verified', fault(403, 'validation_error'), undefined],
    ['an address of ours that is not right', fault(422, 'invalid_from_address'), undefined],
    ['the same call in flight', fault(409, 'concurrent_idempotent_requests'), undefined],
    ['a page of a proxy', json(502, '<html>Bad gateway</html>'), undefined],
    ['an error without a status', json(503, { message: 'away' }), undefined],
    ['an error that is null', json(503, 'null'), undefined],
    ['malformed JSON', json(200, '{"id":'), undefined],
    ['an answer without an id', json(200, { object: 'email' }), undefined],
  ])('%s is told as such, in one call', async (_, answer, retryAfterMs) => {
    const { send, received } = await open([answer]);
    const error = await send();
    expect(error).toBeInstanceOf(MailUnavailableError);
    expect(error).toMatchObject({ retryAfterMs });
    expect(received).toHaveLength(1);
  });

  it('is told after some short pauses that did not help', async () => {
    const { send, received } = await open([fault(429, 'rate_limit_exceeded', { 'retry-after': '1' })]);
    expect(await send()).toMatchObject({ code: 'rate_limit_exceeded', retryAfterMs: 1000 });
    expect(received).toHaveLength(4);
  });

  it('an answer that does not come ends at the deadline', async () => {
    const { send } = await open([() => undefined], { deadlineMs: 50 });
    const startedAt = performance.now();
    expect(await send()).toMatchObject({ name: 'MailUnavailableError', code: 'timeout' });
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it('an answer that stalls half-way ends there too', async () => {
    const stalled: Answer = (response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":"r-');
    const { send } = await open([stalled], { deadlineMs: 50 });
    expect(await send()).toMatchObject({ name: 'MailUnavailableError', code: 'timeout' });
  });

  it('a connection that is cut or refused is one', async () => {
    const { send, server } = await open([(response) => response.destroy()]);
    expect(await send()).toBeInstanceOf(MailUnavailableError);
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    expect(await send()).toBeInstanceOf(MailUnavailableError);
  });
});

describe('a mail that Resend will not take', () => {
  it.each([
    [422, 'validation_error'],
    [400, 'invalid_parameter'],
    [409, 'invalid_idempotent_request'],
  ])('%i %s is refused, without a word of the answer', async (status, name) => {
    const { send, received } = await open([fault(status, name)]);
    const error = await send();
    expect(error).toBeInstanceOf(MailRefusedError);
    expect(error.code).toBe(name);
    expect(String(error.stack)).not.toContain('ada@firm');
    expect(received).toHaveLength(1);
  });

  it('keeps what it was told out of the code when that is no name', async () => {
    const { send } = await open([json(422, { statusCode: 422, name: 'to ada@firm.example: no' })]);
    expect((await send()).code).toBe('unknown');
  });
});

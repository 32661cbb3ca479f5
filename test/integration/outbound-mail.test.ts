import { dispatchMail } from '@elenchus/core/outbound-mail/dispatch-mail';
import {
  type Mail,
  MailRefusedError,
  type MailSender,
  MailUnavailableError,
} from '@elenchus/core/outbound-mail/mail-sender-port';
import { queueMail } from '@elenchus/core/outbound-mail/queue-mail';
import { reconcileMails } from '@elenchus/core/outbound-mail/reconcile-mails';
import { sendMail } from '@elenchus/core/outbound-mail/send-mail';
import { passwordResetMail } from '@elenchus/core/outbound-mail/templates/password-reset-mail';
import type { ServiceContext, UserContext } from '@elenchus/core/platform/context';
import { type OutboundMailRow, outboundMails } from '@elenchus/db/schema/outbound-mails';
import { withJobs, withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { makeTenant, openTestDatabase } from '../support/tenants.ts';

type Context = UserContext<'db' | 'mailQueue' | 'mailSender'>;

const minuteMs = 60_000;
const letter = passwordResetMail({ link: 'https://app.example/reset?token=secret', expiresAt: new Date(0) });

/** A provider that remembers keys, as Resend does, and what it was asked for. */
function rememberingSender() {
  const sent = new Map<string, Mail>();
  let calls = 0;
  const sender: MailSender = {
    send: async (mail) => {
      calls += 1;
      sent.set(mail.id, sent.get(mail.id) ?? mail);
      return { providerId: `p-${mail.id}` };
    },
  };
  return { sender, sent, calls: () => calls };
}

async function makeContext(mailSender: MailSender): Promise<Context & { readonly queued: string[] }> {
  const ctx = await makeTenant(openTestDatabase());
  const queued: string[] = [];
  const mailQueue = { enqueue: async ({ mailId }: { mailId: string }) => void queued.push(mailId) };
  return { ...ctx, queued, ports: { ...ctx.ports, mailQueue, mailSender } };
}

const makeMail = (ctx: Context, changes: { readonly expiresAt?: Date } = {}) =>
  withTenant(ctx, (tx) =>
    queueMail(ctx, tx, { kind: 'password-reset', to: 'ada@firm.example', letter, ...changes }),
  );

const send = (ctx: Context, mailId: string) =>
  sendMail({ ctx, input: { organizationId: ctx.organizationId, mailId } });

async function readMail(ctx: Context, id: string): Promise<OutboundMailRow> {
  const rows = await withTenant(ctx, (tx) => tx.select().from(outboundMails).where(eq(outboundMails.id, id)));
  return rows[0] ?? expect.fail('no such mail');
}

/** The same context, so many minutes later. */
const later = <C extends ServiceContext<never>>(ctx: C, minutes: number): C => ({
  ...ctx,
  clock: () => new Date(Date.now() + minutes * minuteMs),
});

describe('a mail', () => {
  it('is sent if and only if what asked for it is committed', async () => {
    const { sender, sent } = rememberingSender();
    const ctx = await makeContext(sender);
    let undone = '';
    const rolledBack = withTenant(ctx, async (tx) => {
      undone = await queueMail(ctx, tx, { kind: 'password-reset', to: 'ada@firm.example', letter });
      throw new Error('something else failed');
    });
    await expect(rolledBack).rejects.toThrow('something else');
    await send(ctx, undone);
    expect(sent.size).toBe(0);
    const id = await makeMail(ctx);
    await send(ctx, id);
    expect(sent.get(id)).toMatchObject({ to: 'ada@firm.example', ...letter, createdAt: expect.any(Date) });
  });

  it('keeps neither link nor words once it is sent', async () => {
    const ctx = await makeContext(rememberingSender().sender);
    const id = await makeMail(ctx);
    expect((await readMail(ctx, id)).bodyText).toContain('token=secret');
    await send(ctx, id);
    const row = await readMail(ctx, id);
    expect(row).toMatchObject({ state: 'sent', providerId: `p-${id}`, attempts: 1 });
    expect(JSON.stringify(row)).not.toContain('secret');
  });

  it('is not sent again by a repeated message', async () => {
    const { sender, calls } = rememberingSender();
    const ctx = await makeContext(sender);
    const id = await makeMail(ctx);
    await send(ctx, id);
    const before = await readMail(ctx, id);
    await send(ctx, id);
    expect([calls(), await readMail(ctx, id)]).toEqual([1, before]);
  });

  it('is sent once by many at once', async () => {
    const { sender, sent } = rememberingSender();
    const ctx = await makeContext(sender);
    const id = await makeMail(ctx);
    await Promise.all(Array.from({ length: 8 }, () => send(ctx, id)));
    expect([sent.size, (await readMail(ctx, id)).state]).toEqual([1, 'sent']);
  });

  it('goes out under the same key after a crash between sending and noting it', async () => {
    const { sender, sent, calls } = rememberingSender();
    const ctx = await makeContext(sender);
    const id = await makeMail(ctx);
    const crash: MailSender = {
      send: async (mail) => {
        await sender.send(mail);
        throw new Error('killed');
      },
    };
    await expect(send({ ...ctx, ports: { ...ctx.ports, mailSender: crash } }, id)).rejects.toThrow('killed');
    expect((await readMail(ctx, id)).state).toBe('queued');
    await send(ctx, id);
    expect([calls(), sent.size]).toEqual([2, 1]);
    expect(await readMail(ctx, id)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('waits for another attempt when the provider is away', async () => {
    const ctx = await makeContext({
      send: async () => {
        throw new MailUnavailableError('rate_limit_exceeded', 1000);
      },
    });
    const id = await makeMail(ctx);
    const warn = vi.fn();
    const logger = { ...ctx.logger, warn };
    await expect(send({ ...ctx, logger }, id)).rejects.toBeInstanceOf(MailUnavailableError);
    expect(await readMail(ctx, id)).toMatchObject({ state: 'queued', attempts: 1, failureCode: null });
    expect(warn).toHaveBeenCalledExactlyOnceWith('mail.deferred', {
      mailId: id,
      code: 'rate_limit_exceeded',
      retryAfterMs: 1000,
      attempt: 1,
    });
  });

  it('that is refused for good is given up, and its words go too', async () => {
    const ctx = await makeContext({
      send: async () => {
        throw new MailRefusedError('validation_error');
      },
    });
    const id = await makeMail(ctx);
    await send(ctx, id);
    expect(await readMail(ctx, id)).toMatchObject({
      state: 'failed',
      failureCode: 'validation_error',
      bodyText: null,
      bodyHtml: null,
      sentAt: null,
    });
  });

  it('is not sent when its link has expired, nor when the provider may have forgotten its key', async () => {
    const { sender, calls } = rememberingSender();
    const ctx = await makeContext(sender);
    const outdated = await makeMail(ctx, { expiresAt: new Date(Date.now() + 30 * minuteMs) });
    const old = await makeMail(ctx, { expiresAt: new Date(Date.now() + 7 * 24 * 60 * minuteMs) });
    await send(later(ctx, 31), outdated);
    await send(later(ctx, 24 * 60 - 30), old);
    expect(calls()).toBe(0);
    for (const id of [outdated, old]) {
      expect(await readMail(ctx, id)).toMatchObject({ state: 'failed', failureCode: 'expired' });
    }
  });

  it('of another organization is neither sent nor changed', async () => {
    const { sender, calls } = rememberingSender();
    const mine = await makeContext(sender);
    const foreign = await makeContext(sender);
    const id = await makeMail(foreign);
    await send(mine, id);
    expect([calls(), await readMail(foreign, id)]).toEqual([
      0,
      expect.objectContaining({ state: 'queued', attempts: 0 }),
    ]);
  });

  it.each([
    ['recipient', { to: 'ada@firm.example\nBcc: eve@x.example' }],
    ['subject', { letter: { ...letter, subject: 'Hello\r\nBcc: eve@x.example' } }],
  ])('is refused by the database with a line break in its %s', async (_, changes) => {
    const ctx = await makeContext(rememberingSender().sender);
    const mail = { kind: 'password-reset', to: 'ada@firm.example', letter, ...changes } as const;
    const fault = await withTenant(ctx, (tx) => queueMail(ctx, tx, mail)).then(
      () => expect.fail('was taken'),
      (error: Error) => error.cause,
    );
    expect(fault).toMatchObject({ code: '23514' });
  });
});

it('a dispatch puts the mail on the queue, and only logs when that fails', async () => {
  const ctx = await makeContext(rememberingSender().sender);
  await dispatchMail(ctx, 'm1');
  expect(ctx.queued).toEqual(['m1']);
  const warn = vi.fn();
  const away = { enqueue: () => Promise.reject(new TypeError('no way to the queue')) };
  await dispatchMail(
    { ...ctx, logger: { ...ctx.logger, warn }, ports: { ...ctx.ports, mailQueue: away } },
    'm2',
  );
  expect(warn).toHaveBeenCalledExactlyOnceWith('mail.undispatched', { mailId: 'm2', error: 'TypeError' });
});

describe('the reconciler', () => {
  it('puts a mail on the queue that has waited, and again after the queue has given up', async () => {
    const ctx = await makeContext(rememberingSender().sender);
    const waiting = await makeMail(ctx);
    const done = await makeMail(ctx);
    await send(ctx, done);
    const queuedBy = async (minutes: number) => {
      await reconcileMails({ ctx: later(ctx, minutes) });
      return ctx.queued.filter((id) => id === waiting).length;
    };
    expect([await queuedBy(1), await queuedBy(3), await queuedBy(32), await queuedBy(34)]).toEqual([
      0, 1, 1, 2,
    ]);
    expect(ctx.queued).not.toContain(done);
  });

  it('leaves one due whose message did not get onto the queue', async () => {
    const ctx = await makeContext(rememberingSender().sender);
    const id = await makeMail(ctx);
    const away = { enqueue: () => Promise.reject(new Error('the queue is away')) };
    const error = vi.fn();
    const logger = { ...ctx.logger, error };
    await reconcileMails({ ctx: { ...later(ctx, 3), logger, ports: { ...ctx.ports, mailQueue: away } } });
    expect(error).toHaveBeenCalledWith('reconciler.failed', { error: 'Error' });
    await reconcileMails({ ctx: later(ctx, 4) });
    expect(ctx.queued).toContain(id);
  });

  it('gives up after a day what nobody could send, also twice at once', async () => {
    const ctx = await makeContext(rememberingSender().sender);
    const id = await makeMail(later(ctx, -24 * 60 - 1));
    await Promise.all([reconcileMails({ ctx }), reconcileMails({ ctx })]);
    expect(await readMail(ctx, id)).toMatchObject({
      state: 'failed',
      failureCode: 'expired',
      bodyText: null,
    });
    expect(ctx.queued).not.toContain(id);
  });

  it('moves the others on when one cannot be put on the queue', async () => {
    const ctx = await makeContext(rememberingSender().sender);
    const [first, second] = [await makeMail(ctx), await makeMail(ctx)];
    const taken: string[] = [];
    const mailQueue = {
      enqueue: async ({ mailId }: { mailId: string }) => {
        if (mailId === first) throw new Error('the queue is away');
        taken.push(mailId);
      },
    };
    await reconcileMails({ ctx: { ...later(ctx, 3), ports: { ...ctx.ports, mailQueue } } });
    expect(taken).toContain(second);
  });

  it('sees no words, no address and no key of a mail across tenants', async () => {
    const ctx = await makeContext(rememberingSender().sender);
    for (const column of ['recipient', 'subject', 'bodyText', 'bodyHtml'] as const) {
      const read = withJobs(ctx, (tx) =>
        tx.select({ value: outboundMails[column] }).from(outboundMails).limit(1),
      );
      await expect(read).rejects.toMatchObject({ cause: { code: '42501' } });
    }
  });
});

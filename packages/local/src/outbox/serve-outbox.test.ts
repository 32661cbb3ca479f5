import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOutbox } from './serve-outbox.ts';

const mail = (id: string, second: number) => ({
  id,
  kind: 'password-reset',
  from: 'Elenchus <elenchus@localhost>',
  to: 'ada@firm.example',
  subject: `Set <b>a</b> new password ${id}`,
  text: `Set it:\nhttp://127.0.0.1:4100/reset?token=t&x='1\n<script>alert(1)</script>`,
  html: '<p>Set it</p><script>alert(2)</script>',
  createdAt: `2026-11-30T10:00:0${second}.000Z`,
});

/** The outbox where it stands before an API that answers 404. */
async function open(
  mails: readonly ReturnType<typeof mail>[],
  { host = '127.0.0.1', publicUrl = 'http://127.0.0.1:4100' } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-outbox-'));
  const outbox = createOutbox({ folder, host, publicUrl });
  const server = createServer((request, response) => {
    if (outbox.takes(request)) void outbox.handle(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  for (const one of mails) {
    await writeFile(
      join(folder, `${one.createdAt.replaceAll(':', '-')}-${one.id}.json`),
      JSON.stringify(one),
    );
  }
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/dev/outbox`;
  const read = (accept?: string) => fetch(url, accept === undefined ? {} : { headers: { accept } });
  return { folder, url, port, read };
}

/** `fetch` does not let a caller name the host. */
function statusWith(
  port: number,
  headers: Record<string, string>,
  method = 'GET',
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: '/dev/outbox', method, headers };
    httpRequest(options, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the outbox', () => {
  it('lists the mails as JSON, newest first, and leaves out what is none', async () => {
    const { read, folder } = await open([mail('a', 1), mail('c', 3), mail('b', 2)]);
    await writeFile(join(folder, '2026-11-30T10-00-09.000Z-d.json'), '{"id":');
    await writeFile(join(folder, '2026-11-30T10-00-09.000Z-e.json.x.tmp'), JSON.stringify(mail('e', 9)));
    const response = await read();
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ data: [mail('c', 3), mail('b', 2), mail('a', 1)] });
  });

  it('is empty before the first mail, also without a folder', async () => {
    const { read, folder } = await open([]);
    expect(await (await read()).json()).toEqual({ data: [] });
    expect(await (await read('text/html')).text()).toContain('No mail yet');
    await rm(folder, { recursive: true });
    expect(await (await read()).json()).toEqual({ data: [] });
  });

  it('is a page for browsers, on which nothing of a mail runs', async () => {
    const { read } = await open([mail('a', 1)]);
    const response = await read('text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8');
    const page = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*frame-ancestors 'none'/,
    );
    expect(response.headers.get('content-security-policy')).not.toContain('script-src');
    expect(page).not.toMatch(/<script|<b>/);
    expect(page).toContain('<a href="http://127.0.0.1:4100/reset?token=t&#38;x=&#39;1">');
    expect(page).toContain('&#60;script&#62;alert(2)&#60;/script&#62;');
  });

  it.each([
    ['application/json, text/html;q=0.9', 'application/json'],
    ['text/html, application/json;q=0.9', 'text/html; charset=utf-8'],
    ['text/html;q=0, */*', 'application/json'],
    ['*/*', 'application/json'],
  ])('answers %s with %s', async (accept, type) => {
    const { read } = await open([]);
    expect((await read(accept)).headers.get('content-type')).toBe(type);
  });

  it.each([[{ host: '0.0.0.0' }], [{ publicUrl: 'https://elenchus.example.com' }]])(
    'is not there on a server that others reach: %j',
    async (server) => {
      const { read } = await open([mail('a', 1)], server);
      expect((await read()).status).toBe(404);
    },
  );

  it('shows nothing to a proxy, to another name that leads here, or for another method', async () => {
    const { port } = await open([mail('a', 1)]);
    for (const host of [`localhost:${port}`, `[::1]:${port}`, '127.0.0.1']) {
      expect(await statusWith(port, { host }), host).toBe(200);
    }
    for (const host of [
      `evil.example:${port}`,
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '10.0.0.1',
    ]) {
      expect(await statusWith(port, { host }), host).toBe(404);
    }
    for (const name of ['x-forwarded-for', 'forwarded', 'via']) {
      expect(await statusWith(port, { host: 'localhost', [name]: '203.0.113.1' }), name).toBe(404);
    }
    expect(await statusWith(port, {}, 'POST')).toBe(404);
  });
});

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates, TLSSocket } from 'node:tls';
import { openDatabase, settingsFromUrl } from '@elenchus/db/database';
import { DatabaseUnavailableError } from '@elenchus/db/errors';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { makeCertificate } from '../support/self-signed-certificate.ts';

const trusted = makeCertificate('localhost');
const authorities = getCACertificates();
beforeAll(() => setDefaultCACertificates([...authorities, trusted.cert]));
afterAll(() => setDefaultCACertificates(authorities));

type Certificate = ReturnType<typeof makeCertificate>;

/** Asks for the TLS that a server on a loopback port answers `greeting` to, and speaks with `certificate`. */
async function askOver(certificate: Certificate, greeting: string, host = 'localhost') {
  const database = new URL(inject('loginUrl'));
  const sockets = new Set<Socket>();
  const said: string[] = [];
  const server = createServer(async (socket) => {
    sockets.add(socket.on('error', () => {}));
    const [request]: Buffer[] = await once(socket, 'data');
    said.push(request?.toString('hex') ?? '');
    socket.write(greeting);
    if (!greeting.startsWith('S')) return void socket.on('data', (chunk) => said.push(chunk.toString()));
    const secured = new TLSSocket(socket, { isServer: true, ...certificate }).on('error', () => {});
    const behind = connect(Number(database.port), database.hostname).on('error', () => {});
    secured.pipe(behind).pipe(secured);
    sockets.add(behind);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(database);
  url.hostname = host;
  url.port = String((server.address() as AddressInfo).port);
  url.searchParams.set('sslmode', 'require');
  const { db, close } = openDatabase(settingsFromUrl(url.href, 1), { patienceMs: 0 });
  onTestFinished(async () => {
    await close();
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const answer = await db.execute(sql`select 'encrypted' as state`).then(
    ([row]) => row?.['state'],
    (error: unknown) => error,
  );
  return { answer, said };
}

const refused = (code: string) =>
  expect.objectContaining({
    constructor: DatabaseUnavailableError,
    cause: expect.objectContaining({ code }),
  });

it('a server with a trusted certificate of its name is spoken to, encrypted', async () => {
  const { answer, said } = await askOver(trusted, 'S');
  expect([answer, said]).toEqual(['encrypted', ['0000000804d2162f']]);
});

it('a certificate that nobody vouches for is refused', async () => {
  const { answer } = await askOver(makeCertificate('localhost'), 'S');
  expect(answer).toEqual(refused('DEPTH_ZERO_SELF_SIGNED_CERT'));
});

it('a trusted certificate of another name is refused', async () => {
  const { answer } = await askOver(trusted, 'S', '127.0.0.1');
  expect(answer).toEqual(refused('ERR_TLS_CERT_ALTNAME_INVALID'));
});

it.each([
  ['does not offer TLS', 'N'],
  ['says more than that before the encryption starts', 'SX'],
])('a server that %s is told nothing', async (_, greeting) => {
  const { answer, said } = await askOver(trusted, greeting);
  expect(answer).toEqual(refused('tls_refused'));
  expect(new Set(said)).toEqual(new Set(['0000000804d2162f']));
});

import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** Where a server listens. */
export interface ServerAddress {
  /** A host name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  /** Always with the certificate checked against the host name. */
  readonly tls: boolean;
}

/** With the ten probes, one a second, that Node.js asks of the system, a silent network is noticed after 20 s. */
const KEEP_ALIVE_MS = 10_000;

/** The message by which a client asks for TLS before anything else. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** The server does not speak TLS, or what it says before is not to be trusted. */
export class TlsRefusedError extends Error {
  readonly code = 'tls_refused';
}

/** The network or the server did not answer in time. */
export class ConnectTimeoutError extends Error {
  readonly code = 'connect_timeout';
}

/** Opens a connection to a server, up to where PostgreSQL's protocol starts. */
export async function connectSocket(address: ServerAddress, timeoutMs: number): Promise<Socket> {
  const signal = AbortSignal.timeout(timeoutMs);
  const { host, port } = address;
  const socket = connect(
    host.startsWith('/')
      ? { path: `${host}/.s.PGSQL.${port}` }
      : { host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS },
  );
  surviveErrors(socket);
  try {
    await once(socket, 'connect', { signal });
    return address.tls ? await startTls(socket, host, signal) : socket;
  } catch (error) {
    socket.destroy();
    throw signal.aborted ? new ConnectTimeoutError(`No connection within ${timeoutMs} ms.`) : error;
  }
}

/** The driver's own TLS would stand between it and the guard around the socket. */
async function startTls(socket: Socket, host: string, signal: AbortSignal): Promise<Socket> {
  socket.write(SSL_REQUEST);
  await once(socket, 'readable', { signal });
  const answer: Buffer | null = socket.read();
  // More than the one byte could be words that somebody put into the server's mouth before the encryption starts.
  if (answer?.toString('latin1') !== 'S') throw new TlsRefusedError('The server does not start TLS.');
  // Without `host` the certificate for an address would have to be that of `localhost`.
  const secured = connectTls({ socket, host, ...(isIP(host) === 0 && { servername: host }) });
  surviveErrors(secured);
  await once(secured, 'secureConnect', { signal });
  return secured;
}

/** An error that comes when nobody listens, as a second one after the first, would end the process. */
function surviveErrors(socket: Socket): void {
  socket.on('error', () => {});
}

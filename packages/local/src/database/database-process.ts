import { Backend } from './backend.ts';
import { FolderLockedError, lockFolder } from './folder-lock.ts';
import { openGateway } from './gateway.ts';
import { keepHouse } from './housekeeping.ts';
import { openPGlite } from './open-pglite.ts';
import type { ProcessMessage, ProcessOptions } from './process-protocol.ts';
import { SessionUser } from './session-user.ts';

const HOUSEKEEPING_INTERVAL_MS = 5_000;
const STOP_TIMEOUT_MS = 8_000;

/** The embedded database's own process: gets its options from the parent, serves, and ends with the parent. */
async function main(): Promise<void> {
  const options = JSON.parse(process.argv[2] ?? '') as ProcessOptions;
  // The password comes by IPC, because arguments can be read by everybody on the machine.
  const password = await new Promise<string>((resolve) =>
    process.once('message', (text) => resolve(String(text))),
  );
  const unlock = options.dataDir === 'memory' ? () => {} : lockFolder(options.dataDir);
  const pglite = await openPGlite(options);
  const backend = new Backend(pglite, (message) => {
    process.stderr.write(`embedded database ended: ${message}\n`);
    process.exit(70);
  });
  const user = await SessionUser.find(backend, pglite);
  const gateway = await openGateway({ ...options, backend, user, password });
  const stopHousekeeping = keepHouse(gateway, backend, HOUSEKEEPING_INTERVAL_MS);

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    // Without a clean end the log brings the database back, so it must not keep the folder for ever.
    setTimeout(() => process.exit(71), STOP_TIMEOUT_MS).unref();
    stopHousekeeping();
    await gateway.close();
    await user.becomeSuperuser();
    await pglite.close();
    unlock();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  // Ctrl-C reaches the whole process group; the parent decides when the database ends.
  process.on('SIGINT', () => {});
  process.on('disconnect', stop);
  if (!process.connected) return stop();
  tell({ kind: 'ready', port: gateway.port });
}

function tell(message: ProcessMessage): void {
  process.send?.(message);
}

main().catch((error: unknown) => {
  const { message } = error as Error;
  tell({ kind: 'failed', message, ...(error instanceof FolderLockedError ? { lockedBy: error.pid } : {}) });
  process.exitCode = 1;
  if (process.connected) process.disconnect();
});

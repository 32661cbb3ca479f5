import { Worker } from 'node:worker_threads';

/** Runs in a thread of its own, since a process that is busy inside WebAssembly sees no event. */
const WATCHDOG = `
  const { workerData } = require('node:worker_threads');
  setInterval(() => { if (process.ppid !== workerData.parent) process.kill(process.pid, 'SIGKILL'); }, 500);
`;

/** Makes this process, a worker, end when the one that started it does, also in the middle of its work. */
export function endWithParent(parent: number): void {
  new Worker(WATCHDOG, { eval: true, workerData: { parent } }).unref();
  process.on('disconnect', () => process.exit());
  // Ctrl-C reaches the whole group; the parent decides when its workers end.
  process.on('SIGINT', () => {});
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createObjectStore } from './object-store.ts';

// A store in a process of its own, to be killed or measured: the folder is the argument, the port goes to the parent,
// and every message from there is answered with the largest resident size so far in bytes.
const store = createObjectStore({
  folder: process.argv[2] ?? '',
  buckets: ['documents'],
  credentials: { accessKeyId: 'LOCALACCESSKEY', secretAccessKey: 'a secret for tests only' },
  region: 'eu-central-1',
  clock: () => new Date(),
  onObjectCreated: () => undefined,
});
const server = createServer((request, response) => void store.handle(request, response, ''));
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', () => process.send?.(process.resourceUsage().maxRSS * 1024));
process.on('disconnect', () => process.exit());

import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processUsage } from '@elenchus/adapters/document-parser/process-usage';
import type { ApiClient } from '@elenchus/client/api-client';
import { listDocumentEvents } from '@elenchus/contracts/documents/routes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ended, makeFirm, type TestFile, textFile, upload } from '../support/client.ts';
import {
  callingFiles,
  exhaustingFiles,
  noisePage,
  undrawablePage,
  wearyingText,
} from '../support/hostile-files.ts';
import { processesBelow } from '../support/processes.ts';
import { type Server, startServer } from '../support/start-server.ts';

const scan: TestFile = {
  fileName: 'scan.pdf',
  bytes: new Uint8Array(
    readFileSync(join(import.meta.dirname, '../../packages/local/samples/courier-receipt.pdf')),
  ),
};

let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'elenchus-hostile-'));
  server = await startServer({ dataFolder: folder });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function endsOf(api: ApiClient, ids: readonly string[]): Promise<string[][]> {
  const documents = await Promise.all(ids.map((id) => ended(api, id, 120_000)));
  return documents.map(({ fileName, status, failure }) => [fileName, failure?.code ?? status]);
}

/** The longest that any step took for a document, in milliseconds. */
async function longestStep(api: ApiClient, documentId: string): Promise<number> {
  const { data } = await api.call(listDocumentEvents, { params: { documentId }, query: { limit: '100' } });
  return Math.max(...data.map((event) => event.durationMs ?? Number.POSITIVE_INFINITY));
}

it('files that want all memory or time end within 15 s, and what is uploaded behind them completes', async () => {
  const { api, caseId } = await makeFirm(server.url);
  const hostile = exhaustingFiles();
  const ordinary = Array.from({ length: 4 }, (_, number) =>
    textFile(`ordinary-${number}.txt`, `Lease ${number}. The tenant shall pay the rent monthly.`),
  );
  const ids = await upload(api, caseId, hostile);
  const behind = await upload(api, caseId, ordinary);
  expect(await endsOf(api, behind)).toEqual(ordinary.map(({ fileName }) => [fileName, 'completed']));
  expect(await endsOf(api, ids)).toEqual(hostile.map(({ fileName, ends }) => [fileName, ends]));
  const steps = await Promise.all([...ids, ...behind].map((id) => longestStep(api, id)));
  expect(Math.max(...steps)).toBeLessThan(15_000);
});

it('nothing that a file names is ever fetched', async () => {
  const requests: (string | undefined)[] = [];
  const canary = createServer((request, response) => {
    requests.push(request.url);
    response.end('caught');
  });
  await once(canary.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
  const { api, caseId } = await makeFirm(server.url);
  const files = callingFiles(url);
  const ids = await upload(api, caseId, files);
  expect(await endsOf(api, ids)).toEqual(files.map(({ fileName }) => [fileName, 'completed']));
  expect(requests).toEqual([]);
  // The canary sings when it is asked.
  expect(await (await fetch(`${url}/asked`)).text()).toBe('caught');
  expect(requests).toEqual(['/asked']);
  canary.closeAllConnections();
  canary.close();
});

it('the server answers at once while a long text is searched for what is not there', async () => {
  const { api, caseId } = await makeFirm(server.url);
  const [id = ''] = await upload(api, caseId, [wearyingText()]);
  const work = ended(api, id, 120_000);
  const isDone = work.then(() => true);
  const [bare, withDatabase]: [number[], number[]] = [[], []];
  while (!(await Promise.race([isDone, delay(50, false)]))) {
    bare.push(await timeOf('/no/such/route'));
    withDatabase.push(await timeOf('/health'));
  }
  expect(await work).toMatchObject({ status: 'completed' });
  expect(bare.length).toBeGreaterThan(5);
  expect(Math.max(...bare)).toBeLessThan(1000);
  // All that is stored meanwhile goes through the one session of the embedded database.
  expect(withDatabase.toSorted((one, other) => one - other)[withDatabase.length >> 1]).toBeLessThan(1000);
});

async function timeOf(path: string): Promise<number> {
  const asked = performance.now();
  await (await fetch(`${server.url}${path}`)).text();
  return performance.now() - asked;
}

describe('pages that OCR has to read', () => {
  it('end as what they are, if they show noise or cannot be drawn', async () => {
    const { api, caseId } = await makeFirm(server.url);
    const ids = await upload(api, caseId, [noisePage(200), undrawablePage()]);
    expect(await endsOf(api, ids)).toEqual([
      ['noise-200.pdf', 'no_text'],
      ['undrawable.pdf', 'corrupt'],
    ]);
  });

  it.runIf(existsSync('/proc/self/stat'))('are read anew when their reader is killed', async () => {
    const { api, caseId } = await makeFirm(server.url);
    const [warm = ''] = await upload(api, caseId, [scan]);
    const read = await ended(api, warm);
    expect(read.counts.pagesByOcr).toBe(1);
    const [reader = 0] = processesBelow(server.pid, 'tesseract-worker');
    const idleMs = (await processUsage(reader))?.cpuMs ?? Number.NaN;
    const [id = ''] = await upload(api, caseId, [scan]);
    await expect
      .poll(async () => (await processUsage(reader))?.cpuMs ?? 0, { interval: 5, timeout: 30_000 })
      .toBeGreaterThan(idleMs + 100);
    process.kill(reader, 'SIGKILL');
    expect(await ended(api, id)).toMatchObject({ status: 'completed', counts: read.counts });
    expect(processesBelow(server.pid, 'tesseract-worker')).not.toContain(reader);
  });
});

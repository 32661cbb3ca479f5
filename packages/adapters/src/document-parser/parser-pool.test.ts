import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { ParserPool } from './parser-pool.ts';
import { handmadePdf, inflatingContent, onePage, stream } from './pdf/testing/handmade-pdf.ts';
import { pdfiumWasmPath } from './pdf/testing/pdfium.ts';
import { processUsage } from './process-usage.ts';

const folder = mkdtempSync(join(tmpdir(), 'parser-pool-'));
const workerPath = fileURLToPath(new URL('./parser-worker.ts', import.meta.url));
const options = { workerPath, wasmPath: pdfiumWasmPath };
const pool = new ParserPool(options);
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});

const PRINT = 'BT /F1 12 Tf 72 700 Td (Some text.) Tj ET';

function pdf(name: string, content: Buffer) {
  return file(`${name}.pdf`, content, 'application/pdf');
}

function file(
  name: string,
  content: string | Buffer,
  mediaType: 'application/pdf' | 'text/plain' | 'text/markdown',
) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { path, mediaType } as const;
}

const sound = pdf('sound', onePage(PRINT));

/** `pages` references to one page that is really there. */
function manyPages(pages: number): Buffer {
  return handmadePdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${'3 0 R '.repeat(pages)}] /Count ${pages} >>`,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    stream(PRINT),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]);
}

/** Forms that each draw the next one ten times. */
function formsInForms(depth: number): Buffer {
  const form = (content: string, next: number) =>
    stream(
      content,
      `/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /X ${next} 0 R >> >>`,
    );
  const forms = Array.from({ length: depth }, (_, level) =>
    form('/X Do '.repeat(10), level + 7).toString('latin1'),
  );
  return onePage(`/X Do ${PRINT}`, { objects: [...forms, form('0 0 10 10 re f', 6).toString('latin1')] });
}

const selfDrawing = stream(
  '/X Do /X Do',
  '/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /X 6 0 R >> >>',
).toString('latin1');

test('reads PDF, text and Markdown', async () => {
  const outcomes = await Promise.all([
    pool.parse(sound),
    pool.parse(file('a.txt', 'Plain text', 'text/plain')),
    pool.parse(file('a.md', '# Title', 'text/markdown')),
  ]);
  expect(outcomes).toMatchObject([
    { outcome: 'parsed', extracted: { text: 'Some text.', pages: [{ page: 1, start: 0, end: 10 }] } },
    { outcome: 'parsed', extracted: { text: 'Plain text' } },
    { outcome: 'parsed', extracted: { headings: [{ title: 'Title' }] } },
  ]);
});

test('draws a page, within the same caps', async () => {
  const drawn = await pool.renderPage(sound, 1);
  expect(drawn).toMatchObject({ outcome: 'rendered', image: { widthPixels: 2125, heightPixels: 2750 } });
  expect(drawn.outcome === 'rendered' && Buffer.from(drawn.image.png).toString('latin1', 1, 4)).toBe('PNG');
  expect(await pool.renderPage(sound, 2)).toMatchObject({ outcome: 'rejected', code: 'corrupt' });
  const bomb = pdf('bomb to draw', onePage(inflatingContent(1024, 1)));
  expect(await pool.renderPage(bomb, 1)).toMatchObject({ outcome: 'rejected', code: 'too_complex' });
});

test.each([
  ['content that inflates to 1 GB', () => onePage(inflatingContent(1024, 1)), 'too_complex'],
  ['content that inflates twice to 1 GB', () => onePage(inflatingContent(1024, 2)), 'too_complex'],
  ['20,000 references to one page', () => manyPages(20_000), 'too_complex'],
  ['forms in forms, ten times ten times ten', () => formsInForms(24), 'too_complex'],
  ['a form that draws itself', () => onePage(`/X Do ${PRINT}`, { objects: [selfDrawing] }), 'too_complex'],
  [
    'an image that inflates to 1 GB, on a page with text',
    () =>
      onePage(PRINT, {
        objects: [
          inflatingContent(1024, 1).toString('latin1').replace('<<', '<< /Type /XObject /Subtype /Image'),
        ],
      }),
    'too_complex',
  ],
  [
    'twenty million saved states',
    () => onePage(stream(deflateSync(Buffer.alloc(40_000_000, 'q ')), '/Filter /FlateDecode')),
    'too_complex',
  ],
  [
    'a page tree that contains itself',
    () =>
      handmadePdf([
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 3 >>',
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>',
      ]),
    'corrupt',
  ],
])('%s ends within 15 s, and another file is read meanwhile', async (name, make, code) => {
  const hostile = pdf(`hostile ${name.replace(/\W/g, ' ')}`, make());
  const startedAt = performance.now();
  const [ended, other] = await Promise.all([pool.parse(hostile), pool.parse(sound)]);
  expect(ended).toMatchObject({ outcome: 'rejected', code });
  expect(performance.now() - startedAt).toBeLessThan(15_000);
  expect(other).toMatchObject({ outcome: 'parsed', extracted: { text: 'Some text.' } });
});

test('deeply nested objects do no harm', async () => {
  const nested = onePage(PRINT, { page: `/Foo ${'['.repeat(200_000)}${']'.repeat(200_000)}` });
  expect(await pool.parse(pdf('nested', nested))).toMatchObject({ outcome: 'parsed' });
});

test('a file of many pages gets the time that its pages need', async () => {
  await using tight = closing(
    new ParserPool({ ...options, size: 1, limits: { cpuMs: 1500, cpuPerPageMs: 10 } }),
  );
  const outcome = await tight.pool.parse(pdf('2000 pages', manyPages(2000)));
  expect(outcome).toMatchObject({ outcome: 'parsed' });
});

test('a file that takes too long is given up', async () => {
  await using hurried = closing(
    new ParserPool({ ...options, size: 1, limits: { cpuMs: 50, cpuPerPageMs: 0 } }),
  );
  const outcome = await hurried.pool.parse(pdf('9000 pages', manyPages(9000)));
  expect(outcome).toMatchObject({ outcome: 'rejected', code: 'too_complex' });
  expect(outcome).toHaveProperty('message', expect.stringContaining('longer'));
});

test.each([
  [1, { outcome: 'rejected', code: 'no_text' }],
  [2, { outcome: 'rejected', code: 'too_complex', message: expect.stringContaining('twice') }],
])('a file that crashes %i workers ends as %j', async (crashes, expected) => {
  // Workers may not write files, so they ask here whether it is their turn to crash.
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.end(asked > crashes ? 'live' : 'crash');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const crashing = join(folder, `crashing-${crashes}.mjs`);
  writeFileSync(
    crashing,
    `process.on('message', async () => {
       const answer = await (await fetch('http://127.0.0.1:${port}')).text();
       if (answer === 'crash') process.exit(3);
       process.send({ type: 'done', outcome: { outcome: 'rejected', code: 'no_text', message: '' }, reusable: true });
     });
     process.send({ type: 'ready' });`,
  );
  await using broken = closing(new ParserPool({ ...options, workerPath: crashing, size: 1 }));
  expect(await broken.pool.parse(sound)).toMatchObject(expected);
  expect(asked).toBe(2);
  server.closeAllConnections();
  server.close();
});

test.runIf(existsSync('/proc/self/stat'))(
  'a file whose worker is killed from outside is read anew',
  async () => {
    const before = workersOf(process.pid);
    await using struck = closing(new ParserPool({ ...options, size: 1 }));
    await struck.pool.parse(sound);
    const worker = workersOf(process.pid).find((pid) => !before.includes(pid)) ?? Number.NaN;
    const idleMs = (await processUsage(worker))?.cpuMs ?? Number.NaN;
    const work = struck.pool.parse(pdf('struck', manyPages(9000)));
    await expect
      .poll(async () => (await processUsage(worker))?.cpuMs ?? 0, { interval: 5 })
      .toBeGreaterThan(idleMs + 20);
    process.kill(worker, 'SIGKILL');
    expect(await work).toMatchObject({ outcome: 'parsed' });
    expect(existsSync(`/proc/${worker}`)).toBe(false);
  },
);

test('what is not the fault of the file is thrown', async () => {
  await expect(
    pool.parse({ path: join(folder, 'missing.pdf'), mediaType: 'application/pdf' }),
  ).rejects.toMatchObject({
    code: 'parser_unavailable',
  });
  await using absent = closing(
    new ParserPool({ ...options, workerPath: join(folder, 'no-such-worker.mjs') }),
  );
  await expect(absent.pool.parse(sound)).rejects.toMatchObject({ code: 'parser_unavailable' });
  expect(await pool.parse(sound)).toMatchObject({ outcome: 'parsed' });
});

test('an abort ends the work, whether it runs or waits', async () => {
  await using single = closing(new ParserPool({ ...options, size: 1 }));
  const slow = pdf('slow', manyPages(9000));
  const [running, waiting] = [new AbortController(), new AbortController()];
  const works = [
    single.pool.parse(slow, { signal: running.signal }),
    single.pool.parse(slow, { signal: waiting.signal }),
    single.pool.parse(sound),
  ];
  waiting.abort(new Error('no longer wanted'));
  running.abort(new Error('stopped'));
  const [first, second, third] = await Promise.allSettled(works);
  expect(first).toMatchObject({ status: 'rejected', reason: { message: 'stopped' } });
  expect(second).toMatchObject({ status: 'rejected', reason: { message: 'no longer wanted' } });
  expect(third).toMatchObject({ status: 'fulfilled', value: { outcome: 'parsed' } });
});

test('a closed pool ends its work and takes no more', async () => {
  const closed = new ParserPool({ ...options, size: 1 });
  const works = [closed.parse(pdf('slow', manyPages(9000))), closed.parse(sound)];
  const settled = Promise.allSettled(works);
  await closed.close();
  expect(await settled).toMatchObject([
    { status: 'rejected', reason: { code: 'parser_unavailable' } },
    { status: 'rejected', reason: { code: 'parser_unavailable' } },
  ]);
  await expect(closed.parse(sound)).rejects.toMatchObject({ code: 'parser_unavailable' });
});

test.runIf(existsSync('/proc/self/stat'))('a busy worker ends when its parent is killed', async () => {
  const busy = join(folder, 'parent.mjs');
  const slow = pdf('endless', onePage(inflatingContent(1024, 1)));
  const limits = { memoryBytes: 8 * 2 ** 30, cpuMs: 600_000, cpuPerPageMs: 0, clockFactor: 3 };
  writeFileSync(
    busy,
    `import { WorkerChild } from ${JSON.stringify(new URL('./worker-child.ts', import.meta.url).href)};
     const child = await WorkerChild.start({ path: ${JSON.stringify(workerPath)}, arguments: [${JSON.stringify(pdfiumWasmPath)}] });
     child.work(${JSON.stringify({ type: 'parse', ...slow })}, ${JSON.stringify(limits)});
     console.log(child.pid);`,
  );
  const parent = spawn(process.execPath, [busy], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output] = await once(parent.stdout, 'data');
  const worker = Number(String(output));
  expect(existsSync(`/proc/${worker}`)).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => existsSync(`/proc/${worker}`), { timeout: 5000 }).toBe(false);
});

/** The process ids of the parser's workers that a process has started. */
function workersOf(parent: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        const isChild = new RegExp(`^PPid:\\s+${parent}$`, 'm').test(
          readFileSync(`/proc/${pid}/status`, 'utf8'),
        );
        return isChild && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('parser-worker');
      } catch {
        return false;
      }
    });
}

function closing(pool: ParserPool) {
  return { pool, [Symbol.asyncDispose]: () => pool.close() };
}

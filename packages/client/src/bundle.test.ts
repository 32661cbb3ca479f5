import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { closedUrl, json, serve } from './testing/test-server.ts';

const folder = join(import.meta.dirname, '..');
const example = readFileSync(join(folder, 'examples/first-steps.ts'), 'utf8');

/** Bundles a program as a build for browsers does. */
async function bundle(program: string) {
  const result = await build({
    stdin: { contents: program, resolveDir: folder, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  return { code: result.outputFiles[0]?.text ?? '', inputs: Object.keys(result.metafile.inputs) };
}

/** Runs a bundle where there is nothing but what browsers have; answers what it logs. */
async function run(code: string): Promise<unknown[][]> {
  const logged: unknown[][] = [];
  const context = createContext({
    ...{ fetch, URL, URLSearchParams, Headers, Request, Response, Blob, File, FormData },
    ...{ AbortController, AbortSignal, crypto, setTimeout, clearTimeout },
    console: { log: (...line: unknown[]) => logged.push(line) },
  });
  await runInContext(`(async () => {${code}})()`, context);
  return logged;
}

/** What the example needs of the API and of the object storage. */
function serveExample(): Promise<string> {
  return serve((request, response) => {
    const route = `${request.method} ${request.url}`;
    const page = (cursor: string | null, clientName: string) => ({
      data: [{ clientName }],
      nextCursor: cursor,
    });
    const ticket = (url: string) => ({
      documentId: 'd',
      fileName: 'note.txt',
      url,
      fields: {},
      expiresAt: '',
    });
    const answers: Record<string, () => void> = {
      'POST /api/v1/auth/login': () => json(200, { accessToken: 't' })(response),
      'POST /api/v1/cases': () => json(201, { id: 'c' })(response),
      'GET /api/v1/cases?status=OPEN': () => json(200, page('next', 'Babbage'))(response),
      'GET /api/v1/cases?status=OPEN&cursor=next': () => json(200, page(null, 'Lovelace'))(response),
      'POST /api/v1/documents/uploads': () =>
        json(201, { batchId: 'b', uploads: [ticket(`http://${request.headers.host}/form`)] })(response),
      'POST /form': () => response.writeHead(204).end(),
    };
    const notFound = () => json(404, { code: 'not_found', requestId: 'r' })(response);
    request.resume().on('end', answers[route] ?? notFound);
  });
}

describe('the client', () => {
  it('is small, and consists of its own code only', async () => {
    const client = ['api-client', 'errors', 'upload-files'].map(
      (name) => `export * from './src/${name}.ts';`,
    );
    const { code } = await bundle(client.join('\n'));
    expect(code.length).toBeLessThan(12_000);

    const routes = readdirSync(join(folder, 'src/operations')).map(
      (name, index) => `export * as domain${index} from './src/operations/${name}';`,
    );
    const { code: all, inputs } = await bundle([...client, ...routes].join('\n'));
    expect(inputs.filter((path) => !/^(<stdin>|(packages\/client\/)?src\/[\w/-]+\.ts)$/.test(path))).toEqual(
      [],
    );
    expect(all).not.toMatch(/node:|\brequire\b|\bprocess\b|zod/i);
    expect((all.length - code.length) / all.split('/api/v1/').length).toBeLessThan(150);
  });

  it('does not bring along the routes that a program does not call', async () => {
    const { code } = await bundle(
      `import { listCases } from '@elenchus/client/operations/cases'; console.log(listCases);`,
    );
    expect(code.length).toBeLessThan(150);
  });

  it('runs where there is nothing but what browsers have, as the example shows', async () => {
    const url = await serveExample();
    const { code } = await bundle(example.replace('http://127.0.0.1:4100', url));
    expect(await run(code)).toEqual([
      ['Babbage'],
      ['Lovelace'],
      ['0 of 24 bytes'],
      ['0 of 24 bytes'],
      ['0 of 24 bytes'],
      ['24 of 24 bytes'],
      ['24 of 24 bytes'],
      ['note.txt', 'sent', 'd'],
      [404, 'not_found', 'r'],
    ]);
  });

  it('knows a fault of the network there too', async () => {
    const { code } = await bundle(`
      import { createApiClient } from '@elenchus/client/api-client';
      import { listCases } from '@elenchus/client/operations/cases';
      const client = createApiClient({ baseUrl: '${await closedUrl()}', retry: { attempts: 1 } });
      await client.call(listCases).catch((error) => console.log(error.code));
    `);
    expect(await run(code)).toEqual([['unreachable']]);
  });
});

it('is described with the example', () => {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\`\n`);
});

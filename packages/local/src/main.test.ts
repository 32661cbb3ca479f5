import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

function run(list: string[], environment: Record<string, string> = {}) {
  return new Promise<{ code: number; output: string; errors: string }>((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '', ...environment };
    const child = execFile(process.execPath, [main, ...list], { env }, (_error, output, errors) => {
      resolve({ code: child.exitCode ?? -1, output, errors });
    });
  });
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'main-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it('ends with one clear message when the port is taken, before it touches the data folder', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const data = join(temporaryFolder(), 'data');
  const { code, errors } = await run(['--port', String(port), '--data', data]);
  expect(code).toBe(1);
  expect(errors).toBe(
    `\nElenchus cannot start.\nPort ${port} is in use by another program, perhaps by another Elenchus. Stop it, or take another port: npm start -- --port ${port + 1}\n`,
  );
  expect(existsSync(data)).toBe(false);
});

it('names all faults of the options', async () => {
  const { code, errors } = await run(['--port', 'x'], { ACCESS_TOKEN_MINUTES: 'never' });
  expect(code).toBe(1);
  expect(errors).toBe(
    '\nElenchus cannot start.\n--port must be a whole number\nACCESS_TOKEN_MINUTES must be a whole number\n',
  );
});

it('tells how it is used', async () => {
  const { code, output } = await run(['--help']);
  expect(code).toBe(0);
  expect(output).toContain('--no-demo');
});

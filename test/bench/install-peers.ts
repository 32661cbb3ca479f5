import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;

/** Installs what the benchmarks compare with, unless that is there in the locked versions. Throws when npm fails. */
export async function installPeers(): Promise<void> {
  if (areInstalled()) return;
  console.log('Installing what the benchmarks compare with into test/bench/node_modules (once) ...');
  const npm = spawn('npm', ['ci', '--no-workspaces'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(npm, 'exit');
  if (code !== 0) throw new Error(`npm ci in test/bench ended with ${code}`);
}

function areInstalled(): boolean {
  const { dependencies } = readJson<{ dependencies: Record<string, string> }>('package.json');
  return Object.entries(dependencies).every(([name, version]) => {
    const path = `node_modules/${name}/package.json`;
    return existsSync(join(folder, path)) && readJson<{ version: string }>(path).version === version;
  });
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(folder, path), 'utf8')) as T;
}

// npm run verify: everything that is checked without running the product. Goes on after a failure, so that one run
// shows all that is wrong; ends with `N passed, N failed`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Check {
  readonly name: string;
  /** Script of a tool in node_modules/.bin, or a file of the repository. */
  readonly script: string;
  readonly args: readonly string[];
}

const root = join(import.meta.dirname, '../..');
const synthFolder = mkdtempSync(join(tmpdir(), 'elenchus-synth-'));
const tool = (name: string) => join(root, 'node_modules/.bin', name);

const checks: readonly Check[] = [
  { name: 'format and lint', script: tool('biome'), args: ['ci', '.'] },
  { name: 'types', script: tool('tsc'), args: ['-p', '.'] },
  { name: 'architecture', script: tool('vitest'), args: ['run', 'test/architecture'] },
  { name: 'unused code', script: tool('knip'), args: [] },
  // cdk-nag runs inside the app: a finding without an acknowledged reason fails the synthesis.
  {
    name: 'synth with cdk-nag',
    script: tool('cdk'),
    args: ['synth', '--quiet', '--no-notices', '--output', synthFolder],
  },
  {
    name: 'OpenAPI document and operations of the client are current',
    script: 'functions/openapi/write-document.ts',
    args: ['--check'],
  },
];

/** Runs a check and says whether it passed; what it printed is shown only when it did not. */
async function runCheck({ name, script, args }: Check): Promise<boolean> {
  const startMs = performance.now();
  let output = '';
  let isPassed = false;
  try {
    const child = spawn(
      process.execPath,
      [realpathSync(join(script.startsWith('/') ? '' : root, script)), ...args],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const [code] = await once(child, 'close');
    isPassed = code === 0;
  } catch (error) {
    output += error instanceof Error ? error.message : String(error);
  }
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  if (!isPassed) console.log(`${output.trim()}\n`);
  console.log(`${isPassed ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`);
  return isPassed;
}

let passed = 0;
try {
  for (const check of checks) if (await runCheck(check)) passed += 1;
} finally {
  rmSync(synthFolder, { recursive: true, force: true });
}
const failed = checks.length - passed;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

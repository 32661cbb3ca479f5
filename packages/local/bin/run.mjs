#!/usr/bin/env node
// Starts a file of this repository or one of its tools with the Node.js that the repository brings along:
//   node packages/local/bin/run.mjs <file.ts | file.mjs | tool> [arguments]
// Plain JavaScript without dependencies, because it is what runs before anything is installed.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installDependencies } from './install-dependencies.mjs';

const REQUIRED_NODE_MAJOR = 24;
const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_POLL_MS = 500;
const EXIT_USAGE = 64;
const EXIT_CANNOT_RUN = 126;

const binFolder = dirname(fileURLToPath(import.meta.url));
const root = resolve(binFolder, '../../..');

/** A fault that the reader can mend; its message is all that is printed. */
class StartError extends Error {
  constructor(message, exitCode = EXIT_CANNOT_RUN) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Path of a Node.js that is new enough: the one in node_modules, else the one that runs this. */
function findNode() {
  const bundled = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(bundled)) return bundled;
  if (Number.parseInt(process.versions.node, 10) >= REQUIRED_NODE_MAJOR) return process.execPath;
  throw new StartError(
    `Node.js ${REQUIRED_NODE_MAJOR} is needed, this is ${process.versions.node}, and npm has no build of it for ` +
      `${process.platform}-${process.arch} in this repository. Install it from https://nodejs.org and try again.`,
  );
}

/** The JavaScript file behind a target: a path (seen from the repository, then from `cwd`) or a tool's name. */
function findScript(target, cwd) {
  const isPath = /[/\\]|\.[cm]?[jt]s$/.test(target);
  const candidates = isPath
    ? [resolve(root, target), resolve(cwd, target)]
    : [join(root, 'node_modules', '.bin', target)];
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found === undefined) {
    throw new StartError(`There is no ${isPath ? 'file' : 'tool'} "${target}" in ${root}.`, EXIT_USAGE);
  }
  // The links in .bin point at the script that the package names in its "bin".
  return realpathSync(found);
}

/** Environment of the child: this Node.js and the repository's tools come first on the PATH. */
function childEnvironment(node, cwd) {
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].filter(Boolean);
  return {
    ...process.env,
    PATH: path.join(delimiter),
    INIT_CWD: process.env.INIT_CWD ?? cwd,
    ELENCHUS_END_WITH_PARENT: '1',
  };
}

function exitCodeOf(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

/** npm ends on SIGKILL without telling anyone, and its shell on SIGTERM: then this process gets another parent. */
function onParentGone(callback) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, PARENT_POLL_MS);
  timer.unref();
}

/** Runs the script until it ends and resolves to its exit code (128 + n when signal n ended it). */
function run(node, script, scriptArguments, cwd) {
  const preload = pathToFileURL(join(binFolder, 'end-with-parent.mjs')).href;
  const nodeArguments = ['--disable-warning=ExperimentalWarning', `--import=${preload}`, script];
  return new Promise((resolveExit, reject) => {
    const child = spawn(node, [...nodeArguments, ...scriptArguments], {
      cwd: root,
      env: childEnvironment(node, cwd),
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    // Handling the signals also keeps this process alive until the child has ended.
    for (const signal of FORWARDED_SIGNALS) process.on(signal, () => child.kill(signal));
    onParentGone(() => child.kill('SIGTERM'));
    child.once('error', (error) => reject(new StartError(`Cannot run ${node}: ${error.message}`)));
    child.once('exit', (code, signal) => resolveExit(exitCodeOf(code, signal)));
  });
}

async function main() {
  const [target, ...scriptArguments] = process.argv.slice(2);
  if (target === undefined) throw new StartError('Usage: run.mjs <file or tool> [arguments]', EXIT_USAGE);
  const cwd = process.cwd();
  await installDependencies(root);
  return run(findNode(), findScript(target, cwd), scriptArguments, cwd);
}

try {
  process.exit(await main());
} catch (error) {
  console.error(error instanceof StartError || error?.code === 'INSTALL_FAILED' ? error.message : error);
  process.exit(error?.exitCode ?? 1);
}

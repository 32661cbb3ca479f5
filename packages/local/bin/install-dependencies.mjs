// Installs what package-lock.json names when node_modules does not hold it yet. Plain JavaScript: runs before anything is installed.
import { spawn } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LOCK_POLL_MS = 200;
// Only for a lock whose process number now belongs to someone else; no installation takes that long.
const LOCK_MAX_AGE_MS = 15 * 60_000;

class InstallError extends Error {
  code = 'INSTALL_FAILED';
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Whether node_modules holds what package-lock.json names. npm writes what it installed into
 * node_modules/.package-lock.json as its last step, without the optional packages of other machines.
 */
function isInstalled(root) {
  const wanted = readJson(join(root, 'package-lock.json'));
  if (wanted === undefined) throw new InstallError(`package-lock.json is missing or damaged in ${root}.`);
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (installed === undefined) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    const found = installed[path];
    if (found === undefined) return path === '' || entry.optional === true || entry.peer === true;
    return (
      found.version === entry.version && found.integrity === entry.integrity && found.link === entry.link
    );
  });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Process number in a lock file that somebody still holds, `undefined` for a missing or stale one. */
function holderOf(lockPath) {
  try {
    const pid = Number(readFileSync(lockPath, 'utf8'));
    const ageMs = Date.now() - statSync(lockPath).mtimeMs;
    return pid !== process.pid && isAlive(pid) && ageMs < LOCK_MAX_AGE_MS ? pid : undefined;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Takes the lock or says that somebody else was faster. */
function tryLock(lockPath) {
  const ownPath = `${lockPath}.${process.pid}`;
  writeFileSync(ownPath, String(process.pid));
  try {
    linkSync(ownPath, lockPath);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(ownPath, { force: true });
  }
}

function removeStaleLock(lockPath) {
  const asidePath = `${lockPath}.${process.pid}.stale`;
  try {
    renameSync(lockPath, asidePath);
    // Between the look and the rename another start may have put its own lock there: that one goes back.
    if (holderOf(asidePath) !== undefined) linkSync(asidePath, lockPath);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(asidePath, { force: true });
  }
}

async function takeLock(lockPath) {
  mkdirSync(dirname(lockPath), { recursive: true });
  let isAnnounced = false;
  while (!tryLock(lockPath)) {
    const holder = holderOf(lockPath);
    if (holder === undefined) {
      removeStaleLock(lockPath);
      continue;
    }
    if (!isAnnounced) {
      console.error(`Waiting for process ${holder}, which installs the dependencies (lock: ${lockPath}).`);
      isAnnounced = true;
    }
    await sleep(LOCK_POLL_MS);
  }
}

/** Runs `npm ci`; its process number goes into the lock, since it goes on when this process is killed. */
function runNpm(root, lockPath) {
  const npmScript = process.env.npm_execpath;
  const isNpm = npmScript !== undefined && /npm-cli\.c?js$/.test(npmScript);
  const [command, args] = isNpm ? [process.execPath, [npmScript]] : ['npm', []];
  const npmArguments = [...args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  return new Promise((resolve, reject) => {
    const child = spawn(command, npmArguments, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid !== undefined) writeFileSync(lockPath, String(child.pid));
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    child.once('error', (error) => reject(new InstallError(`Cannot run npm: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new InstallError(`npm ci failed (${signal ?? `exit code ${code}`}):\n${output.trim()}`));
    });
  });
}

/** Brings node_modules in line with package-lock.json; starts that run side by side install once. */
export async function installDependencies(root) {
  if (isInstalled(root)) return;
  const lockPath = join(root, 'build', 'install.lock');
  await takeLock(lockPath);
  try {
    if (isInstalled(root)) return;
    console.error('Installing dependencies (about a minute, once) ...');
    const startMs = Date.now();
    // Without its own record an interrupted installation counts as none.
    rmSync(join(root, 'node_modules', '.package-lock.json'), { force: true });
    await runNpm(root, lockPath);
    console.error(`Dependencies installed in ${Math.round((Date.now() - startMs) / 1000)} s.`);
  } finally {
    rmSync(lockPath, { force: true });
  }
}

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface ProcessUsage {
  readonly residentBytes: number;
  /** Processor time of all threads since the start of the process. */
  readonly cpuMs: number;
}

/** Linux counts processor time for /proc in hundredths of a second on every architecture (USER_HZ). */
const MS_PER_TICK = 10;
const run = promisify(execFile);

/** Memory and processor time of a process, from /proc on Linux, else from ps; undefined once it is gone. */
export async function processUsage(pid: number): Promise<ProcessUsage | undefined> {
  try {
    return process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid);
  } catch {
    return undefined;
  }
}

async function fromProc(pid: number): Promise<ProcessUsage | undefined> {
  const [status, stat] = await Promise.all([
    readFile(`/proc/${pid}/status`, 'utf8'),
    readFile(`/proc/${pid}/stat`, 'utf8'),
  ]);
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kilobytes === undefined) return undefined;
  // The name of the program, in parentheses, may hold blanks: count the fields (proc(5)) from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { residentBytes: Number(kilobytes) * 1024, cpuMs: ticks * MS_PER_TICK };
}

async function fromPs(pid: number): Promise<ProcessUsage | undefined> {
  const { stdout } = await run('ps', ['-o', 'rss=,time=', '-p', String(pid)]);
  const match = /^\s*(\d+)\s+(?:(\d+)-)?([\d:.]+)\s*$/.exec(stdout);
  if (match === null) return undefined;
  const clock = (match[3] ?? '').split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0);
  return { residentBytes: Number(match[1]) * 1024, cpuMs: (Number(match[2] ?? 0) * 86_400 + clock) * 1000 };
}

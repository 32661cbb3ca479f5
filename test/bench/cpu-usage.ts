import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time for /proc in hundredths of a second on every architecture (USER_HZ). */
const ticksPerSecond = 100;

interface ProcessTimes {
  readonly pid: number;
  readonly parent: number;
  /** Of its threads. */
  readonly own: number;
  /** Of its children that have ended. */
  readonly ended: number;
}

/** Processor seconds of all processes under this one, also of those that have ended; 0 without /proc. */
export function childrenCpuSeconds(pid: number): number {
  const processes = listProcesses();
  const under = (parent: number): number =>
    processes
      .filter((each) => each.parent === parent)
      .reduce((sum, each) => sum + each.own + each.ended + under(each.pid), 0);
  const ended = processes.find((each) => each.pid === pid)?.ended ?? 0;
  return (ended + under(pid)) / ticksPerSecond;
}

/** Processor seconds of a process and all under it; null without /proc or when it is not one of this machine. */
export function treeCpuSeconds(pid: number): number | null {
  const root = listProcesses().find((each) => each.pid === pid);
  return root === undefined ? null : root.own / ticksPerSecond + childrenCpuSeconds(pid);
}

/** The parent of a process of this machine whose program has the name; undefined for any other. */
export function parentOf(pid: number, program: string): number | undefined {
  try {
    if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== program) return undefined;
  } catch {
    return undefined;
  }
  return timesOf(pid)?.parent;
}

function listProcesses(): ProcessTimes[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => timesOf(Number(name)) ?? []);
}

function timesOf(pid: number): ProcessTimes | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name of the program, in parentheses, may hold blanks: count the fields (proc(5)) from behind it.
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
    (at) => fields[at] ?? 0,
  );
  return { pid, parent, own: user + system, ended: endedUser + endedSystem };
}

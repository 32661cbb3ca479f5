import { readdirSync, readFileSync } from 'node:fs';

/** Process ids below `ancestor` whose command line holds `words`; needs /proc. */
export function processesBelow(ancestor: number, words: string): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(name)]),
  );
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent === ancestor || (parent !== undefined && parent > 0 && isBelow(parent));
  };
  return [...parents.keys()].filter((pid) => isBelow(pid) && read(`/proc/${pid}/cmdline`).includes(words));
}

function parentOf(pid: string): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

/** Empty for a process that has just ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The state of a process as /proc shows it: R runs, S sleeps, T is stopped. */
export function stateOf(pid: number): string | undefined {
  return /^State:\s+(\w)/m.exec(read(`/proc/${pid}/status`))?.[1];
}

import type { Cloud } from './start-cloud.ts';

/** Writes lines for people; `npm start` prints nothing else. */
export type Print = (line: string) => void;

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const labelWidth = 12;

/** `  label       value`. */
export function aligned(label: string, value: string): string {
  return `  ${label.padEnd(labelWidth)}${value}`;
}

/** Prints each part of the start with the time since its beginning. */
export function startProgress(print: Print, nowMs: () => number) {
  const beganMs = nowMs();
  return {
    part: (name: string) => print(aligned(name, seconds(nowMs() - beganMs))),
    ready({ publicUrl, folder }: Cloud) {
      print('');
      print(aligned('API', publicUrl));
      print(aligned('Docs', `${publicUrl}/docs`));
      print(aligned('Data', folder.path));
      print(aligned('Log', folder.logFile));
      print('');
      print(`Ready in ${seconds(nowMs() - beganMs)}. Ctrl-C stops.`);
    },
  };
}

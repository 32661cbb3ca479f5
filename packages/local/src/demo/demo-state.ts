import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { writeFileDurably } from '../cloud/write-file-durably.ts';

const stateSchema = z.object({
  email: z.string(),
  password: z.string(),
  conversationId: z.string().optional(),
  isFinished: z.boolean().default(false),
});

/** How far the demo has come; what is done is not done again after an interruption. */
export type DemoState = z.infer<typeof stateSchema>;

/** The state on disk; undefined before the first run. */
export function readDemoState(path: string): DemoState | undefined {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export function writeDemoState(path: string, state: DemoState): void {
  writeFileDurably(path, `${JSON.stringify(state, undefined, 2)}\n`, 0o600);
}

import { StatesError } from './states-error.ts';

/** Input and output of a state, a task or an execution: at most 256 KiB of UTF-8 JSON. */
export const maximumDataBytes = 256 * 1024;

/** Throws `States.DataLimitExceeded` when the value is larger than Step Functions carries. */
export function assertWithinDataLimit(value: unknown, what: string): void {
  const text = JSON.stringify(value) ?? 'null';
  if (text.length * 3 <= maximumDataBytes || Buffer.byteLength(text) <= maximumDataBytes) return;
  throw new StatesError(
    'States.DataLimitExceeded',
    `The ${what} has a size exceeding the maximum number of bytes service limit (${maximumDataBytes}).`,
  );
}

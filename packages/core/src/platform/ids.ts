import { v7 } from 'uuid';
import type { IdGenerator } from './context.ts';

/** UUIDv7 (RFC 9562): sorts by the time of its making. */
export const newUuid: IdGenerator = () => v7();

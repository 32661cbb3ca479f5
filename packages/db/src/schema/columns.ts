import { customType, timestamp } from 'drizzle-orm/pg-core';

/** `bytea` as bytes. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/** `timestamptz` as a `Date`. */
export const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

import type { Database } from '@elenchus/db/database';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';

/** The rows of a statement, each as its values in order. */
export type Answers = (statement: string) => readonly (readonly unknown[])[];

/**
 * drizzle as functions use it, over a driver that answers every statement at once: what is left of the cost of SQL is
 * that of making the statement and reading its rows.
 */
export function answeringDatabase(answers: Answers): Database {
  const client = {
    options: { parsers: {}, serializers: {} },
    unsafe(statement: string) {
      const rows = answers(statement);
      return Object.assign(Promise.resolve(rows), { values: () => Promise.resolve(rows) });
    },
    begin: <T>(work: (transaction: unknown) => Promise<T>) => work(client),
  };
  return drizzle(client as unknown as Sql);
}

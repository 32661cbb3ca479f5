import type { TestProject } from 'vitest/node';
import { startMigratedDatabase } from './migrated-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** As the owner, for looking at everything. */
    ownerUrl: string;
    /** As the login role, as functions connect. */
    loginUrl: string;
  }
}

/** One migrated database for all tests, which keep apart by organizations of their own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { ownerUrl, loginUrl, stop } = await startMigratedDatabase();
  project.provide('ownerUrl', ownerUrl);
  project.provide('loginUrl', loginUrl);
  return stop;
}

import { defineConfig } from 'vitest/config';

const shared = {
  expect: { requireAssertions: true },
  testTimeout: 30_000,
  hookTimeout: 60_000,
  pool: 'forks',
} as const;

export default defineConfig({
  test: {
    // One process a core; the default leaves one core idle.
    maxWorkers: '100%',
    projects: [
      {
        // Rules and parts, each by itself.
        test: {
          ...shared,
          name: 'unit',
          include: [
            '{packages,functions,infra}/**/*.test.ts',
            'test/{architecture,infra,openapi,support,real-data}/**/*.test.ts',
          ],
        },
      },
      {
        // Services on a migrated database.
        test: {
          ...shared,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/support/global-database.ts'],
        },
      },
      {
        // The whole product over HTTP, as `npm start` runs it.
        test: {
          ...shared,
          name: 'api',
          include: ['test/api/**/*.test.ts'],
          globalSetup: ['test/support/global-cloud.ts'],
          setupFiles: ['test/openapi/check-answers.setup.ts'],
          testTimeout: 120_000,
        },
      },
      {
        // What needs a server of its own: crashes, restarts, a whole set of contracts.
        test: {
          ...shared,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          setupFiles: ['test/openapi/check-answers.setup.ts'],
          testTimeout: 240_000,
        },
      },
    ],
  },
});

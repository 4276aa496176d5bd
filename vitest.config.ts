import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const TEST_TIMEOUT_MS = 30_000;

export default defineConfig({
  test: {
    globalSetup: ['test/support/template.ts'],
    // One more than usual on a small machine: tests wait for the database and the browser half of their time.
    maxWorkers: availableParallelism(),
    // The server is read once by each worker, and every file opens a database of its own: what lives as long as the process
    // is kept by workspace, and what is registered twice stands once.
    isolate: false,
    testTimeout: TEST_TIMEOUT_MS,
    hookTimeout: TEST_TIMEOUT_MS,
    include: ['server/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'snippet/**/*.test.ts', 'test/**/*.test.ts'],
  },
});

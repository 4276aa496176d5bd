import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const TEST_TIMEOUT_MS = 30_000;

export default defineConfig({
  test: {
    globalSetup: ['test/support/template.ts'],
    // One more than usual on a small machine: tests wait for the database and the browser half of their time.
    maxWorkers: availableParallelism(),
    testTimeout: TEST_TIMEOUT_MS,
    hookTimeout: TEST_TIMEOUT_MS,
    include: ['server/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'snippet/**/*.test.ts', 'test/**/*.test.ts'],
  },
});

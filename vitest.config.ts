import { defineConfig } from 'vitest/config';

const TEST_TIMEOUT_MS = 30_000;

export default defineConfig({
  test: {
    globalSetup: ['test/support/template.ts'],
    testTimeout: TEST_TIMEOUT_MS,
    hookTimeout: TEST_TIMEOUT_MS,
    include: ['server/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'snippet/**/*.test.ts', 'test/**/*.test.ts'],
  },
});

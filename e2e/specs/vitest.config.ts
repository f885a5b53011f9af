import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** End-to-end specs: they run the built app (`npm run build`) and are kept out of the unit run. */
export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '../..'),
    include: ['e2e/{specs,launch}/**/*.spec.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});

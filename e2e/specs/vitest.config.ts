import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * End-to-end specs: they run the built app (`npm run build`) and are kept out of the unit run. Each file has an app, a
 * profile and networks of its own; two at a time, because most of what they do is wait, and making keys wants half a
 * gigabyte and a processor to itself.
 */
export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '../..'),
    include: ['e2e/{specs,launch}/**/*.spec.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{assets,wallet-core,chains,electron,renderer,e2e}/**/*.test.{ts,tsx}'],
    exclude: ['e2e/specs/**', '**/node_modules/**'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
  },
});

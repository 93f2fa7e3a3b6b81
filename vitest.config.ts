import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // Starting a process and loading the sources costs more than most files do. A test that changes a module's state resets it.
    isolate: false,
    // Many tests wait for processes of their own: one worker more than there are cores took 4.4 minutes in place of 7.1.
    maxWorkers: availableParallelism() + 1,
    // Node runs the sources as they are.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    globalSetup: ['test/_internal/compileCache.ts'],
    testTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'spec/**/*.ts'],
      exclude: ['**/*.generated.ts', '**/assembly/**'],
      reporter: ['text-summary', 'lcov'],
      thresholds: { lines: 95 },
    },
  },
});

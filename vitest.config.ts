import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Generous: a slow machine is no failure, and no test waits for time to pass.
  test: { include: ['tests/**/*.test.ts'], testTimeout: 60_000 },
});

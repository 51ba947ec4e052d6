import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['e2e/clients/*.test.ts'],
    globalSetup: 'e2e/clients/testing/global-setup.ts',
    // They share one service, and each client may take all cores.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: 'verbose',
  },
})

import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const shared = fileURLToPath(new URL('./shared/src/', import.meta.url))

/** Tests read the sources of `shared`, so that no build has to run before them. */
export default defineConfig({
  resolve: { alias: [{ find: /^@greenlight\/shared\/(.*)$/, replacement: `${shared}$1.ts` }] },
  test: {
    include: ['shared/src/**/*.test.ts', 'server/src/**/*.test.ts', 'extension/src/**/*.test.ts', 'scripts/**/*.test.ts'],
    testTimeout: 20_000,
  },
})

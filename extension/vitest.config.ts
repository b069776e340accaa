import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const shared = fileURLToPath(new URL('../shared/src/', import.meta.url))

/** The panel's tests: `*.test.ts` need no compiler and run from the root as well; `*.spec.ts` mount components. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [vue()],
  resolve: { alias: [{ find: /^@greenlight\/shared\/(.*)$/, replacement: `${shared}$1.ts` }] },
  test: { include: ['src/**/*.{test,spec}.ts'], testTimeout: 20_000 },
})

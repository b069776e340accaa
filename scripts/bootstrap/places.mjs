import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Absolute path of the clone, without a slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]+$/, '')

/** Absolute path of something in the clone: `inRoot('server/dist/cli.js')`. */
export const inRoot = (path, base = root) => join(base, ...path.split('/'))

/** Entry points of the tools, run by Node itself: no shell, no `.cmd`, no shebang. */
export const tools = {
  depcruise: 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
  eslint: 'node_modules/eslint/bin/eslint.js',
  knip: 'node_modules/knip/bin/knip.js',
  playwright: 'node_modules/@playwright/test/cli.js',
  tsc: 'node_modules/typescript/bin/tsc',
  vite: 'node_modules/vite/bin/vite.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  vueTsc: 'node_modules/vue-tsc/bin/vue-tsc.js',
}

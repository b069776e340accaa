import { spawnSync } from 'node:child_process'
import { sourceRoot } from './places.mjs'

/** Tests that kill a whole program at random moments: a few times in every test run, here as often as is promised. */
const tests = [
  { file: 'server/src/main/transfers/killed-download.test.ts', env: { GREENLIGHT_KILLS: '100' } },
  { file: 'server/src/main/model-indexer/killed-scan.test.ts', env: { GREENLIGHT_KILLS: '50' } },
  { file: 'server/src/adapters/uv/effects/killed.test.ts', env: { GREENLIGHT_KILLS: '7' } },
  { file: 'server/src/main/plans/killed-sidecar.test.ts', env: { GREENLIGHT_SIDECAR_KILLS: '50' } },
]

/** Runs them one after the other; answers whether all passed. */
export function runKillTests() {
  const ended = tests.map(({ file, env }) => spawnSync('npx', ['vitest', 'run', file], { cwd: sourceRoot, env: { ...process.env, ...env }, stdio: 'inherit', shell: process.platform === 'win32' }).status)
  return ended.every((status) => status === 0)
}

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { whyNotTraced } from './tracer.mjs'

const program = fileURLToPath(new URL('./run.mjs', import.meta.url))
const why: string | null = whyNotTraced()

it.skipIf(why !== null)(`a kill at any system call leaves before or after, never between${why === null ? '' : ` (not run: ${why})`}`, { timeout: 180_000 }, () => {
  const ran = spawnSync(process.execPath, [program, '--quick', '--json'], { encoding: 'utf8' })
  const { violations, kills, faults, second } = JSON.parse(ran.stdout)
  expect(violations).toEqual([])
  expect(Math.min(kills, faults, second)).toBeGreaterThan(0)
  expect(ran.status).toBe(0)
})

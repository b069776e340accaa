import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { plant } from './bundle.mjs'
import { mutations } from './mutations.mjs'
import { sourceRoot } from './places.mjs'
import { whyNotTraced } from './tracer.mjs'

const program = fileURLToPath(new URL('./run.mjs', import.meta.url))
const why: string | null = whyNotTraced()
const unless = why === null ? '' : ` (not run: ${why})`
const run = (...words: readonly string[]) => {
  const { status, stdout } = spawnSync(process.execPath, [program, ...words, '--json'], { encoding: 'utf8' })
  return { status, said: JSON.parse(stdout) }
}

it.skipIf(why !== null)(`a kill at any system call leaves before or after, never between${unless}`, { timeout: 180_000 }, () => {
  const { status, said } = run('--quick')
  expect(said.violations).toEqual([])
  expect(Math.min(said.kills, said.faults, said.cuts, said.power, said.second)).toBeGreaterThan(0)
  expect(status).toBe(0)
})

it.skipIf(why !== null)(`a planted fault is found${unless}`, { timeout: 60_000 }, () => {
  const { status, said } = run('--mutation', 'what is done is done again', '--only', 'download and place', '--act', 'apply')
  expect(said).toMatchObject([{ found: 'quick', by: expect.stringContaining('intent where the effect is done') }])
  expect(status).toBe(0)
})

it.each(mutations)('a planted fault has its place: $name', (mutation) => {
  const text = readFileSync(join(sourceRoot, 'server', 'src', mutation.file), 'utf8')
  expect(plant(text, mutation)).not.toBe(text)
})

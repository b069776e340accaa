import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median } from './measure.mjs'

const child = fileURLToPath(new URL('./catalogue-child.mjs', import.meta.url))
const run = (...args) => Number(execFileSync(process.execPath, [child, ...args], { encoding: 'utf8' }))

/** Medians of fresh processes, run in turn so that a busy machine slows all of them alike. `before` runs ahead of each. */
export function coldRuns(kinds, times) {
  const taken = kinds.map(() => [])
  for (let at = 0; at < times; at += 1) {
    for (const [index, { args, before }] of kinds.entries()) {
      before?.()
      taken[index].push(run(...args))
    }
  }
  return taken.map(median)
}

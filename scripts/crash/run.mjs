import { parseArgs } from 'node:util'
import { bundleWorld } from './bundle.mjs'
import { densities, runMatrix, tasksOf } from './matrix.mjs'
import { runKillTests } from './kill-tests.mjs'
import { runMutations } from './run-mutations.mjs'
import { sayTable, sumOf } from './say-table.mjs'
import { whyNotTraced } from './tracer.mjs'

/**
 * The crash matrix (reliability-security.md 4.3): every kind of action, its undo, the undo of that and a cancel in the middle, killed at its system calls, disturbed by
 * faults, robbed of what was not synced, killed again while it recovers; afterwards all must be before or after. `--quick`: a few hundred points within a minute; `--full`:
 * every point. `--only KIND`, `--act apply|undo|cancel|redo`, `--seconds N`, `--json`. `--mutate`, `--mutation NAME`: plants faults in copies of the program and shows that each is
 * found. `--kills`: the tests that kill whole programs at random moments, as often as is promised. Exit status: 0 no violation (every fault found), 1 some, 3 it could not be run here.
 */
const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, full: { type: 'boolean' }, json: { type: 'boolean' }, only: { type: 'string' }, act: { type: 'string' }, seconds: { type: 'string' }, mutate: { type: 'boolean' }, mutation: { type: 'string' }, kills: { type: 'boolean' } },
})

const why = whyNotTraced()
if (why !== null) {
  console.log(options.json ? JSON.stringify({ notRun: why }) : `crash matrix: not run, ${why}`)
  process.exit(3)
}

if (options.mutate || options.mutation !== undefined) process.exit((await runMutations(options)) ? 0 : 1)

if (options.kills) process.exit(runKillTests() ? 0 : 1)

const density = options.full ? densities.full : options.quick ? densities.quick : densities.middle
const begun = performance.now()
const late = () => performance.now() - begun > 1000 * Number(options.seconds ?? density.seconds)
const tell = (row) => options.json || console.error(`${row.act} ${row.name}: ${row.kills + row.faults + row.cuts + row.power + row.second} points, ${row.violations.length} violations`)
const bundle = await bundleWorld()
const tasks = tasksOf(options)
const rows = await runMatrix(bundle, tasks, { density, late, tell }).finally(bundle.remove)
const total = { ...sumOf(rows), left: tasks.length }
console.log(options.json ? JSON.stringify(total) : sayTable(rows, total, (performance.now() - begun) / 1000))
process.exit(total.violations.length > 0 ? 1 : 0)

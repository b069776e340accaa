import { parseArgs } from 'node:util'
import { bundleWorld } from './bundle.mjs'
import { openLane } from './lane.mjs'
import { sayTable } from './say-table.mjs'
import { scenarios } from './scenarios.mjs'
import { whyNotTraced } from './tracer.mjs'
import { tryKind } from './try-kind.mjs'

/**
 * The crash matrix (reliability-security.md 4.3): every kind of action and its undo, killed at its system calls, disturbed by faults, killed again while it
 * recovers; afterwards all must be before or after. `--quick`: a few hundred points within a minute; `--full`: every point. `--only KIND`; `--json`.
 * Exit status: 0 no violation, 1 some, 3 it could not be run here.
 */
const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, full: { type: 'boolean' }, json: { type: 'boolean' }, only: { type: 'string' }, seconds: { type: 'string' } } })

const why = whyNotTraced()
if (why !== null) {
  console.log(options.json ? JSON.stringify({ notRun: why }) : `crash matrix: not run, ${why}`)
  process.exit(3)
}

/** One of so many points is taken; `second`: of so many crashes, one is killed again at one of so many points of its recovery. */
const density = options.full
  ? { kill: 1, fault: 3, cuts: 1, second: { crash: 8, point: 3 }, seconds: 7200 }
  : options.quick
    ? { kill: 24, fault: 72, cuts: 15, second: { crash: 256, point: 24 }, seconds: 50 }
    : { kill: 2, fault: 10, cuts: 2, second: { crash: 32, point: 4 }, seconds: 1800 }
const begun = performance.now()
const late = () => performance.now() - begun > 1000 * Number(options.seconds ?? density.seconds)

const bundle = await bundleWorld()
const { openCrashWorld } = await import(bundle.file)
const lanes = [openLane(bundle.file, openCrashWorld), openLane(bundle.file, openCrashWorld)]
/** Those that contain most of the others come first, in case that the time is short. */
const first = ['several groups', 'update a pack', 'move a pack to another volume', 'download over a broken file', 'disable a pack', 'install a pack', 'copy of a workflow']
const tasks = [...first, ...Object.keys(scenarios).filter((name) => !first.includes(name))]
  .filter((name) => options.only === undefined || name === options.only)
  .flatMap((name) => [{ name, act: 'apply' }, { name, act: 'undo' }])
const rows = []
const work = async (lane) => {
  for (let task = tasks.shift(); task !== undefined && !late(); task = tasks.shift()) {
    const row = await tryKind(lane, task, density, late)
    rows.push(row)
    if (!options.json) console.error(`${task.act} ${task.name}: ${row.kills + row.faults + row.cuts + row.second} points, ${row.violations.length} violations`)
  }
}
try {
  await Promise.all(lanes.map(work))
} finally {
  await Promise.all(lanes.map((lane) => lane.close()))
  bundle.remove()
}
const sum = (name) => rows.reduce((all, row) => all + row[name], 0)
const total = { kinds: rows.length, left: tasks.length, kills: sum('kills'), faults: sum('faults'), cuts: sum('cuts'), second: sum('second'), violations: rows.flatMap((row) => row.violations) }
console.log(options.json ? JSON.stringify(total) : sayTable(rows, total, (performance.now() - begun) / 1000))
process.exit(total.violations.length > 0 ? 1 : 0)

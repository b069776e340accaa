import { bundleWorld } from './bundle.mjs'
import { densities, runMatrix, tasksOf } from './matrix.mjs'
import { mutations } from './mutations.mjs'
import { sayLines } from './say-table.mjs'

/** Plants one fault after the other in a copy of the program and lets the matrix look for it, quickly and then thoroughly; prints a table. Answers whether all were found. */
export async function runMutations({ mutation: wanted, only, act, json }) {
  const rows = []
  for (const mutation of mutations.filter(({ name }) => wanted === undefined || name === wanted)) {
    const begun = performance.now()
    const found = (await look(mutation, 'quick', { only, act })) ?? (await look(mutation, 'middle', { only, act }))
    rows.push({ name: mutation.name, found: found?.run ?? null, by: found?.says ?? null, seconds: (performance.now() - begun) / 1000 })
    if (!json) console.error(`${mutation.name}: ${found?.says ?? 'NOT FOUND'}`)
  }
  const missed = rows.filter(({ found }) => found === null)
  const lines = rows.map(({ name, found, by, seconds }) => [name, found ?? 'not found', `${seconds.toFixed(0)} s`, ` ${by?.slice(0, 110) ?? ''}`])
  console.log(json ? JSON.stringify(rows) : [...sayLines([['planted fault', 'found in', 'after', ' by'], ...lines]), '', `${rows.length - missed.length} of ${rows.length} planted faults found`].join('\n'))
  return missed.length === 0
}

/** Seconds for one fault in a thorough run. */
const patience = 600

/** The first violation; null: none. Stops there. */
async function look(mutation, run, only) {
  const bundle = await bundleWorld(mutation)
  let violation = null
  const begun = performance.now()
  const [kind, way] = mutation.first ?? []
  const rank = (task) => (task.name === kind ? 1 : 0) + (task.name === kind && task.act === way ? 1 : 0)
  const tasks = tasksOf({ ...only, quick: run === 'quick' }).sort((one, other) => rank(other) - rank(one))
  const late = (row) => {
    violation ??= row?.violations[0] ?? null
    return violation !== null || performance.now() - begun > 1000 * patience
  }
  try {
    await runMatrix(bundle, tasks, { density: densities[run], late, tell: late })
  } catch (error) {
    // A program that breaks a clean run is found as well.
    violation ??= error instanceof Error ? error.message : String(error)
  } finally {
    bundle.remove()
  }
  return violation === null ? null : { run, says: violation }
}

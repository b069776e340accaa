import { join } from 'node:path'
import { contentsOf, treeOf } from './tree-of.mjs'

const same = (one, other) => one.length === other.length && one.every((line, at) => line === other[at])
const done = new Set(['applied', 'verified'])

/** The parts of a slot that people own. */
export function worldOf({ slot, other }) {
  return { exact: [...treeOf(join(slot, 'world')), ...treeOf(other)], contents: [...contentsOf(join(slot, 'world')), ...contentsOf(other)], outside: [...treeOf(join(slot, 'outside')), ...treeOf(join(slot, 'source'))] }
}

/**
 * Looks whether all is as it must be after a second start (reliability-security.md 4.3, I2 to I7; I1 and I8 are those of the index and the transfers, which
 * have tests of their own). Answers what is violated, in words. `acknowledged`: the state that the killed program had told, if any.
 */
export async function violationsOf(world, places, { act, id, before, after, acknowledged, prepared }) {
  const found = []
  const fail = (rule, says) => found.push(`${rule}: ${says}`)
  const now = worldOf(places)
  const isBefore = same(now.exact, before.exact)
  const isAfter = same(now.contents, after.contents)
  if (!isBefore && !isAfter && !(prepared && (await keepsParts(world, now, before)))) fail('I3', `neither before nor after: ${differences(now.contents, isAfterLike(act) ? after.contents : before.contents)}`)
  if (done.has(acknowledged) && !isAfter) fail('I2', `it was told to be ${acknowledged}, and is not`)
  const { run } = await world.plans.read(id)
  const undone = act === 'undo' ? run.state === 'rolled-back' : done.has(run.state)
  if (undone !== isAfter) fail('I2', `the plan is ${run.state}, the tree is ${isAfter ? 'after' : 'before'}`)
  const { damaged, torn } = await world.journal.verify()
  if (damaged !== null || torn > 0) fail('I4', `line ${damaged?.line} ${damaged?.says}, ${torn} bytes torn`)
  for (const line of now.contents) if (/\.part(\.json)?( |$)|\.greenlight-/.test(line) && !(run.state === 'failed')) fail('I5', line)
  for (const line of contentsOf(join(places.slot, 'state'))) if (line.includes('.tmp ')) fail('I5', line)
  if (!same(now.outside, before.outside)) fail('I6', differences(now.outside, before.outside))
  if (!isAfter) await again(world, places, { act, id, after }, fail)
  return found
}

async function again(world, places, { act, id, after }, fail) {
  try {
    const plan = act === 'undo' ? (await world.engine.invert(id)).id : id
    const { state, problem } = await world.apply(plan)
    const now = worldOf(places)
    if (!done.has(state) || !same(now.contents, after.contents)) fail('I7', `again: ${state} ${problem?.message ?? ''} ${differences(now.contents, after.contents)}`)
  } catch (error) {
    fail('I7', `again: ${error?.problem?.message ?? error}`)
  }
}

/** A failed plan that may be tried again keeps what it fetched, beside its target. */
async function keepsParts(_, now, before) {
  const more = now.exact.filter((line) => !before.exact.includes(line))
  return before.exact.every((line) => now.exact.includes(line)) && more.every((line) => line.startsWith('folder') || /\.part /.test(line))
}

const isAfterLike = () => true

function differences(now, wanted) {
  return [...now.filter((line) => !wanted.includes(line)).map((line) => `+ ${line}`), ...wanted.filter((line) => !now.includes(line)).map((line) => `- ${line}`)].slice(0, 4).join(' | ')
}

import { join } from 'node:path'
import { contentsOf, treeOf } from './tree-of.mjs'

const same = (one, other) => one.length === other.length && one.every((line, at) => line === other[at])
const done = new Set(['applied', 'verified'])

/** The parts of a slot that people own: to the byte and time, by contents alone, and what no plan may touch. */
export function worldOf({ slot, other }) {
  const both = (read) => [...read(join(slot, 'world')), ...read(other)]
  return { exact: both(treeOf), contents: both(contentsOf), outside: [...treeOf(join(slot, 'outside')), ...treeOf(join(slot, 'source'))] }
}

/**
 * Looks whether all is as it must be after a second start (reliability-security.md 4.3, I2 to I7; I1 and I8 are those of the index and of the transfers,
 * which have tests of their own). Answers what is violated, in words. `told`: what the disturbed program said at its end, if it came to it;
 * `between`: what the world may be where a plan failed between two groups.
 */
export async function violationsOf(world, live, { act, id, before, after, between, told }) {
  const found = []
  const now = worldOf(live)
  const { run } = await world.plans.read(id)
  const isBefore = same(now.exact, before.exact)
  const isAfter = same(now.contents, after.contents)
  const stopped = (await world.plans.list()).kept.some((kept) => kept.run.state === 'failed')
  const isBetween = stopped && between.some((contents) => butForParts(now.contents, contents))
  if (!isBefore && !isAfter && !isBetween) found.push(`I3: neither before nor after: ${differences(now.contents, after.contents)}`)
  if (done.has(told) && !isAfter) found.push(`I2: it was told to be ${told}, and is not`)
  const said = act === 'undo' ? run.state === 'rolled-back' : done.has(run.state)
  if (said !== isAfter) found.push(`I2: the plan is ${run.state}, the tree is ${isAfter ? 'after' : 'before'}`)
  // A last line that was torn stays until somebody writes again.
  const { damaged } = await world.journal.verify()
  if (damaged !== null) found.push(`I4: line ${damaged.line} ${damaged.says}`)
  const orphans = now.contents.filter((line) => line.includes('.greenlight-') || (isPart(line) && !stopped))
  const temporary = contentsOf(join(live.slot, 'state')).filter((line) => line.includes('.tmp '))
  found.push(...[...orphans, ...temporary].map((line) => `I5: ${line}`))
  if (!same(now.outside, before.outside)) found.push(`I6: ${differences(now.outside, before.outside)}`)
  if (!isAfter) found.push(...(await again(world, live, { act, id, after })))
  return found
}

/** I7: the same once more succeeds, and nothing of the first try is left. */
async function again(world, live, { act, id, after }) {
  try {
    const { state, problem } = await world.apply(act === 'undo' ? (await world.engine.invert(id)).id : id)
    const now = worldOf(live).contents
    const { damaged, torn } = await world.journal.verify()
    if (damaged !== null || torn > 0) return [`I4: once more: line ${damaged?.line} ${damaged?.says}, ${torn} bytes torn`]
    return done.has(state) && same(now, after.contents) ? [] : [`I7: once more: ${state} ${problem?.message ?? ''} ${differences(now, after.contents)}`]
  } catch (error) {
    return [`I7: once more: ${error?.problem?.message ?? error}`]
  }
}

/** A failed plan may be tried again: what it fetched lies beside its target until then. */
const isPart = (line) => /\/\.[^/]*\.part /.test(line)

/** Whether it is that but for parts that were fetched, and folders that were made for them. */
function butForParts(lines, contents) {
  const parts = lines.filter(isPart)
  const folders = parts.map((line) => line.slice(line.indexOf(' ', 5) + 1, line.lastIndexOf('/')))
  const rest = lines.filter((line) => !isPart(line) && (contents.includes(line) || !folders.some((folder) => line.startsWith('folder') && line.endsWith(` ${folder}`))))
  return same(rest, contents)
}

function differences(now, wanted) {
  return [...now.filter((line) => !wanted.includes(line)).map((line) => `+ ${line}`), ...wanted.filter((line) => !now.includes(line)).map((line) => `- ${line}`)].slice(0, 4).join(' | ')
}

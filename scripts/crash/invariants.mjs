import { join } from 'node:path'
import { orderWrong } from './journal-order.mjs'
import { isStaging } from './looks.mjs'
import { contentsOf, treeOf } from './tree-of.mjs'

const same = (one, other) => one.length === other.length && one.every((line, at) => line === other[at])
const done = new Set(['applied', 'verified'])

/** The parts of a slot that people own: to the byte and time, by contents alone, and what no plan may touch. */
export function worldOf({ slot, other }) {
  const both = (read) => [...read(join(slot, 'world')), ...read(other)]
  return { exact: both(treeOf), contents: both(contentsOf), outside: [...treeOf(join(slot, 'outside')), ...treeOf(join(slot, 'source'))] }
}

/**
 * I3 as soon as a start has settled and before anything goes on: all actions whole or not begun (`stages`: the world after each); folders that are made early may stand.
 */
export function settledWrong(live, { before, after, between, stages, folders }) {
  const made = new Set(folders)
  const plain = (lines) => lines.filter((line) => !isStaging(line) && !(line.startsWith('folder') && made.has(line.slice(line.indexOf(' ', 7) + 1))))
  const now = plain(worldOf(live).contents)
  if ([before.contents, after.contents, ...between, ...stages].some((wanted) => same(now, plain(wanted)))) return []
  return [`I3: it goes on from the middle of an action: ${differences(now, plain(before.contents))}`]
}

/**
 * Looks whether all is as it must be after a second start (reliability-security.md 4.3, I1 to I8). Answers what is violated, in words. `told`: what the disturbed
 * program said at its end, if it came to it; `between`: what the world may be where a plan ended between two groups; `how`: `kill`, `fault`, `power`; `fetched`: what came
 * from outside before the end and since, `part`: bytes that lay there in between.
 */
export async function violationsOf(world, live, facts) {
  const { act, id, before, after, between, told, how, indexed } = facts
  const found = []
  const now = worldOf(live)
  const { run } = await world.plans.read(id)
  const isBefore = same(now.exact, before.exact)
  const isAfter = same(now.contents, after.contents)
  const kept = (await world.plans.list()).kept
  const failed = kept.filter((one) => one.run.state === 'failed')
  const cancelled = run.state === 'cancelled'
  const isBetween = (failed.length > 0 && between.some((contents) => butForParts(now.contents, contents))) || (cancelled && between.some((contents) => same(now.contents, contents)))
  if (!isBefore && !isAfter && !isBetween) found.push(`I3: neither before nor after: ${differences(now.contents, after.contents)}`)
  if (done.has(told) && !isAfter) found.push(`I2: it was told to be ${told}, and is not`)
  if (told === 'cancelled' && !cancelled) found.push(`I2: it was told to be cancelled, and is ${run.state}`)
  if (how !== 'fault' && failed.length > 0) found.push(`I2: it failed because it was interrupted: ${failed[0].run.problem?.message}`)
  const said = act === 'undo' ? run.state === 'rolled-back' : done.has(run.state)
  if (said !== isAfter) found.push(`I2: the plan is ${run.state}, the tree is ${isAfter ? 'after' : 'before'}`)
  // A last line that was torn stays until somebody writes again.
  const { damaged } = await world.journal.verify()
  if (damaged !== null) found.push(`I4: line ${damaged.line} ${damaged.says}`)
  else found.push(...orderWrong(await world.journal.read()))
  if (indexed) await world.index.scan()
  const orphans = now.contents.filter((line) => isStaging(line) && !(failed.length > 0 && isPart(line)))
  const temporary = contentsOf(join(live.slot, 'state')).filter((line) => /\.tmp(?: |$)/.test(line))
  found.push(...[...orphans, ...temporary].map((line) => `I5: ${line}`))
  if (!same(now.outside, before.outside)) found.push(`I6: ${differences(now.outside, before.outside)}`)
  if (!isAfter && !cancelled) found.push(...(await again(world, live, facts)))
  found.push(...fetchedTwice(facts, cancelled))
  if (indexed) {
    await world.index.scan()
    found.push(...(await world.index.faults()).map((says) => `I1: ${says}`))
  }
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

/**
 * I8: what was proven whole comes no second time, and of what was not only the rest. After a loss of power a block that is not whole is fetched again, and the files here
 * are smaller than one.
 */
function fetchedTwice({ how, size, fetched: { first, since, part } }, cancelled) {
  if (cancelled || how === 'power' || since.came === 0) return []
  if (first.whole > 0) return [`I8: ${since.came} bytes came again of a file that was whole`]
  return how === 'kill' && since.came > size - part ? [`I8: ${since.came} bytes came where ${size - part} were missing`] : []
}

/** A failed plan may be tried again: what it fetched lies beside its target until then. */
const isPart = (line) => /\/\.[^/]*\.(?:json|part) /.test(line)

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

import { createHash } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { WorkOptions } from '../../../core/change-ports.js'
import { codeOf } from '../reason.js'
import { removeOwnTree } from '../trash.js'
import { copyTree } from './copy-tree.js'
import { moveHere } from './move-here.js'
import { entryNamed } from './one-entry.js'
import { isSame, isThere, patiently, statusAt, syncParents } from './system.js'

/** One direction of a move, with the names of ours that it needs where the two ends lie on different volumes. */
interface Way {
  readonly from: string
  readonly to: string
  /** The copy beside `to`, while it is made. */
  readonly arriving: string
  /** What lay at `from`, once the copy is whole; then, once that is in place, what is to be removed. */
  readonly leaving: string
  readonly gone: string
}

/** ComfyUI reads no name that ends so, neither as a model nor as a node pack. */
function wayOf(from: string, to: string, key: string): Way {
  const name = (folder: string, word: string) => join(folder, `.greenlight-${key}-${word}.disabled`)
  return { from, to, arriving: name(dirname(to), 'in'), leaving: name(dirname(from), 'out'), gone: name(dirname(from), 'gone') }
}

function waysOf({ from, to }: { readonly from: string; readonly to: string }): { readonly forth: Way; readonly back: Way } {
  const key = createHash('sha256').update(`${from}\0${to}`).digest('hex').slice(0, 16)
  return { forth: wayOf(from, to, key), back: wayOf(to, from, key) }
}

/** Judged by names and inodes alone. What is left to tidy up after the switch does not count as between. */
export async function lookAtMove(move: { readonly from: string; readonly to: string }): Promise<'after' | 'before' | 'between'> {
  const { forth, back } = waysOf(move)
  const [source, target] = [await statusAt(move.from), await statusAt(move.to)]
  if (source === null && target === null) return (await isHalfway(forth)) || (await isHalfway(back)) ? 'between' : 'before'
  if (source === null) return 'after'
  if (target === null || !isSame(source, target)) return 'before'
  const spelt = await entryNamed(move.from, move.to)
  return spelt === null ? 'between' : spelt === 'from' ? 'before' : 'after'
}

/** Does or finishes the move. Rejects with the system's error, or the signal's reason while a copy is made; then it is as before. */
export async function carryMove(move: { readonly from: string; readonly to: string }, options: WorkOptions): Promise<void> {
  const { forth, back } = waysOf(move)
  await go(forth, back, options)
}

/**
 * Back to the beginning, from wherever it is. A stranger at `to` while `from` is still there means that nothing of ours was done; where both are gone (what was staged
 * was removed by hand, or lost with the power) there is nothing left to bring back.
 */
export async function takeMoveBack(move: { readonly from: string; readonly to: string }, options: WorkOptions): Promise<void> {
  const { forth, back } = waysOf(move)
  await turnRound(forth)
  const source = await statusAt(move.from)
  const target = await statusAt(move.to)
  if (source !== null && !isSame(source, target)) return turnRound(back)
  if (source === null && target === null && !(await isHalfway(back))) return
  await go(back, forth, options)
}

async function go(way: Way, against: Way, options: WorkOptions): Promise<void> {
  await turnRound(against)
  if (await isHalfway(way)) await moveHere(way.arriving, way.to)
  await tidy(way)
  try {
    await moveHere(way.from, way.to)
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error
    await moveAcross(way, options)
  }
}

async function isHalfway({ from, to, arriving, leaving }: Way): Promise<boolean> {
  return (await isThere(leaving)) && (await isThere(arriving)) && !(await isThere(from)) && !(await isThere(to))
}

/** Gives up a way that is not finished: what was leaving is back at its place, the copy is removed. */
async function turnRound(way: Way): Promise<void> {
  if (await isHalfway(way)) {
    await patiently(() => rename(way.leaving, way.from))
    await syncParents(way.from)
  }
  await tidy(way)
}

/** Removes what a way left behind. What exists only once is put back; where a stranger stands in its place it stays under our name. */
async function tidy(way: Way): Promise<void> {
  const { from, to, arriving, leaving, gone } = way
  if (await isThere(leaving)) {
    if (isSame(await statusAt(arriving), await statusAt(to))) await moveHere(arriving, to)
    const arrived = (await isThere(to)) && !(await isThere(arriving))
    if (!arrived && (await isThere(from))) return
    await patiently(() => rename(leaving, arrived ? gone : from))
    await syncParents(from)
  }
  for (const rest of [gone, arriving]) {
    if (!(await isThere(rest))) continue
    await removeOwnTree(rest)
    await syncParents(rest)
  }
}

/** Copy whole, then two renames in a row; the old bytes are removed when the new ones are in place. */
async function moveAcross(way: Way, options: WorkOptions): Promise<void> {
  try {
    await copyTree(way.from, way.arriving, options)
    await syncParents(way.arriving)
    await patiently(() => rename(way.from, way.leaving))
    await syncParents(way.from)
    await moveHere(way.arriving, way.to)
  } catch (error) {
    await turnRound(way).catch(() => undefined)
    throw error
  }
  await tidy(way)
}

import { existsSync, lstatSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import { exactStamp, type ModelRoot, stampOf, type WalkedModel } from '../../../core/model-index.js'
import type { ModelDisk, WalkOutcome } from '../../../core/ports.js'
import { problem } from '../../../problems.js'
import { type MetFile, type TreeCalls, TreeWalk } from '../tree-walk.js'
import { byMessage } from '../walk.js'
import { restAfter } from './pace.js'
import { entersOf, wantsOf } from './wanted-names.js'

/** A store of 100,000 models has this many entries ten times over. */
const limit = 1_000_000
/** Milliseconds after which others get their turn, and entries between two looks at the clock. */
const sliceMs = 20
const stride = 32

/** Walks one root (`ModelDisk.walk`). `calls`: the system's, for tests that need a disk which fails. */
export async function walkModels(
  root: ModelRoot,
  { take, signal }: Parameters<ModelDisk['walk']>[1],
  calls?: TreeCalls,
): Promise<WalkOutcome> {
  signal?.throwIfAborted()
  const options = { wants: wantsOf(root), enters: entersOf(root), limit, tellsSpecial: true }
  const walk = new TreeWalk(root.path, calls === undefined ? options : { ...options, calls })
  if (walk.absent) return outcomeOfAbsent(root, walk)
  while (!walk.done) {
    const { found, entries, ms } = lookFor(sliceMs, walk)
    if (found.length > 0) await take(found)
    const rest = restAfter(entries, ms)
    if (rest > 0) await pause(rest, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
    else await turn()
    signal?.throwIfAborted()
  }
  return { problems: walk.problems.sort(byMessage), unseen: walk.unseen.sort() }
}

function lookFor(budget: number, walk: TreeWalk): { found: WalkedModel[]; entries: number; ms: number } {
  const found: WalkedModel[] = []
  const started = performance.now()
  let [entries, ms] = [0, 0]
  while (!walk.done && ms < budget) {
    for (const file of walk.step(stride)) found.push(modelOf(file))
    entries += stride
    ms = performance.now() - started
  }
  return { found, entries, ms }
}

function modelOf({ name, path, stats, real }: MetFile): WalkedModel {
  const rounded = stampOf(stats)
  const { size, modified, inode } = rounded.inode === null ? exactStamp(stats, () => statSync(path, { bigint: true })) : rounded
  // Windows calls every placeholder of a cloud drive a link: one that leads to itself is none.
  return { name, size, modified, inode, link: real === path ? null : real }
}

/** A folder that is not there holds nothing; a drive or a share that is away holds what it held. */
function outcomeOfAbsent({ path, from }: ModelRoot, { problems, unseen }: TreeWalk): WalkOutcome {
  if (unseen.length > 0) return { problems, unseen }
  const away = !existsSync(dirname(path)) || isLink(path)
  const told = away || from === 'user' ? [problem('FOLDER_UNREADABLE', { path, because: away ? 'its drive or share is away' : 'it is not there' })] : []
  return { problems: told, unseen: away ? [''] : [], away }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
}

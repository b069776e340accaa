import { createHash } from 'node:crypto'
import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import type { PackQueue, QueuedPack } from '../../core/change-ports.js'
import { ProblemError } from '../../problems.js'
import { createAsk, type RunningComfyUI } from './ask.js'
import { awaitRest } from './await-rest.js'
import { bring } from './bring.js'
import { differenceBetween, mark } from './compare-trees.js'
import { type Patience, usualPatience } from './patience.js'
import { pause } from './pause.js'
import { syncTree } from './sync-tree.js'

export interface PackQueueParts {
  /** The running ComfyUI of this installation, looked for anew; null: none answers. */
  readonly comfyui: () => Promise<RunningComfyUI | null>
  /** Folder of the files of a pack on the shelf, every byte read again; null: not there, or damaged. */
  readonly shelved: (shelf: string) => Promise<string | null>
  /** A folder of the same pack that ComfyUI-Manager would switch on, off or over instead; null: none. */
  readonly inTheWay: (effect: QueuedPack) => Promise<string | null>
  /** Makes an empty folder under a staging name of ours, synced: from then on what comes to the effect's path counts as ours. */
  readonly claim: (staging: string) => Promise<void>
  /** What is at a path goes under a staging name of ours, where nothing stays that was there. */
  readonly putAside: (path: string, staging: string) => Promise<void>
  /** Another text at each call. */
  readonly newId: () => string
  readonly patience?: Partial<Patience>
}

/** How often something that comes again is put aside. */
const rounds = 3

/** Packs that ComfyUI-Manager's queue brings. It is asked for one pack at a time, and its queue is never emptied: it may hold the user's own tasks. */
export function createPackQueue(parts: PackQueueParts): PackQueue {
  const patience = { ...usualPatience, ...parts.patience }
  /** Tasks of this process of which nothing is in the queue any more, as it said itself or as it never took them. */
  const over = new Set<string>()
  const look = async ({ path, shelf, staging }: QueuedPack): Promise<'after' | 'before' | 'between'> => {
    // What came there before anybody was asked is a stranger's.
    if (!(await isThere(path)) || !(await isThere(staging))) return 'before'
    const files = (await isThere(join(path, mark))) ? await parts.shelved(shelf) : null
    return files !== null && (await differenceBetween(files, path).catch(() => 'unreadable')) === null ? 'after' : 'between'
  }
  return {
    look,
    async carryOut(effect, { signal }) {
      if ((await look(effect)) === 'after') return syncTree(effect.path)
      if (await isThere(effect.path)) throw new ProblemError('TARGET_TAKEN', { path: effect.path })
      const files = await parts.shelved(effect.shelf)
      if (files === null) throw new ProblemError('PACK_NOT_SHELVED', { shelf: effect.shelf })
      const other = await parts.inTheWay(effect)
      if (other !== null) throw new ProblemError('PACK_FOLDER_CONFLICT', { pack: effect.id, because: `ComfyUI-Manager would change ${other} instead` })
      signal.throwIfAborted()
      const running = await parts.comfyui()
      if (running === null) throw new ProblemError('MANAGER_FAILED', { pack: effect.id, because: 'ComfyUI does not answer' })
      const client = clientOf(effect)
      await parts.claim(effect.staging)
      over.delete(client)
      const task = { id: effect.id, version: effect.version, client, ui: `${client}.${parts.newId()}` }
      await bring(task, { ask: createAsk(running, signal), path: effect.path, files, patience, signal, onOver: () => over.add(client) })
    },
    async takeBack(effect, { signal }) {
      if (!(await isThere(effect.staging))) return
      const task = { id: effect.id, version: effect.version, client: clientOf(effect), ui: null }
      for (let round = 0; round < rounds; round += 1) {
        if (!over.has(task.client)) {
          const running = await parts.comfyui()
          const ask = running === null ? null : createAsk(running, signal)
          if (!(await awaitRest(task, { ask, path: effect.path, patience, signal }))) throw new ProblemError('MANAGER_BUSY', { pack: effect.id })
        }
        if (!(await isThere(effect.path))) return
        await parts.putAside(effect.path, effect.staging)
        await pause(Math.min(patience.every, 200), signal)
      }
      if (await isThere(effect.path)) throw new ProblemError('MANAGER_BUSY', { pack: effect.id })
    },
  }
}

/** The staging name holds the plan's id: no other effect has it, and after a restart it is the same. */
function clientOf({ staging }: QueuedPack): string {
  return `greenlight-${createHash('sha256').update(staging).digest('hex').slice(0, 16)}`
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: unknown) => !(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')),
  )
}

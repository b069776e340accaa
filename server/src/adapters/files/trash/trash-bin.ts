import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Trash } from '@greenlight/shared/plans'
import type { TrashBin } from '../../../core/change-ports.js'
import { ulidMaker, ulidPattern, ulidTime } from '../../../core/ulid.js'
import { ProblemError } from '../../../problems.js'
import { codeOf, reasonOf } from '../reason.js'
import { finishLeaving, leavingEnd, removeOwnFolder } from '../trash.js'
import { type EntryTools, nameInEntry, readRecord, recordAs, recordName, trashFolder } from './entry.js'
import { measure } from './measure.js'

/** Files and folders that a list looks at in all; what lies beyond counts nothing. */
const mostLooked = 200_000
/** Milliseconds. Whatever was to be moved there is there by then, or never comes. */
const patience = 24 * 60 * 60 * 1000

interface Found {
  readonly id: string
  readonly folder: string
  /** '' where the record cannot be read. */
  readonly from: string
  readonly plan: string | null
  readonly at: string
  /** Null: nothing lies in it. */
  readonly path: string | null
}

/** The trash of a state folder: `trash/<entry>/` with what lay there under its own name, and `entry.json`. */
export function createTrashBin(state: string, { now, randomBytes }: EntryTools): TrashBin {
  const folder = trashFolder(state)
  const newId = ulidMaker(now, randomBytes)

  const entryOf = async (id: string): Promise<Found | null> => {
    const path = join(folder, id)
    if (!ulidPattern.test(id) || (await lstat(path).catch(() => null))?.isDirectory() !== true) return null
    const record = await readRecord(path)
    const name = record === null ? await onlyThing(path) : nameInEntry(record.from)
    const thing = name === null ? null : join(path, name)
    const there = thing !== null && (await lstat(thing).catch(() => null)) !== null
    const at = record?.at ?? new Date(ulidTime(id) ?? 0).toISOString()
    return { id, folder: path, from: record?.from ?? '', plan: record?.plan ?? null, at, path: there ? thing : null }
  }

  /** An entry that nothing came into, unless a plan that is kept may still bring something. */
  const sweep = async ({ id, folder: path, plan }: Found): Promise<void> => {
    if (now() - (ulidTime(id) ?? Infinity) < patience || (await readdir(path)).some((name) => name !== recordName)) return
    const kept = plan !== null && ulidPattern.test(plan) && (await lstat(join(state, 'plans', plan, 'plan.json')).catch(() => null)) !== null
    if (!kept) await removeOwnFolder(path)
  }

  return {
    place: (of) => recordAs(newId(), state, of, now()).place,

    async list() {
      const entries: Trash['entries'] = []
      const budget = { left: mostLooked }
      for (const id of (await namesIn(folder)).sort()) {
        if (id.endsWith(leavingEnd)) await finishLeaving(join(folder, id)).catch(() => undefined)
        const found = await entryOf(id)
        if (found === null) continue
        const { folder: _, path, ...told } = found
        if (path === null) await sweep(found).catch(() => undefined)
        else entries.push({ ...told, path, ...(await measure(path, budget)) })
      }
      return { schema: 'greenlight/trash@1', entries, bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0) }
    },

    async find(id) {
      const found = await entryOf(id)
      return found === null || found.path === null || found.from === '' ? null : { path: found.path, from: found.from }
    },

    async purge(ids) {
      const wanted = [...new Set(ids)]
      for (const id of wanted) {
        if ((await entryOf(id))?.path == null) throw new ProblemError('TRASH_ENTRY_NOT_FOUND', { entry: id.slice(0, 100) })
      }
      for (const id of wanted) await removeOwnFolder(join(folder, id)).catch((error: unknown) => refuse(join(folder, id), error))
    },
  }
}

function refuse(path: string, error: unknown): never {
  throw new ProblemError('WRITE_REFUSED', { path, because: reasonOf(error) }, { cause: error })
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

/** Of an entry whose record is gone or damaged: the first thing beside it. */
async function onlyThing(folder: string): Promise<string | null> {
  return (await readdir(folder).catch(() => [])).sort().find((name) => name !== recordName) ?? null
}

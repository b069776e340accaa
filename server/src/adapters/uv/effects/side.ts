import { constants } from 'node:fs'
import { chmod, copyFile, link, mkdir, readlink, utimes } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { ProblemError } from '../../../problems.js'
import { codeOf, eachOf, statusAt, sync } from './system.js'

/** One path of an environment as it was: the bytes of a file lie in the keep folder under `kept`, where they were kept. */
const EntrySchema = v.variant('is', [
  v.object({ is: v.literal('absent'), path: v.string() }),
  v.object({ is: v.literal('file'), path: v.string(), size: v.string(), mtimeNs: v.string(), mode: v.number(), kept: v.nullable(v.string()) }),
  v.object({ is: v.literal('link'), path: v.string(), to: v.string() }),
])
export type Entry = v.InferOutput<typeof EntrySchema>
export const SideSchema = v.array(EntrySchema)
export type Side = readonly Entry[]

const atOnce = 8

export interface KeepWish {
  /** The keep folder, and the name below it that this side's bytes go to. */
  readonly keep: string
  readonly name: string
  /** Files whose bytes nobody writes to in place any more: kept by a second name where the disk can. Others are copied. */
  readonly leaving: (path: string) => boolean
  readonly removeOwnFile: (file: string) => Promise<void>
}

/** Looks at paths; with `wish` it also keeps the bytes of every file, synced when it resolves. Begun again it starts over. */
export async function recordSide(paths: readonly string[], wish: KeepWish | null): Promise<Side> {
  const folder = wish === null ? null : path.join(wish.keep, wish.name)
  if (folder !== null) await mkdir(folder, { recursive: true, mode: 0o700 })
  const side = await eachOf([...paths].sort(), atOnce, async (one, at): Promise<Entry> => {
    const status = await statusAt(one)
    if (status === null) return { is: 'absent', path: one }
    if (status.isSymbolicLink()) return { is: 'link', path: one, to: await readlink(one) }
    if (!status.isFile()) throw new ProblemError('WRITE_REFUSED', { path: one, because: 'something other than a file stands there' })
    const kept = wish === null ? null : `${wish.name}/${String(at).padStart(6, '0')}`
    if (wish !== null && kept !== null) await keepFile(one, path.join(wish.keep, kept), wish)
    return { is: 'file', path: one, size: String(status.size), mtimeNs: String(status.mtimeNs), mode: Number(status.mode & 0o7777n), kept }
  })
  if (folder !== null) await sync(folder, 'folder')
  return side
}

async function keepFile(from: string, to: string, { leaving, removeOwnFile }: KeepWish): Promise<void> {
  await removeOwnFile(to)
  if (leaving(from) && (await linked(from, to))) return
  await copyWithTimes(from, to)
}

/** False where the disk, or the distance to it, allows no second name. */
export async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (['EACCES', 'EINVAL', 'EISDIR', 'EMLINK', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EXDEV', 'UNKNOWN'].includes(codeOf(error))) return false
    throw error
  }
}

/** A copy with the same times and mode, synced. */
export async function copyWithTimes(from: string, to: string): Promise<void> {
  const status = await statusAt(from)
  if (status === null) throw new ProblemError('WRITE_REFUSED', { path: from, because: 'it went away' })
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  await chmod(to, Number(status.mode & 0o7777n) | 0o200)
  await sync(to, 'file')
  await chmod(to, Number(status.mode & 0o7777n))
  await setTime(to, status.mtimeNs)
}

/** Node takes seconds as a floating number: about half a microsecond is lost, never the millisecond. */
export async function setTime(file: string, mtimeNs: bigint): Promise<void> {
  const seconds = Number(mtimeNs) / 1e9
  await utimes(file, seconds, seconds)
  const status = await statusAt(file)
  if (status !== null && milliseconds(status.mtimeNs) === milliseconds(mtimeNs)) return
  const middle = (Number(milliseconds(mtimeNs)) + 0.5) / 1000
  await utimes(file, middle, middle)
}

const milliseconds = (ns: bigint) => ns / 1_000_000n

/** Whether a path is as the entry says: kind, size, time to the millisecond, and mode where the system has modes. */
export async function isAs(entry: Entry): Promise<boolean> {
  const status = await statusAt(entry.path)
  if (status === null || entry.is === 'absent') return status === null && entry.is === 'absent'
  if (entry.is === 'link') return status.isSymbolicLink() && (await readlink(entry.path)) === entry.to
  if (!status.isFile() || String(status.size) !== entry.size || milliseconds(status.mtimeNs) !== milliseconds(BigInt(entry.mtimeNs))) return false
  return process.platform === 'win32' || Number(status.mode & 0o7777n) === entry.mode
}

export async function allAs(side: Side): Promise<boolean> {
  return (await eachOf(side, 64, isAs)).every(Boolean)
}

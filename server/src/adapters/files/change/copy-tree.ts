import { createHash } from 'node:crypto'
import { type BigIntStats, constants } from 'node:fs'
import { chmod, type FileHandle, lutimes, mkdir, open, readlink, symlink, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { WorkOptions } from '../../../core/change-ports.js'
import { ProblemError } from '../../../problems.js'
import { statusAt, syncFolders, using } from './system.js'
import { hashFile, walkTree } from './tree.js'

const chunk = 1024 * 1024

/**
 * Copies a file, link or whole folder to `to`, where nothing may be: bytes read back and compared, permissions and times kept, all synced.
 * Memory 1 MiB. Rejects with the system's error or the signal's reason and leaves what was made; links are copied as links.
 */
export async function copyTree(from: string, to: string, options: WorkOptions): Promise<void> {
  const status = await statusAt(from)
  if (status?.isDirectory() !== true) return copyOne(from, to, status, options)
  const folders: { path: string; status: BigIntStats }[] = []
  const makeFolder = async (path: string, of: BigIntStats) => {
    await mkdir(path, { mode: 0o700 })
    folders.unshift({ path, status: of })
  }
  await makeFolder(to, status)
  let done = 0
  for await (const twig of walkTree(from)) {
    options.signal.throwIfAborted()
    const target = join(to, ...twig.name.split('/'))
    const of = await statusAt(twig.path)
    if (twig.kind === 'folder' && of !== null) await makeFolder(target, of)
    else await copyOne(twig.path, target, of, { signal: options.signal, progress: (bytes) => options.progress?.(done + bytes, null) })
    done += twig.kind === 'file' ? Number(of?.size ?? 0n) : 0
  }
  // From the innermost out: what is made in a folder sets its time, and a folder without permission to write takes nothing more.
  for (const { path, status: of } of folders) {
    await syncFolders(path)
    await chmod(path, modeOf(of))
    await utimes(path, ...timesOf(of))
  }
}

async function copyOne(from: string, to: string, status: BigIntStats | null, { signal, progress }: WorkOptions): Promise<void> {
  if (status?.isSymbolicLink() === true) {
    await symlink(await readlink(from), to)
    return lutimes(to, ...timesOf(status))
  }
  if (status?.isFile() !== true) throw new ProblemError('WRITE_REFUSED', { path: from, because: status === null ? 'it is not there' : 'it is neither a file nor a folder' })
  const source = await using(await open(from, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)), async (input) => {
    return using(await open(to, 'wx', 0o600), async (output) => {
      const digest = await pour(input, output, signal, (done) => progress?.(done, Number(status.size)))
      await output.chmod(modeOf(status))
      await output.utimes(...timesOf(status))
      await output.sync()
      return digest
    })
  })
  const now = await statusAt(from)
  const steady = now !== null && now.size === status.size && now.mtimeNs === status.mtimeNs
  if (!steady) throw new ProblemError('WRITE_REFUSED', { path: from, because: 'it changes while it is copied' })
  if ((await hashFile(to, signal)) !== source) throw new ProblemError('WRITE_REFUSED', { path: to, because: 'the drive gave other bytes back than were written' })
}

async function pour(input: FileHandle, output: FileHandle, signal: AbortSignal, told: (done: number) => void): Promise<string> {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(chunk)
  for (let done = 0; ; ) {
    signal.throwIfAborted()
    const { bytesRead } = await input.read(buffer, 0, chunk, null)
    if (bytesRead === 0) return `sha256:${hash.digest('hex')}`
    const piece = buffer.subarray(0, bytesRead)
    hash.update(piece)
    await writeWhole(output, piece)
    done += bytesRead
    told(done)
  }
}

/** A disk that is nearly full takes a part of what it is given and says so by the count alone. */
export async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at, null)).bytesWritten
}

function modeOf(status: BigIntStats): number {
  return Number(status.mode & 0o7777n)
}

/** Seconds. A double holds them to a quarter of a microsecond, and what reads it cuts off: half of one more keeps every microsecond. */
function timesOf(status: BigIntStats): [number, number] {
  const seconds = (ns: bigint) => (Number(ns / 1000n) + 0.5) / 1e6
  return [seconds(status.atimeNs), seconds(status.mtimeNs)]
}

import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { eachAtOnce } from './each-at-once.js'
import type { ShelfFile } from './list-files.js'

/** Told of the pieces of each file as they are read. */
export type Taker = (file: ShelfFile) => {
  take(piece: Uint8Array): Promise<void> | void
  end?(): Promise<void> | void
  close?(): Promise<void>
}

const pieceBytes = 256 * 1024

/**
 * 64 hex digits over paths, contents and executable bits, and over `origin`: the same files from another place are another pack. Reads every
 * byte once.
 */
export async function digestTree(
  origin: readonly (string | null)[],
  files: readonly ShelfFile[],
  signal?: AbortSignal,
  taker?: Taker,
): Promise<string> {
  const hashes = new Map<string, string>()
  await eachAtOnce(files, 8, async (file) => {
    hashes.set(file.path, await digestFile(file, signal, taker?.(file)))
  })
  const tree = createHash('sha256').update(`${JSON.stringify(['greenlight/shelf@1', ...origin])}\n`)
  for (const { path, executable } of files) tree.update(`${JSON.stringify([path, executable, hashes.get(path)])}\n`)
  return tree.digest('hex')
}

async function digestFile(
  file: ShelfFile,
  signal: AbortSignal | undefined,
  taker: ReturnType<Taker> | undefined,
): Promise<string> {
  const hash = createHash('sha256')
  const handle = await open(file.absolute, 'r')
  try {
    const buffer = Buffer.alloc(Math.min(pieceBytes, file.size + 1))
    for (;;) {
      signal?.throwIfAborted()
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null)
      if (bytesRead === 0) break
      const piece = buffer.subarray(0, bytesRead)
      hash.update(piece)
      await taker?.take(piece)
    }
    await taker?.end?.()
  } finally {
    await handle.close()
    await taker?.close?.()
  }
  return hash.digest('hex')
}

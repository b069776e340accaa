import type { FileHandle } from 'node:fs/promises'
import type { PartRecord } from './part-record.js'
import type { FollowedFile, TransferParts } from './parts.js'

/** So much is read between two looks at the signal. */
const stepBytes = 64 * 1024 * 1024

export interface Verified {
  /** Bytes that hold. */
  readonly done: number
  /** Stands at the last of them; the caller closes it. */
  readonly followed: FollowedFile
  /** Digests of whole blocks among them. */
  readonly blocks: readonly string[]
}

/**
 * Reads again what an earlier process left, up to the first block that is not as it was. What lies behind the recorded blocks counts
 * too, where `keepTail`.
 */
export async function verifyPart(
  parts: Pick<TransferParts, 'follow'>,
  path: string,
  file: FileHandle,
  record: PartRecord,
  { keepTail, signal }: { readonly keepTail: boolean; readonly signal: AbortSignal },
): Promise<Verified> {
  const { size } = await file.stat()
  const end = Math.min(size, record.size ?? size, keepTail ? Infinity : record.blocks.length * record.block)
  const all = await readTo(end)
  const bad = all.blocks.findIndex((digest, at) => at < record.blocks.length && digest !== record.blocks[at])
  if (bad < 0) return all
  // Hashes cannot go back: what is before the bad block is read once more.
  await all.followed.close()
  return readTo(bad * record.block)

  async function readTo(done: number): Promise<Verified> {
    const followed = parts.follow(path, record.block)
    try {
      let blocks: readonly string[] = []
      for (let at = 0; at < done; ) {
        signal.throwIfAborted()
        at = Math.min(done, at + stepBytes)
        blocks = await followed.to(at)
      }
      return { done, followed, blocks: [...blocks] }
    } catch (error) {
      await followed.close()
      throw error
    }
  }
}

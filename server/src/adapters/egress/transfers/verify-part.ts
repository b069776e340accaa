import type { FileHandle } from 'node:fs/promises'
import { createDigester, type Digester, type Hashers } from './digester.js'
import type { PartRecord } from './part-record.js'

const pieceBytes = 1024 * 1024

/**
 * Reads again what an earlier process left, up to the first block that is not as it was. What lies behind the recorded blocks counts
 * too, where `keepTail`. The digester stands at the last byte that holds; the caller disposes of it.
 */
export async function verifyPart(
  parts: Hashers,
  file: FileHandle,
  record: PartRecord,
  { keepTail, signal }: { readonly keepTail: boolean; readonly signal: AbortSignal },
): Promise<Digester> {
  const { size } = await file.stat()
  const end = Math.min(size, record.size ?? size, keepTail ? Infinity : record.blocks.length * record.block)
  const good = await readTo(parts, file, record, end, signal)
  if (good.holds) return good.digester
  // A block is bad: hashes cannot go back, so those before it are read once more.
  good.digester.dispose()
  const again = await readTo(parts, file, { ...record, blocks: record.blocks.slice(0, good.blocks) }, good.blocks * record.block, signal)
  return again.digester
}

async function readTo(parts: Hashers, file: FileHandle, record: PartRecord, end: number, signal: AbortSignal) {
  const digester = createDigester(parts, record.block)
  const buffer = Buffer.allocUnsafeSlow(pieceBytes)
  try {
    while (digester.done < end) {
      signal.throwIfAborted()
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, end - digester.done), digester.done)
      if (bytesRead === 0) break
      const before = digester.blocks.length
      digester.update(buffer.subarray(0, bytesRead))
      for (let at = before; at < digester.blocks.length; at += 1) {
        if (at < record.blocks.length && digester.blocks[at] !== record.blocks[at]) return { holds: false, blocks: at, digester } as const
      }
    }
  } catch (error) {
    digester.dispose()
    throw error
  }
  return { holds: true, blocks: digester.blocks.length, digester } as const
}

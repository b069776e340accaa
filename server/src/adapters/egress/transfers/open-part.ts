import type { FileHandle } from 'node:fs/promises'
import { diskFault } from './disk-fault.js'
import { createHashBehind, type HashBehind } from './hash-behind.js'
import { openBegun, openNew } from './open-file.js'
import { nextRecordOf, type PartRecord, readRecord, recordOf, writeRecord } from './part-record.js'
import type { TransferParts } from './parts.js'
import { verifyPart } from './verify-part.js'
import { createWriteBehind, type WriteBehind } from './write-behind.js'

/** A record is written after so many bytes, or so many milliseconds with a new block. */
const saveBytes = 16 * 1024 * 1024
const saveMs = 1000

/** A file that is being fetched, with what is known of it. All reject with DISK_FULL, WRITE_REFUSED. */
export interface OpenPart {
  /** Bytes that are in the file and hold. */
  readonly done: number
  /** Those, and the ones that wait to be written. */
  readonly received: number
  /** Null: nothing has come yet. */
  readonly record: PartRecord | null
  /** Lets go of what is there and begins with this. */
  begin(record: Omit<PartRecord, 'blocks' | 'boot'>): Promise<void>
  append(bytes: Uint8Array): Promise<void>
  /** All that came is in the file. */
  flush(): Promise<void>
  /** After the last byte: it and its record are on the disk. */
  finish(): Promise<{ readonly sha256: string; readonly blake3: string }>
  /** Takes it away: it is not the file. */
  drop(): Promise<void>
  close(): Promise<void>
}

/** What is open while something is there. */
interface Live {
  readonly file: FileHandle
  readonly writer: WriteBehind
  readonly hash: HashBehind
  record: PartRecord
  saved: { readonly bytes: number; readonly at: number }
}

/**
 * Opens `path`, proving first what an earlier process left there. Nothing is made before `begin`. `keepTail`: a digest of the whole file will show
 * whether the bytes behind the last recorded block are right; they are kept as long as the machine was not started again.
 */
export async function openPart(
  parts: Pick<TransferParts, 'boot' | 'clock' | 'follow' | 'removeFile'>,
  path: string,
  { key, keepTail, signal }: { readonly key: string; readonly keepTail: boolean; readonly signal: AbortSignal },
): Promise<OpenPart> {
  const boot = parts.boot()
  let live: Live | null = null
  let saving: Promise<void> | null = null
  let fault: { readonly error: unknown } | null = null

  /** Every fault of the disk as a coded problem. */
  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (signal.aborted && error === signal.reason) throw error
      throw await diskFault(path, error, live === null || live.record.size === null ? null : live.record.size - live.writer.written)
    }
  }

  function setLive(file: FileHandle, record: PartRecord, from: number, follow: ReturnType<TransferParts['follow']>): Live {
    const hash = createHashBehind(follow, record.blocks, saveBehind)
    const writer = createWriteBehind(file, from, () => hash.more(writer.written))
    fault = null
    return (live = { file, writer, hash, record, saved: { bytes: record.blocks.length * record.block, at: parts.clock.now() } })
  }

  async function resume(): Promise<void> {
    const kept = await readRecord(path)
    if (kept === null || kept.key !== key || kept.validator === null) return
    const file = await openBegun(path)
    if (file === null) return
    try {
      const { done, followed, blocks } = await verifyPart(parts, path, file, kept, { keepTail: keepTail && kept.boot === boot, signal })
      setLive(file, { ...kept, boot, blocks: [...blocks] }, done, followed)
      await file.truncate(done)
    } catch (error) {
      if (live === null) await file.close()
      throw error
    }
  }

  /** Blocks of which every byte is on the disk for good. */
  async function saveBlocks(one: Live): Promise<void> {
    const blocks = [...one.hash.blocks]
    one.saved = { bytes: blocks.length * one.record.block, at: parts.clock.now() }
    await one.file.datasync()
    one.record = { ...one.record, blocks }
    await writeRecord(path, one.record)
  }

  function saveBehind(): void {
    if (live === null || saving !== null) return
    const fresh = live.hash.blocks.length * live.record.block - live.saved.bytes
    if (fresh < live.record.block || (fresh < saveBytes && parts.clock.now() - live.saved.at < saveMs)) return
    saving = saveBlocks(live)
      .catch((error: unknown) => {
        fault ??= { error }
      })
      .finally(() => {
        saving = null
      })
  }

  /** What came is worth keeping, however it ended, unless it is `unwanted`. */
  async function closeAll(unwanted: boolean): Promise<void> {
    const one = live
    if (one === null) return
    await one.writer.flush().catch(() => undefined)
    if (!unwanted) await one.hash.rest().catch(() => undefined)
    await saving
    if (!unwanted && one.hash.blocks.length > one.record.blocks.length) await saveBlocks(one).catch(() => undefined)
    live = null
    await one.hash.close()
    await one.file.close().catch(() => undefined)
  }

  await guarded(resume).catch(async (error: unknown) => {
    await closeAll(true)
    throw error
  })

  return {
    get done() {
      return live?.writer.written ?? 0
    },
    get received() {
      return live?.writer.received ?? 0
    },
    get record() {
      return live?.record ?? null
    },
    begin: (wanted) =>
      guarded(async () => {
        await closeAll(true)
        await (await openBegun(path))?.close()
        await parts.removeFile(path)
        const record = { ...wanted, blocks: [], boot }
        setLive(await openNew(path), record, 0, parts.follow(path, record.block))
        await writeRecord(path, record)
      }),
    append: (bytes) =>
      guarded(async () => {
        throwIfAny(fault)
        await live?.writer.add(bytes)
      }),
    flush: () => guarded(async () => live?.writer.flush()),
    finish: () =>
      guarded(async () => {
        if (live === null) throw new TypeError('a part without a byte has no digest')
        await live.writer.flush()
        await live.hash.rest()
        await saving
        throwIfAny(fault)
        if (live.hash.blocks.length > live.record.blocks.length) await saveBlocks(live)
        await live.file.sync()
        return live.hash.finish()
      }),
    async drop() {
      await closeAll(true)
      await dropPart(parts, path)
    },
    close: () => closeAll(false),
  }
}

function throwIfAny(fault: { readonly error: unknown } | null): void {
  if (fault !== null) throw fault.error
}

/** Takes a part and all that belongs to it away. */
export async function dropPart(parts: Pick<TransferParts, 'removeFile'>, path: string): Promise<void> {
  for (const one of [path, recordOf(path), nextRecordOf(path)]) await parts.removeFile(one)
}

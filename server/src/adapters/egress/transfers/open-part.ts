import type { FileHandle } from 'node:fs/promises'
import { createDigester, type Digester, type Hashers } from './digester.js'
import { diskFault } from './disk-fault.js'
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
  /** All of it and its record are on the disk. */
  save(): Promise<void>
  /** After the last byte; ends the hashes. */
  digests(): { readonly sha256: string; readonly blake3: string }
  /** Takes it away: it is not the file. */
  drop(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens `path`, proving first what an earlier process left there. Nothing is made before `begin`. `keepTail`: a digest of the whole file will show
 * whether the bytes behind the last recorded block are right; they are kept as long as the machine was not started again.
 */
export async function openPart(
  parts: Pick<TransferParts, 'boot' | 'clock' | 'removeFile'> & Hashers,
  path: string,
  { key, keepTail, signal }: { readonly key: string; readonly keepTail: boolean; readonly signal: AbortSignal },
): Promise<OpenPart> {
  const boot = parts.boot()
  let file: FileHandle | null = null
  let record: PartRecord | null = null
  let digester: Digester | null = null
  let writer: WriteBehind | null = null
  let saved = { bytes: 0, at: parts.clock.now() }
  let saving: Promise<void> | null = null
  let fault: { readonly error: unknown } | null = null

  const fail = async (error: unknown): Promise<never> => {
    throw signal.aborted && error === signal.reason ? error : await diskFault(path, error, record?.size == null ? null : record.size - (writer?.written ?? 0))
  }
  const write = (from: number, onto: FileHandle, hash: Digester) => createWriteBehind(onto, from, (bytes) => hash.update(bytes))

  async function resume(): Promise<void> {
    const kept = await readRecord(path)
    if (kept === null || kept.key !== key || kept.validator === null) return
    file = await openBegun(path)
    if (file === null) return
    digester = await verifyPart(parts, file, kept, { keepTail: keepTail && kept.boot === boot, signal })
    await file.truncate(digester.done)
    record = { ...kept, boot }
    writer = write(digester.done, file, digester)
    saved = { bytes: digester.done, at: parts.clock.now() }
  }

  /** Blocks of which every byte is on the disk for good. */
  async function saveBlocks(): Promise<void> {
    if (file === null || digester === null || writer === null || record === null) return
    const whole = Math.min(digester.blocks.length, Math.floor(writer.written / record.block))
    const blocks = digester.blocks.slice(0, whole)
    saved = { bytes: whole * record.block, at: parts.clock.now() }
    await file.datasync()
    record = { ...record, blocks }
    await writeRecord(path, record)
  }

  function saveBehind(): void {
    if (saving !== null || digester === null || record === null) return
    const fresh = digester.blocks.length * record.block - saved.bytes
    if (fresh < record.block || (fresh < saveBytes && parts.clock.now() - saved.at < saveMs)) return
    saving = saveBlocks()
      .catch((error: unknown) => {
        fault ??= { error }
      })
      .finally(() => {
        saving = null
      })
  }

  try {
    await resume()
  } catch (error) {
    await closeAll()
    return fail(error)
  }

  /** What came is worth keeping, however it ended. */
  async function closeAll(): Promise<void> {
    await writer?.flush().catch(() => undefined)
    await saving
    if ((digester?.blocks.length ?? 0) > (record?.blocks.length ?? 0)) await saveBlocks().catch(() => undefined)
    digester?.dispose()
    digester = null
    await file?.close().catch(() => undefined)
    file = null
  }

  return {
    get done() {
      return digester === null ? 0 : (writer?.written ?? 0)
    },
    get received() {
      return digester === null ? 0 : (writer?.received ?? 0)
    },
    get record() {
      return record
    },
    async begin(wanted) {
      try {
        await saving
        digester?.dispose()
        fault = null
        if (file === null) {
          const old = await openBegun(path)
          await old?.close()
          await parts.removeFile(path)
          file = await openNew(path)
        } else await file.truncate(0)
        record = { ...wanted, blocks: [], boot }
        digester = createDigester(parts, record.block)
        writer = write(0, file, digester)
        saved = { bytes: 0, at: parts.clock.now() }
        await writeRecord(path, record)
      } catch (error) {
        await fail(error)
      }
    },
    async append(bytes) {
      try {
        throwIfAny(fault)
        await writer?.add(bytes)
        saveBehind()
      } catch (error) {
        await fail(error)
      }
    },
    async flush() {
      try {
        await writer?.flush()
      } catch (error) {
        await fail(error)
      }
    },
    async save() {
      try {
        await writer?.flush()
        await saving
        throwIfAny(fault)
        await saveBlocks()
        await file?.sync()
      } catch (error) {
        await fail(error)
      }
    },
    digests() {
      if (digester === null) throw new TypeError('a part without a byte has no digest')
      return digester.finish()
    },
    async drop() {
      await writer?.flush().catch(() => undefined)
      await saving
      digester?.dispose()
      ;[digester, writer, record] = [null, null, null]
      await file?.close().catch(() => undefined)
      file = null
      await dropPart(parts, path)
    },
    close: closeAll,
  }
}

function throwIfAny(fault: { readonly error: unknown } | null): void {
  if (fault !== null) throw fault.error
}

/** Takes a part and all that belongs to it away. */
export async function dropPart(parts: Pick<TransferParts, 'removeFile'>, path: string): Promise<void> {
  for (const one of [path, recordOf(path), nextRecordOf(path)]) await parts.removeFile(one)
}

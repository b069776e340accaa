import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import * as v from 'valibot'
import type { Validator } from './validator.js'

/** Hex digits of one block's BLAKE3. */
const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

/** `.<name>.<plan>.json` beside the `.part`: what is known of a part, so that another process can prove what lies there and go on. No address in it opens anything. */
const PartRecordSchema = v.object({
  schema: v.literal('greenlight/part@1'),
  /** Host and path, for people. */
  url: v.string(),
  /** SHA-256 of the whole address. */
  key: hex,
  validator: v.nullable(v.union([v.object({ etag: v.string() }), v.object({ modified: v.string() })])),
  size: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  /** Who sent it. */
  from: v.string(),
  /** Bytes of a block. */
  block: v.pipe(v.number(), v.safeInteger(), v.minValue(4096)),
  /** BLAKE3 of each whole block that is on the disk for good. */
  blocks: v.array(hex),
  /** The start of the machine in which it was written: as long as it runs, all that was written can be read. */
  boot: v.string(),
})
export type PartRecord = v.InferOutput<typeof PartRecordSchema> & { readonly validator: Validator | null }

const mostBytes = 32 * 1024 * 1024
const mebibyte = 1024 * 1024

/** About a thousand blocks, of 1 to 16 MiB. */
export function blockFor(size: number | null): number {
  const sizes = [1, 2, 4, 8].map((count) => count * mebibyte)
  return (size === null ? undefined : sizes.find((block) => block * 1024 >= size)) ?? 16 * mebibyte
}

/** As long as the part's own name, which may be as long as the disk allows. */
export const recordOf = (part: string): string => `${stemOf(part)}.json`
/** The next one while it is written: one name, so that a crash leaves no more than this. */
export const nextRecordOf = (part: string): string => `${stemOf(part)}.next`
const stemOf = (part: string): string => part.replace(/\.part$/, '')

export function keyOf(url: URL): string {
  return createHash('sha256').update(url.href).digest('hex')
}

/** Without what may open somebody's account. */
export function plainUrl(url: URL): string {
  return `${url.origin}${url.pathname}`
}

/** Null where there is none, or none that can be believed. */
export async function readRecord(part: string): Promise<PartRecord | null> {
  const file = await open(recordOf(part), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => null)
  if (file === null) return null
  try {
    const stats = await file.stat()
    if (!stats.isFile() || stats.size > mostBytes) return null
    const read = v.safeParse(PartRecordSchema, JSON.parse(await file.readFile('utf8')))
    return read.success ? read.output : null
  } catch {
    return null
  } finally {
    await file.close()
  }
}

/**
 * The old one or the new one, whatever happens to this process meanwhile; to the machine too, where it tells of blocks. Rejects with the
 * system's error.
 */
export async function writeRecord(part: string, record: PartRecord): Promise<void> {
  const file = await open(nextRecordOf(part), constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0), 0o666)
  try {
    await file.writeFile(`${JSON.stringify(record)}\n`)
    if (record.blocks.length > 0) await file.sync()
  } finally {
    await file.close()
  }
  await rename(nextRecordOf(part), recordOf(part))
}

import type { ModelHealth, ModelKind } from '@greenlight/shared/models'
import type { Problem } from '@greenlight/shared/problem'
import type { ModelFacts } from './model-facts.js'

/** The words that the model index speaks: files by place, contents by hash. Paths of the disk are in its own spelling. */

/** One folder tree that is walked once, whoever reads it. */
export interface ModelRoot {
  /** Absolute. */
  readonly path: string
  readonly from: 'comfyui' | 'user'
  /** Model folders that list this root, in ComfyUI's order; none for a root that the user added (Downloads). */
  readonly folders: readonly RootFolder[]
}
export interface RootFolder {
  readonly name: string
  /** Endings with the point, lower case; `any`: every file; `diffusers`: folders with a `model_index.json`. */
  readonly accepts: ReadonlySet<string> | 'any' | 'diffusers'
}

/** All that a stat says; equal stamps mean an unchanged file (D8: equal size and time, never a sample of the content). */
export interface FileStamp {
  readonly size: number
  /** Milliseconds since 1970, with the fraction that the disk keeps. */
  readonly modified: number
  /** `device:inode`; null where the disk gives none. */
  readonly inode: string | null
}

/**
 * The stamp that a stat says. One for all who make stamps, for a walk's and a hasher's are compared. Windows numbers files beyond
 * what a number holds, and two neighbours would share a rounded one: that is none (the walk asks again for the exact one).
 */
export function stampOf({ size, mtimeMs, dev, ino }: { readonly size: number; readonly mtimeMs: number; readonly dev: number; readonly ino: number }): FileStamp {
  const known = ino !== 0 && Number.isSafeInteger(ino) && Number.isSafeInteger(dev)
  return { size, modified: mtimeMs, inode: known ? `${dev}:${ino}` : null }
}

/** `stampOf`, with a second stat of the same file for the exact inode where the first has none that a number holds. Throws what `again` throws. */
export function exactStamp(
  stats: { readonly size: number; readonly mtimeMs: number; readonly dev: number; readonly ino: number },
  again: () => { readonly dev: bigint; readonly ino: bigint },
): FileStamp {
  const stamp = stampOf(stats)
  if (stamp.inode !== null || stats.ino === 0) return stamp
  const { dev, ino } = again()
  return { ...stamp, inode: `${dev}:${ino}` }
}

/** Equal in every part. Whether it is still the same file, on a disk that came back under another number, `sameStamp` tells. */
export function isSameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.size === b.size && a.modified === b.modified && a.inode === b.inode
}

/** A file as a walk meets it. */
export interface WalkedModel extends FileStamp {
  /** Below the root, `/` separated. */
  readonly name: string
  /** Where the link leads through which it was reached; null when there is none on the way. */
  readonly link: string | null
}

export interface StoredStamp extends FileStamp {
  readonly id: number
  readonly link: string | null
}

/** Hashes of one whole content. Hex, lower case, without a prefix. */
export interface Digests {
  readonly blake3: string
  readonly sha256?: string
  /** SHA-256 over the bytes after a safetensors header; its first 12 digits are AutoV3. */
  readonly tensorsSha256?: string
}

/** Look-up keys over samples (D8): they find candidates and never prove anything. */
export interface SampleKeys {
  /** `quick:2:<64 hex>`, ours. */
  readonly quick?: string
  /** 16 hex digits of ComfyDock's and ComfyGit's BLAKE3 samples. */
  readonly comfydock16?: string
  /** 16 hex digits of ComfyGit 0.7.1's xxh3_128 samples. */
  readonly comfygit16?: string
}

/** What companion files say (`model.civitai.info`): evidence for sources and hashes, never verification. */
export interface CompanionClaim {
  /** Base name of the companion file. */
  readonly from: string
  readonly says: string
  readonly url?: string
  /** Claimed hashes, hex, lower case. */
  readonly sha256?: string
  readonly blake3?: string
  readonly autov2?: string
  readonly autov3?: string
}

export interface IndexedModel extends FileStamp {
  readonly id: number
  /** Absolute, in the disk's spelling. */
  readonly path: string
  readonly root: string
  readonly name: string
  readonly folders: readonly string[]
  readonly link: string | null
  readonly facts: ModelFacts | null
  readonly digests: Partial<Digests>
  readonly keys: SampleKeys
  readonly claims: readonly CompanionClaim[]
}

/** `autov2`: first 10 digits of SHA-256; `autov3`: first 12 of the tensor-only one. Hex, lower case. */
export interface HashAsked {
  readonly type: 'autov2' | 'autov3' | 'blake3' | 'comfydock16' | 'comfygit16' | 'quick' | 'sha256' | 'tensorsSha256'
  readonly value: string
}

export interface ModelQuery {
  /** Words that must all be in the path or name, any case. */
  readonly search?: string
  readonly folder?: string
  readonly kind?: ModelKind
  readonly family?: string
  readonly health?: ModelHealth
  readonly sort?: 'name' | 'size' | 'modified'
  readonly descending?: boolean
  readonly offset?: number
  readonly limit?: number
}

export interface IndexCounts {
  readonly files: number
  readonly bytes: number
  readonly described: number
  readonly hashed: number
  readonly corrupt: number
}

/** Reading; any number of processes at once. */
export interface ModelIndexReader {
  list(query: ModelQuery): Promise<{ models: readonly IndexedModel[]; total: number }>
  byPaths(paths: readonly string[]): Promise<ReadonlyMap<string, IndexedModel>>
  /** Key: `type:value` as asked. Contents whose hash is not known yet are not in it. */
  byHashes(asked: readonly HashAsked[]): Promise<ReadonlyMap<string, readonly IndexedModel[]>>
  byFingerprints(fingerprints: readonly string[]): Promise<ReadonlyMap<string, readonly IndexedModel[]>>
  /** Every file with one of these sizes. */
  bySizes(sizes: readonly number[]): Promise<readonly IndexedModel[]>
  /** Sizes that two files or more share: only those can be duplicates. */
  sharedSizes(): Promise<readonly number[]>
  /** Every name, light: for name repair. */
  names(): Promise<readonly { readonly id: number; readonly root: string; readonly name: string; readonly size: number; readonly folders: readonly string[] }[]>
  /** Files of roots that no model folder lists: folders of the user's own. */
  outside(): Promise<readonly { readonly name: string; readonly path: string; readonly size: number }[]>
  counts(): Promise<IndexCounts>
  /** Findings of the last whole walk of each root. */
  problems(): Promise<readonly Problem[]>
  /** One file of each content whose facts (of `factsVersion`) or hash are not there yet; hashes smallest first, facts as they were met. */
  lacking(what: 'facts' | 'blake3' | 'sha256', limit: number): Promise<readonly IndexedModel[]>
  close(): Promise<void>
}

/** Writing; one process at a time (the lock is the adapter's). Each call is one transaction: all of it or nothing. */
export interface ModelIndex extends ModelIndexReader {
  /** The roots that count from now on; files of others are forgotten. */
  setRoots(roots: readonly ModelRoot[]): Promise<void>
  /** Everything stored below one root, by name; one read for a whole scan. */
  stamps(root: string): Promise<ReadonlyMap<string, StoredStamp>>
  /** New, changed and vanished files of one root. A changed stamp parts the file from its content. */
  record(root: string, change: { readonly found: readonly WalkedModel[]; readonly gone: readonly string[] }): Promise<void>
  /** Ends one whole walk of a root with its findings. */
  finishWalk(root: string, problems: readonly Problem[]): Promise<void>
  /** Facts read from files as they were at `stamp`; one whose file changed meanwhile is left out. */
  describe(entries: readonly Described[]): Promise<void>
  /** Digests of one file as it was at `stamp`; files with the same BLAKE3 come to share one content. False: it changed meanwhile. */
  addDigests(id: number, stamp: FileStamp, digests: Digests): Promise<boolean>
  addKeys(id: number, stamp: FileStamp, keys: SampleKeys): Promise<boolean>
}

export interface Described {
  readonly id: number
  readonly stamp: FileStamp
  readonly facts: ModelFacts
  readonly claims: readonly CompanionClaim[]
}

/** Key of the answer of `byHashes`. */
export function hashKey({ type, value }: HashAsked): string {
  return `${type}:${value}`
}

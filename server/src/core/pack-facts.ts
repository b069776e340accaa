import type { Problem } from '@greenlight/shared/problem'

/** Node packs as files: what was fetched, what it would run, and what stands in its way. */

/** What a person or a resolution names (DOCK-32). */
export type PackName =
  | { readonly by: 'registry'; readonly id: string; readonly version: string | null }
  | { readonly by: 'repository'; readonly url: string; readonly ref: string | null }
  | { readonly by: 'folder'; readonly path: string }

/** A pack on the shelf `<state>/shelf/<hex>/`: its files, never run, never imported. */
export interface ShelvedPack {
  /** `sha256:<64 hex>` over the tree (paths, contents, executable bit). */
  readonly shelf: string
  /** Folder of its files on the shelf. */
  readonly path: string
  readonly from: 'registry' | 'git'
  readonly id: string | null
  readonly repository: string | null
  readonly version: string | null
  /** 40 hex. */
  readonly commit: string | null
  /** `sha256:<64 hex>` of the archive that came. */
  readonly archive: string | null
  /** ISO 8601, where the publisher says when this version was made. */
  readonly published: string | null
  /** Folder name that it should have below custom_nodes. */
  readonly folder: string
  readonly title: string
  readonly bytes: number
  readonly files: number
  readonly licence: string | null
  readonly hosts: readonly string[]
}

/** Something in a pack's files that a person should know before it runs (gates G3, G8, G9). `line` from 1. */
export interface CodeFact {
  readonly kind:
    | 'install-script'
    | 'installs-by-itself'
    | 'runs-text'
    | 'starts-programs'
    | 'network-at-import'
    | 'at-python-start'
    | 'native-binary'
    | 'pickle-file'
    | 'obfuscated'
    | 'risky-requirement'
    | 'known-bad'
  readonly file: string
  readonly line: number | null
  readonly says: string
}

/** What the requirement files of a pack ask for. */
export interface PackRequirements {
  /** Lines for the resolver, as written, comments and blanks gone. */
  readonly lines: readonly { readonly line: string; readonly file: string; readonly at: number }[]
  /** Lines that are never handed on: indexes, addresses, paths, options. */
  readonly refused: readonly CodeFact[]
}

/** How to get a pack onto the shelf; asks only sources that are on, or in `ask`. */
export interface PackShelf {
  /**
   * PACK_NOT_FOUND, PACK_ARCHIVE_REFUSED, GIT_NOT_FOUND, GIT_REFUSED, SOURCE_OFF and the transfer problems; rejects with the signal's reason.
   */
  fetch(name: PackName, options: { readonly ask: readonly string[]; readonly signal: AbortSignal; readonly progress?: (done: number, total: number | null) => void }): Promise<ShelvedPack>
  /** What lies there already, verified by reading every byte again; null: not there or damaged (then it is taken away). */
  find(shelf: string): Promise<ShelvedPack | null>
  /** Copies its files to a new folder `to`. */
  unpack(shelf: string, to: string, signal: AbortSignal): Promise<void>
  /** Texts of its files by path relative to the pack, `/` separated, for reading requirements and code; binary and large ones are left out. */
  texts(shelf: string): Promise<{ readonly texts: ReadonlyMap<string, string>; readonly others: readonly { readonly path: string; readonly size: number; readonly head: Uint8Array }[] }>
}

/** What stands under a pack's name below custom_nodes (DOCK-22). */
export type PackConflict = 'already-tracked' | 'development' | 'different-repository' | 'directory-without-git' | 'no-remote' | 'same-repository'

/** A folder (or single file) below a custom_nodes root, enabled or not. */
export interface PackOnDisk {
  readonly folder: string
  readonly path: string
  readonly root: string
  readonly state: 'enabled' | 'disabled'
  /** Which spelling of disabled: `name.disabled`, `.disabled/name`, `.disabled/id@version`; null when enabled. */
  readonly spelling: 'below' | 'none' | 'suffix' | null
  readonly source: 'development' | 'file' | 'folder' | 'git' | 'registry'
  readonly id: string | null
  readonly version: string | null
  readonly repository: string | null
  readonly commit: string | null
  /** Files changed since it was installed; null: cannot tell. */
  readonly changed: boolean | null
}

export interface PackFolders {
  /** Every custom_nodes root, in ComfyUI's order; new packs go into the first. */
  readonly roots: readonly string[]
  list(): Promise<{ readonly packs: readonly PackOnDisk[]; readonly problems: readonly Problem[] }>
}

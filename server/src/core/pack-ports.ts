import type { ShelvedPack } from './pack-facts.js'

/** What stands behind the shelf of packs: unpacking, git, and the shelf's own folder. */

export interface PackWork {
  readonly signal: AbortSignal
  /** Bytes or objects so far; `total` null when unknown. */
  readonly progress?: (done: number, total: number | null) => void
}

/** Unpacks an archive of a pack into a new folder, or nothing at all. PACK_ARCHIVE_REFUSED, naming `pack`. */
export interface Unpacker {
  unpack(archive: string, to: string, pack: string, work: PackWork): Promise<void>
}

/** What a name of a commit means now. */
export interface GitPin {
  /** 40 hex. */
  readonly commit: string
  /** The branch that ends at this commit, the usual one if it does; null: none. */
  readonly branch: string | null
  /** The branch that a clone would have. */
  readonly head: string | null
}

/** The system's git, fenced in. Asks only the address that it is given, or the mirror of it. GIT_NOT_FOUND, GIT_REFUSED; rejects with the signal's reason. */
export interface Git {
  /** Whether it may be asked about this address; else a clause that tells why not. Asks nobody. */
  refuses(url: string): string | null
  /** The host that is asked about it, `host` or `host:port`: the mirror's where the person named one for it. Asks nobody. */
  host(url: string): string
  /** `ref`: a branch, a tag, 40 hex, or null for what a clone would have. PACK_NOT_FOUND where there is no such thing. */
  pin(url: string, ref: string | null, work: PackWork): Promise<GitPin>
  /**
   * The files of one commit in the new folder `to`, with a `.git` as an ordinary shallow clone has it: remote `origin`, branch checked out
   * where one ends there. No links, no submodules, nothing run. `date`: of the commit, ISO 8601.
   */
  clone(url: string, pin: GitPin, to: string, work: PackWork): Promise<{ readonly date: string | null }>
}

/** What is known of a pack beside its files. */
export type ShelfFacts = Omit<ShelvedPack, 'bytes' | 'files' | 'path' | 'shelf'>

/** One pack that lies on the shelf, as its list has it. */
export interface ShelfLine extends Pick<ShelvedPack, 'commit' | 'from' | 'id' | 'repository' | 'shelf' | 'version'> {
  /** As it was asked for: a branch, a tag; null: no name. */
  readonly ref: string | null
  /** Milliseconds since the epoch. */
  readonly arrived: number
}

/** The folder `<state>/shelf`. */
export interface Shelf {
  /** A place of our own for what is on its way: the same name gives the same path, so that a transfer can go on. Its folder is made. */
  arriving(name: string): Promise<string>
  /** A path beside those that nothing has, for a folder that is to be made. */
  fresh(): Promise<string>
  /**
   * Moves the folder `from` onto the shelf, with `.git` in it where it came by git. Atomic; what is there already stays and `from` is
   * removed. SHELF_UNWRITABLE.
   */
  keep(from: string, facts: ShelfFacts, ref: string | null): Promise<ShelvedPack>
  /** Newest arrivals first; what is damaged is left out. */
  list(): Promise<readonly ShelfLine[]>
  find(shelf: string): Promise<ShelvedPack | null>
  /** Takes away what we made on the way. */
  drop(path: string): Promise<void>
}

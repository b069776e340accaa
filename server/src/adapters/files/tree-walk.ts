import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Problem } from '@greenlight/shared/problem'
import { problem } from '../../problems.js'
import { codeOf, reasonOf } from './reason.js'

/** A file as a walk meets it. */
export interface MetFile {
  /** Below the root, `/` separated. */
  readonly name: string
  readonly path: string
  readonly stats: Stats
  /** Where it lies when every link is followed; null when no link below the root leads to it. */
  readonly real: string | null
}

/** The system's calls that a walk makes; a test hands in some that fail. */
export interface TreeCalls {
  readonly readFolder: (path: string) => Dirent[]
  /** Links followed. Throws what the system throws. */
  readonly stat: (path: string) => Stats
  readonly realPath: (path: string) => string
}

export interface TreeOptions {
  /** Asked for the name of each file; only the files wanted cost a stat. */
  readonly wants: (name: string) => boolean
  /** Asked for the name of each folder below the root; default: all but `.git`. */
  readonly enters?: ((name: string) => boolean) | undefined
  /** Files and folders looked at before it stops; default 500,000. */
  readonly limit?: number | undefined
  /** Whether a pipe, socket or device under a wanted name is a problem; default: nothing is said of it. */
  readonly tellsSpecial?: boolean
  readonly calls?: TreeCalls
}

interface Folder {
  readonly path: string
  readonly name: string
  /** Without links; null until a link makes it matter. */
  readonly real: string
  readonly parent: Folder | null
  readonly linked: boolean
}

const defaultLimit = 500_000
const maxDepth = 64
/** One folder may be reached through several links; this many are plenty and keep a web of links from multiplying. */
const maxVisits = 16

const systemCalls: TreeCalls = {
  readFolder: (path) => readdirSync(path, { withFileTypes: true }),
  stat: (path) => statSync(path),
  realPath: (path) => realpathSync.native(path),
}

/**
 * One walk through a folder, links followed, as far at a time as its caller likes. Nothing throws: a loop, a dead link, an
 * unreadable folder is a problem beside the files. Synchronous calls, because 50,000 asynchronous ones take twice as long.
 */
export class TreeWalk {
  readonly problems: Problem[] = []
  /** Places below the root ('' for itself) of which it is not known what lies there. */
  readonly unseen: string[] = []
  /** Whether there is no folder at the root. */
  readonly absent: boolean
  readonly #root: string
  readonly #limit: number
  readonly #options: TreeOptions
  readonly #calls: TreeCalls
  readonly #visits = new Map<string, number>()
  readonly #folders: Folder[] = []
  #folder: Folder | null = null
  #entries: Dirent[] = []
  #at = 0
  #seen = 0

  constructor(root: string, options: TreeOptions) {
    this.#root = root
    this.#options = options
    this.#calls = options.calls ?? systemCalls
    this.#limit = options.limit ?? defaultLimit
    const first = this.#begin()
    this.absent = first === null
    if (first !== null) this.#folders.push(first)
  }

  get done(): boolean {
    return this.#at >= this.#entries.length && this.#folders.length === 0
  }

  /** Looks at so many further entries; answers the files among them. */
  step(entries: number): MetFile[] {
    const met: MetFile[] = []
    for (let left = entries; left > 0 && !this.done; left--) {
      const entry = this.#entries[this.#at++]
      if (entry === undefined || this.#folder === null) this.#open(this.#folders.pop())
      else this.#take(this.#folder, entry, met)
    }
    return met
  }

  #begin(): Folder | null {
    try {
      const real = this.#calls.realPath(this.#root)
      return this.#calls.stat(real).isDirectory() ? { path: this.#root, name: '', real, parent: null, linked: false } : null
    } catch (error) {
      // A link to nowhere is ENOENT as well; whoever names roots decides whether an absent one is worth a word.
      if (codeOf(error) !== 'ENOENT') this.#tellUnseen('FOLDER_UNREADABLE', this.#root, '', error)
      return null
    }
  }

  #open(folder: Folder | undefined): void {
    this.#folder = folder ?? null
    this.#entries = []
    this.#at = 0
    if (folder === undefined) return
    try {
      this.#entries = this.#calls.readFolder(folder.path)
    } catch (error) {
      this.#tellUnseen('FOLDER_UNREADABLE', folder.path, folder.name, error)
    }
    this.#seen += this.#entries.length
    if (this.#seen <= this.#limit) return
    this.problems.push(problem('FOLDER_TOO_LARGE', { path: this.#root, limit: this.#limit }))
    this.unseen.push('')
    this.#entries = []
    this.#folders.length = 0
  }

  #take(folder: Folder, entry: Dirent, met: MetFile[]): void {
    // Twice as fast as join, and there is nothing to normalise.
    const path = folder.path.endsWith(sep) ? folder.path + entry.name : folder.path + sep + entry.name
    if (entry.isDirectory()) this.#enter(folder, entry.name, path, null)
    else if (entry.isFile()) {
      if (this.#options.wants(entry.name)) this.#meet(folder, entry.name, path, met)
    } else if (entry.isSymbolicLink()) this.#follow(folder, entry.name, path, met)
    else this.#tellSpecial(entry.name, path)
  }

  #follow(folder: Folder, name: string, path: string, met: MetFile[]): void {
    try {
      const stats = this.#calls.stat(path)
      if (stats.isDirectory()) this.#enter(folder, name, path, this.#calls.realPath(path))
      else if (!stats.isFile()) this.#tellSpecial(name, path)
      else if (this.#options.wants(name)) met.push({ name: below(folder, name), path, stats, real: this.#calls.realPath(path) })
    } catch (error) {
      const code = codeOf(error)
      if (code === 'ELOOP') this.problems.push(problem('FOLDER_LOOP', { path }))
      else if (code !== 'ENOENT') this.#tellUnseen('FILE_UNREADABLE', path, below(folder, name), error)
      else if (this.#options.wants(name) || !name.includes('.')) this.problems.push(problem('LINK_BROKEN', { path }))
    }
  }

  #meet(folder: Folder, name: string, path: string, met: MetFile[]): void {
    try {
      const real = folder.linked ? join(folder.real, name) : null
      met.push({ name: below(folder, name), path, stats: this.#calls.stat(path), real })
    } catch (error) {
      this.#tellUnseen('FILE_UNREADABLE', path, below(folder, name), error)
    }
  }

  /** `target`: where the link leads by which it is entered. */
  #enter(parent: Folder, name: string, path: string, target: string | null): void {
    if (!(this.#options.enters?.(name) ?? name !== '.git')) return
    const real = target ?? join(parent.real, name)
    const linked = target !== null || parent.linked
    if ((linked && isLoop(parent, real)) || depthOf(parent) >= maxDepth) {
      this.problems.push(problem('FOLDER_LOOP', { path }))
      return
    }
    if (target !== null) {
      const visits = (this.#visits.get(real) ?? 0) + 1
      this.#visits.set(real, visits)
      if (visits > maxVisits) return
    }
    this.#folders.push({ path, name: below(parent, name), real, parent, linked })
  }

  #tellSpecial(name: string, path: string): void {
    if (this.#options.tellsSpecial !== true || !this.#options.wants(name)) return
    this.problems.push(problem('FILE_UNREADABLE', { path, because: 'it is a pipe, a socket or a device' }))
  }

  /** What went away since its folder was read is gone; anything else only hides. */
  #tellUnseen(code: 'FILE_UNREADABLE' | 'FOLDER_UNREADABLE', path: string, name: string, error: unknown): void {
    this.problems.push(problem(code, { path, because: reasonOf(error) }))
    if (codeOf(error) !== 'ENOENT') this.unseen.push(name)
  }
}

function below(folder: Folder, name: string): string {
  return folder.name === '' ? name : `${folder.name}/${name}`
}

/** Whether `real` is, or holds, one of the folders on the way down. */
function isLoop(parent: Folder, real: string): boolean {
  const inside = real.endsWith(sep) ? real : real + sep
  for (let at: Folder | null = parent; at !== null; at = at.parent) {
    if (at.real === real || at.real.startsWith(inside)) return true
  }
  return false
}

function depthOf(folder: Folder): number {
  let depth = 0
  for (let at = folder.parent; at !== null; at = at.parent) depth += 1
  return depth
}

import { randomBytes } from 'node:crypto'
import { mkdir, rename, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { CataloguePart } from '@greenlight/shared/catalogue'
import type { Problem } from '@greenlight/shared/problem'
import { problem, ProblemError } from '../../../problems.js'
import { gatherFiles } from './gather-files.js'
import { listImports } from './import-source.js'
import { readImport } from './read-import.js'

/** What changes the disk; each has its one owner elsewhere. */
export interface ImportActs {
  /** A path below a folder from a name that others gave; null when it leads elsewhere. */
  readonly join: (folder: string, name: string) => string | null
  /** Whole or not at all. */
  readonly write: (path: string, bytes: Uint8Array) => Promise<void>
  /** Into the trash. */
  readonly discard: (path: string) => Promise<void>
}

export interface Imported {
  readonly name: string
  readonly parts: readonly CataloguePart[]
  readonly problems: readonly Problem[]
  /** An import of this name was there before; it lies in the trash now. */
  readonly replaced: boolean
}

const maxName = 60

/**
 * Copies a catalogue into `folder`/NAME: each file is written and read back under a passing name, and only then takes its place.
 * PATH_NOT_FOUND, FILE_UNREADABLE, CATALOGUE_IMPORT_EMPTY (nothing in it can be read), STATE_FOLDER_UNUSABLE.
 */
export async function importCatalogue(folder: string, path: string, acts: ImportActs): Promise<Imported> {
  const gathered = await gatherFiles(path)
  const name = importName(gathered.name)
  const target = acts.join(folder, name)
  if (target === null) throw new ProblemError('CATALOGUE_IMPORT_EMPTY', { path })
  const passing = join(folder, `.${name}.${randomBytes(6).toString('hex')}`)
  const lost: Problem[] = []
  try {
    await mkdir(passing, { recursive: true, mode: 0o700 })
    for (const { as, modified, read } of gathered.files) {
      const bytes = await read()
      if (bytes === null) lost.push(problem('CATALOGUE_UNREADABLE', { path: `${path}: ${as}` }))
      else await acts.write(join(passing, as), bytes)
      if (bytes !== null && Number.isFinite(modified)) await utimes(join(passing, as), modified / 1000, modified / 1000)
    }
    const { parts, problems } = await readImport(passing)
    const told = parts.map(({ part }) => part())
    if (told.every((part) => part.packs + part.nodeTypes + part.models === 0)) throw new ProblemError('CATALOGUE_IMPORT_EMPTY', { path })
    const replaced = (await stat(target).catch(() => null)) !== null
    if (replaced) await acts.discard(target)
    await rename(passing, target)
    return { name, parts: told.map((part) => ({ ...part, where: target })), problems: [...lost, ...problems], replaced }
  } catch (error) {
    await acts.discard(passing).catch(() => undefined)
    if (error instanceof ProblemError) throw error
    throw new ProblemError('STATE_FOLDER_UNUSABLE', { path: folder, because: error instanceof Error ? error.message : undefined }, { cause: error })
  }
}

/** Takes an import back; it lies in the trash then. Answers the names that are there when there is none of this name. */
export async function forgetImport(folder: string, name: string, acts: ImportActs): Promise<{ readonly ok: true } | { readonly ok: false; readonly there: readonly string[] }> {
  const there = await listImports(folder)
  if (!there.includes(name)) return { ok: false, there }
  await acts.discard(join(folder, name))
  return { ok: true }
}

/** A folder's name that every system takes: letters of any script, digits, `-`, `_`, `.`. */
export function importName(text: string): string {
  const plain = text.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-').replace(/^[.-]+|[.-]+$/g, '')
  const short = [...plain].slice(0, maxName).join('').replace(/[.-]+$/, '')
  return short === '' || /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(short) ? `catalogue-${short}`.replace(/-$/, '') : short
}

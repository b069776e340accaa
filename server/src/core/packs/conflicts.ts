import type { PackConflict, PackOnDisk } from '../pack-facts.js'
import { normaliseRepository } from '../repository.js'
import { compareText } from './compare-text.js'
import { answersTo, type ConflictAnswer } from './conflict-answers.js'
import { foldFolder, plainFolder } from './names-on-disk.js'

/** A pack that is wanted, as far as it is known. */
export interface WantedPack {
  readonly title: string
  /** Folder that it should have. */
  readonly folder: string
  readonly id: string | null
  readonly repository: string | null
}

export interface ConflictFound {
  readonly conflict: PackConflict
  /** The word of requirements.md DOCK-22 for it. */
  readonly code: 'already_tracked' | 'dev_node_replacement' | 'different_repo_exists' | 'directory_exists_no_remote' | 'directory_exists_non_git' | 'same_repo_exists'
  /** What is there. */
  readonly pack: PackOnDisk
  readonly says: string
  /** Words for buttons, the gentlest first. */
  readonly answers: readonly ConflictAnswer[]
}

const codes = {
  'already-tracked': 'already_tracked',
  development: 'dev_node_replacement',
  'different-repository': 'different_repo_exists',
  'directory-without-git': 'directory_exists_non_git',
  'no-remote': 'directory_exists_no_remote',
  'same-repository': 'same_repo_exists',
} as const satisfies Record<PackConflict, ConflictFound['code']>

/**
 * What stands in the way of a pack (DOCK-22): the same pack under any folder name, else something else under its name, else a disabled copy
 * of the same pack (which can be enabled instead). Names are compared without letter case, as most disks do. Null: nothing.
 */
export function conflictOf(wanted: WantedPack, there: readonly PackOnDisk[]): ConflictFound | null {
  const ranked = there
    .map((pack) => ({ pack, rank: rankOf(wanted, pack) }))
    .filter((one) => one.rank < nothing)
    .sort((a, b) => a.rank - b.rank || compareText(a.pack.path, b.pack.path))
  const pack = ranked[0]?.pack
  if (pack === undefined) return null
  const same = isSamePack(wanted, pack)
  const conflict = same ? ofSamePack(pack) : ofOtherPack(pack)
  return { conflict, code: codes[conflict], pack, says: says(wanted, pack, conflict), answers: answersTo(wanted, pack, { conflict, same }, there) }
}

const nothing = 3

function rankOf(wanted: WantedPack, pack: PackOnDisk): number {
  const same = isSamePack(wanted, pack)
  if (pack.state === 'enabled') return same ? 0 : foldFolder(pack.folder) === foldFolder(wanted.folder) ? 1 : nothing
  return same ? 2 : nothing
}

/** By registry id or repository, wherever both sides tell theirs; a disabled folder of the same name that tells nothing counts too. */
export function isSamePack(wanted: Pick<WantedPack, 'folder' | 'id' | 'repository'>, pack: PackOnDisk): boolean {
  const mine = wanted.repository === null ? null : normaliseRepository(wanted.repository)
  const theirs = pack.repository === null ? null : normaliseRepository(pack.repository)
  if (mine !== null && theirs !== null) return mine === theirs || (sameId(wanted.id, pack.id) && pack.source === 'registry')
  if (wanted.id !== null && pack.id !== null) return sameId(wanted.id, pack.id)
  return pack.state === 'disabled' && theirs === null && pack.id === null && foldFolder(plainFolder(pack)) === foldFolder(wanted.folder)
}

function sameId(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.toLowerCase() === b.toLowerCase()
}

function ofSamePack(pack: PackOnDisk): PackConflict {
  if (pack.source === 'development') return 'development'
  return pack.source === 'git' ? 'same-repository' : 'already-tracked'
}

function ofOtherPack(pack: PackOnDisk): PackConflict {
  if (pack.commit !== null && pack.repository === null) return 'no-remote'
  if (pack.source === 'development') return 'development'
  return pack.source === 'git' || pack.source === 'registry' ? 'different-repository' : 'directory-without-git'
}

function says({ title }: WantedPack, pack: PackOnDisk, conflict: PackConflict): string {
  const where = pack.state === 'disabled' ? `a disabled copy in ${pack.folder}` : `the folder ${pack.folder}`
  const version = pack.version ?? pack.commit?.slice(0, 10)
  const what = version === undefined ? '' : ` (${version})`
  switch (conflict) {
    case 'already-tracked':
      return `${title} is there already: ${where}${what}.`
    case 'same-repository':
      return `${title} is there already as a git checkout: ${where}${what}.`
    case 'development':
      return `${where[0]?.toUpperCase() ?? ''}${where.slice(1)}${what} is being worked on here.`
    case 'different-repository':
      return `The folder ${pack.folder} holds another pack${pack.repository === null ? '' : `, ${pack.repository}`}${what}.`
    case 'no-remote':
      return `The folder ${pack.folder} is a git repository of this machine without a remote.`
    case 'directory-without-git':
      return `The folder ${pack.folder} is there, and nothing tells where it came from.`
  }
}

import type { ShelvedPack } from '../pack-facts.js'
import { compareText } from './compare-text.js'

export interface Mark {
  /** Path below the pack's folder, `/` separated. */
  readonly name: string
  readonly text: string
}

/**
 * Files that tell ComfyUI-Manager, and us, where a pack came from. From the registry: `.tracking`, every file of the archive, one
 * relative path a line, no line end at the end. From git, where the shelf keeps no `.git` of its own: a bare-bones one whose HEAD is the commit and
 * whose origin is the address (both are read as text by ComfyUI-Manager; `git fetch` and `git reset` make it whole), and
 * `.git/.cnr-id` for a pack that the registry knows. `files`: all paths below the pack.
 */
export function marksOf(pack: ShelvedPack, files: readonly string[]): readonly Mark[] {
  if (pack.from === 'registry') return [{ name: '.tracking', text: files.filter((file) => file !== '.tracking').sort(compareText).join('\n') }]
  const known = pack.id === null ? [] : [{ name: '.git/.cnr-id', text: pack.id }]
  if (files.some((file) => file.startsWith('.git/'))) return known
  if (pack.commit === null || pack.repository === null) return []
  return [
    ...known,
    { name: '.git/HEAD', text: `${pack.commit}\n` },
    { name: '.git/config', text: gitConfig(pack.repository) },
    { name: '.git/objects/info/packs', text: '\n' },
    { name: '.git/refs/heads/.keep', text: '' },
  ]
}

/** The address went through readPackName, so it has neither quotes nor line ends; what is not so is left out. */
function gitConfig(repository: string): string {
  const url = /^https:\/\/[^\s"\\]+$/.test(repository) ? repository : ''
  const core = '[core]\n\trepositoryformatversion = 0\n\tfilemode = false\n\tbare = false\n'
  return url === '' ? core : `${core}[remote "origin"]\n\turl = ${url}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`
}

import type { ShelvedPack } from '../pack-facts.js'
import { compareText } from './compare-text.js'

export interface Mark {
  /** Path below the pack's folder, `/` separated. */
  readonly name: string
  readonly text: string
}

/**
 * Files that tell ComfyUI-Manager, and us, where a pack came from. From the registry: `.tracking`, every file of the archive, one
 * relative path a line, no line end at the end. From git: `.git/.cnr-id` for a pack that the registry knows; the shelf keeps the rest of
 * `.git`. `files`: all paths below the pack.
 */
export function marksOf(pack: Pick<ShelvedPack, 'from' | 'id'>, files: readonly string[]): readonly Mark[] {
  if (pack.from === 'registry') return [{ name: '.tracking', text: files.filter((file) => file !== '.tracking').sort(compareText).join('\n') }]
  return pack.id === null ? [] : [{ name: '.git/.cnr-id', text: pack.id }]
}

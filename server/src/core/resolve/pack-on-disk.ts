import type { NodePack } from '@greenlight/shared/node-packs'
import { repositoryKey, repositoryName } from './repository.js'

/** How a pack is named by a workflow or a catalogue. */
export interface PackName {
  readonly id: string | null
  readonly repository: string | null
}

/**
 * The copy of a pack on this disk: same registry id, same repository, or, where nothing contradicts it, a folder of that
 * name. An enabled copy wins over a disabled one. Null when there is none.
 */
export function findPackOnDisk(packs: readonly NodePack[], wanted: PackName): NodePack | null {
  const copies = packs.filter((pack) => isSamePack(pack, wanted))
  return copies.find((pack) => pack.state !== 'disabled') ?? copies[0] ?? null
}

/** A fork is another pack: where both repositories are known they decide, before any name. */
function isSamePack(pack: NodePack, wanted: PackName): boolean {
  const wantedKey = wanted.repository === null ? null : repositoryKey(wanted.repository)
  const packKey = pack.repository === null ? null : repositoryKey(pack.repository)
  if (pack.id !== null && wanted.id !== null && pack.id.toLowerCase() === wanted.id.toLowerCase()) return true
  if (wantedKey !== null && packKey !== null) return wantedKey === packKey
  const folder = plainFolder(pack.folder)
  if (wanted.id !== null && folder === wanted.id.toLowerCase()) return true
  return wanted.repository !== null && folder === repositoryName(wanted.repository)
}

/** `ComfyUI-Foo@1_2_3.disabled` -> `comfyui-foo`. */
export function plainFolder(folder: string): string {
  const name = folder.slice(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\')) + 1)
  return name
    .toLowerCase()
    .replace(/\.disabled$/, '')
    .replace(/@[^@]*$/, '')
    .replace(/\.py$/, '')
}

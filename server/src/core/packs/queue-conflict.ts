import type { PackOnDisk } from '../pack-facts.js'
import { foldFolder, plainFolder } from './names-on-disk.js'

/** A folder that ComfyUI-Manager would take for the pack of this id, enabled or not: it would be switched instead of a new one made. Null: none. */
export function folderOfSameId(id: string, there: readonly PackOnDisk[]): string | null {
  const same = there.find((pack) => foldFolder(pack.id ?? '') === foldFolder(id) || foldFolder(plainFolder(pack)) === foldFolder(id))
  return same?.folder ?? null
}

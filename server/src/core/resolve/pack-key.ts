import type { PackName } from './pack-on-disk.js'
import { repositoryKey } from './repository.js'

/** One key per pack: its repository where that is known, else its registry id. */
export function packKey(pack: PackName): string {
  const repository = pack.repository === null ? null : repositoryKey(pack.repository)
  return repository ?? `id:${pack.id?.toLowerCase() ?? ''}`
}

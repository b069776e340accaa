import type { Digests, FileStamp, HashAsked } from './model-index.js'

/**
 * Whether a file is as it was: the same size, time and inode (where both are known). Not the device: shares and removable drives
 * get another number each time they come back, and their files are the same ones.
 */
export function sameStamp(a: FileStamp, b: FileStamp): boolean {
  if (a.size !== b.size || a.modified !== b.modified) return false
  return a.inode === b.inode || a.inode === null || b.inode === null || numberOf(a.inode) === numberOf(b.inode)
}

function numberOf(inode: string): string {
  return inode.slice(inode.indexOf(':') + 1)
}

/** The digest of a content in the kind asked for, cut to the length asked for; null where it is not known. */
export function digestFor({ type, value }: HashAsked, digests: Partial<Digests>): string | null {
  switch (type) {
    case 'blake3':
      return digests.blake3 ?? null
    case 'sha256':
    case 'autov2':
      return digests.sha256?.slice(0, value.length) ?? null
    case 'tensorsSha256':
    case 'autov3':
      return digests.tensorsSha256?.slice(0, value.length) ?? null
    case 'comfydock16':
    case 'comfygit16':
    case 'quick':
      // D8: a sample proves nothing.
      return null
  }
}

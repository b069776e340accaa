const reasons = new Map([
  ['EACCES', 'no permission'],
  ['EBUSY', 'another program holds it'],
  ['EEXIST', 'something else stands in its place'],
  ['EIO', 'the drive does not answer'],
  ['EISDIR', 'it is a folder'],
  ['ELOOP', 'its links go round in a circle'],
  ['EMFILE', 'too many files are open'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ENOENT', 'it is not there'],
  ['ENOSPC', 'the disk is full'],
  ['ENOTDIR', 'a part of its path is no folder'],
  ['EPERM', 'no permission'],
  ['EROFS', 'the disk is read-only'],
])

/** A few words for people: why a file or folder could not be used. No path is in it. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error)
  return reasons.get(code) ?? (code === '' ? 'it cannot be used' : code)
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

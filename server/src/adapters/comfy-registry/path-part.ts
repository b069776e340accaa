/**
 * Foreign text as one part of an address's path: blanks, `/`, `|`, brackets and emoji escaped. Null for what no address can
 * carry: nothing, `.` and `..` (every reader of addresses takes them for steps), half a surrogate pair.
 */
export function pathPart(text: string): string | null {
  if (text === '' || text === '.' || text === '..' || !text.isWellFormed()) return null
  return encodeURIComponent(text)
}

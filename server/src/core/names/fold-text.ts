const plain = /^[\x20-\x7e]*$/

/**
 * A file name with everything left out that people mean alike: letter case, `\` or `/`, Unicode form (NFD, full-width),
 * `./`, `%20`. Agrees with readiness' foldName on all that it folds, and folds more.
 */
export function foldText(name: string): string {
  const decoded = name.includes('%') ? decodeEscapes(name) : name
  const normal = plain.test(decoded) ? decoded : decoded.normalize('NFKC')
  return toSlashes(normal).toLowerCase()
}

/** The same name with `/` for every separator, without `./` in front. */
export function toSlashes(name: string): string {
  const slashed = name.includes('\\') ? name.replaceAll('\\', '/') : name
  return slashed.includes('//') || slashed.startsWith('./')
    ? slashed.replace(/\/{2,}/g, '/').replace(/^(?:\.\/)+/, '')
    : slashed
}

export function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}

/** Folders above the base name, without the last `/`; empty for none. */
export function folderOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('/')))
}

/** An address leaves its escapes in a name that was copied from it; what is no UTF-8 stays as it stands. */
function decodeEscapes(name: string): string {
  return name.replace(/(?:%[0-9a-fA-F]{2})+/g, (escapes) => {
    try {
      return decodeURIComponent(escapes)
    } catch {
      return escapes
    }
  })
}

/** Small questions about bytes in memory. */

export function startsWith(bytes: Uint8Array, mark: readonly number[] | string, at = 0): boolean {
  if (bytes.length < at + mark.length) return false
  for (let index = 0; index < mark.length; index++) {
    const wanted = typeof mark === 'string' ? mark.charCodeAt(index) : mark[index]
    if (bytes[at + index] !== wanted) return false
  }
  return true
}

/** Strict UTF-8 without dropping a byte order mark; null where it is none. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}

/** UTF-8 for showing: what is none becomes U+FFFD. */
export function decodeLoosely(bytes: Uint8Array): string {
  return loose.decode(bytes)
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const loose = new TextDecoder('utf-8')

/** What makes two answers be of the same file: a strong ETag, else the time of its last change (with its size, which is compared apart). */
export type Validator = { readonly etag: string } | { readonly modified: string }

/**
 * RFC 9110 8.8.3: a weak one says nothing about bytes. Null where nothing can show that a file is the same, and where a host hands our token back
 * to us in it: it is kept, and told to whoever sends the file next time.
 */
export function validatorOf(headers: ReadonlyMap<string, string>, token: string | null): Validator | null {
  const found = findValidator(headers)
  return token !== null && found !== null && ifRangeOf(found).includes(token) ? null : found
}

function findValidator(headers: ReadonlyMap<string, string>): Validator | null {
  const etag = headers.get('etag')?.trim()
  if (etag !== undefined && /^"[\x21\x23-\x7e\x80-\xff]{1,500}"$/.test(etag)) return { etag }
  const modified = headers.get('last-modified')?.trim()
  return modified !== undefined && modified.length <= 64 && !Number.isNaN(Date.parse(modified)) ? { modified } : null
}

export function ifRangeOf(validator: Validator): string {
  return 'etag' in validator ? validator.etag : validator.modified
}

/** `before` is what the part was begun with. An answer that says less than it did shows nothing. */
export function isSameFile(before: Validator, headers: ReadonlyMap<string, string>): boolean {
  if ('etag' in before) return headers.get('etag')?.trim() === before.etag
  return headers.get('last-modified')?.trim() === before.modified
}

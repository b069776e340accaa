/** What the service takes for an id: 1 to 100 letters, digits, `-`, `_`, `.`, with a letter or digit at both ends. */
const shape = /^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?$/

/** The id as the service keeps it, lower case; null for what can be none. */
export function normaliseId(value: unknown): string | null {
  const id = typeof value === 'string' ? value.trim().toLowerCase() : ''
  return shape.test(id) ? id : null
}

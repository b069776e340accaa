/** Longest clause that is shown of a foreign text. */
const longest = 200

/** Foreign text as a clause of ours: one line, nothing that steers a terminal, no tags, bounded; null where nothing is left. */
export function clauseOf(text: unknown): string | null {
  if (typeof text !== 'string') return null
  const plain = text
    .slice(0, 20 * longest)
    .replace(/<[^>]{0,200}>/g, ' ')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .replace(/\.+$/, '')
  return plain === '' ? null : plain.length > longest ? `${plain.slice(0, longest - 1).toWellFormed()}…` : plain
}

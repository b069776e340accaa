const maxDescription = 600

/** The lists' own marks out of a text: `[a/words](address)` links and `[w/warning]` frames. At most 600 characters. */
export function plainText(text: string): string {
  const bare = text
    .slice(0, 4 * maxDescription)
    .replace(/\[a\/([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replace(/\[[wip]\/([^\]]*)\]/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
  return bare.length > maxDescription ? `${bare.slice(0, maxDescription - 1)}…` : bare
}

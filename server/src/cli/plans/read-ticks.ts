/**
 * The keys in `a,b`: those of the plan first, as a key has the title of a pack in it and a title may have commas. What is none of the
 * plan's is taken by its commas.
 */
export function readTicks(text: string | undefined, known: readonly string[]): string[] {
  const pieces = (text ?? '').split(',')
  const keys: string[] = []
  for (let at = 0; at < pieces.length; ) {
    const [length, key] = longestKey(pieces.slice(at), known)
    if (key !== '') keys.push(key)
    at += length
  }
  return keys
}

function longestKey(pieces: readonly string[], known: readonly string[]): readonly [number, string] {
  for (let length = pieces.length; length > 1; length -= 1) {
    const key = pieces.slice(0, length).join(',').trim()
    if (known.includes(key)) return [length, key]
  }
  return [1, (pieces[0] ?? '').trim()]
}

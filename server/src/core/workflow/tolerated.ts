export type Tell = (says: string, where?: string) => void

const cap = 100

/** Collects what was read in spite of a fault. Keeps the first hundred and counts the rest, so that a hostile file stays small. */
export function collectTolerated(): { tell: Tell; list(): { says: string; where?: string }[] } {
  const told: { says: string; where?: string }[] = []
  let more = 0
  return {
    tell(says, where) {
      if (told.length >= cap) more += 1
      else told.push(where === undefined ? { says } : { says, where })
    },
    list: () => (more > 0 ? [...told, { says: `${more} more faults of these kinds` }] : [...told]),
  }
}

/** Positions under words. Most words have one: a list for each would double the memory and the time to build. */
export interface MultiMap {
  readonly words: Map<string, number | number[]>
  readonly add: (word: string, at: number) => void
  readonly get: (word: string) => readonly number[]
  /** The first position alone; undefined where there is none. */
  readonly first: (word: string) => number | undefined
}

const none: readonly number[] = []

export function createMultiMap(): MultiMap {
  const words = new Map<string, number | number[]>()
  return {
    words,
    add(word, at) {
      const known = words.get(word)
      if (known === undefined) words.set(word, at)
      else if (typeof known !== 'number') {
        if (known.at(-1) !== at && !known.includes(at)) known.push(at)
      } else if (known !== at) words.set(word, [known, at])
    },
    first(word) {
      const known = words.get(word)
      return typeof known === 'object' ? known[0] : known
    },
    get(word) {
      const known = words.get(word)
      return known === undefined ? none : typeof known === 'number' ? [known] : known
    },
  }
}

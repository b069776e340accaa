/** Places by text, without keeping the texts: 4 bytes a place and as much for the heads. */
export interface KeyTable {
  /** Ascending; at most `most`. */
  find(key: string, most: number): number[]
}

/** `keyAt` is asked once for each place now, and again for those that a look-up meets. */
export function createKeyTable(count: number, keyAt: (place: number) => string): KeyTable {
  const mask = 2 ** Math.max(4, Math.ceil(Math.log2(count + 1))) - 1
  const heads = new Int32Array(mask + 1).fill(-1)
  const next = new Int32Array(count)
  for (let place = count - 1; place >= 0; place--) {
    const slot = hashText(keyAt(place)) & mask
    next[place] = heads[slot] ?? -1
    heads[slot] = place
  }
  return {
    find(key, most) {
      const places: number[] = []
      for (
        let place = heads[hashText(key) & mask] ?? -1;
        place >= 0 && places.length < most;
        place = next[place] ?? -1
      ) {
        if (keyAt(place) === key) places.push(place)
      }
      return places
    },
  }
}

/** FNV-1a over UTF-16 units. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

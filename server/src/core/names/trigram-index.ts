import { hashText } from './key-table.js'

/** 37 letters, digits and the edge stand for themselves; all else shares three. */
const alphabet = 40
const trigrams = alphabet ** 3

/** A look-up reads no more postings than this, the rarest trigrams first: its time stays bounded. */
const mostPostings = 20_000
const mostTrigrams = 24
const levelCount = 4096

export interface TrigramIndex {
  /** Places whose stems share the most and rarest trigrams with one, in no order. */
  nearest(compact: string, most: number): number[]
  /** Whether a run of letters stands in some stem; seldom a false yes. */
  knows(word: string): boolean
}

/**
 * Postings in typed arrays: 4 bytes for each different trigram of each stem, about 15 MB for 100,000 names of 40 letters.
 * Stems as spacedStem gives them.
 */
export function createTrigramIndex(stems: readonly string[]): TrigramIndex {
  const { from, places, lengths } = post(stems)
  const words = rememberWords(stems)
  const scores = new Uint16Array(stems.length)
  const touched = new Uint32Array(stems.length)

  /** Adds the weights up; answers how many places were touched. */
  function score(chosen: readonly Chosen[]): number {
    let count = 0
    for (const { trigram, weight } of chosen) {
      const end = from[trigram + 1] ?? 0
      for (let at = from[trigram] ?? 0; at < end; at++) {
        const place = places[at] ?? 0
        const before = scores[place] ?? 0
        if (before === 0) touched[count++] = place
        scores[place] = before + weight
      }
    }
    return count
  }

  /** Takes the best and leaves the scores at zero. */
  function take(count: number, most: number, length: number, perLetter: number): number[] {
    const levels = new Uint16Array(count)
    const counts = new Uint32Array(levelCount)
    for (let at = 0; at < count; at++) {
      const place = touched[at] ?? 0
      const apart = Math.abs((lengths[place] ?? 0) - length)
      const level = Math.max(0, Math.min(levelCount - 1, Math.round((scores[place] ?? 0) - apart * perLetter)))
      levels[at] = level
      counts[level] = (counts[level] ?? 0) + 1
      scores[place] = 0
    }
    const least = levelOf(counts, most)
    const above: number[] = []
    const level: number[] = []
    for (let at = 0; at < count; at++) {
      const one = levels[at] ?? 0
      if (one >= least) (one > least ? above : level).push(touched[at] ?? 0)
    }
    return [...above, ...level.sort((a, b) => a - b)].slice(0, most)
  }

  return {
    nearest(compact, most) {
      const chosen = rarest(compact, from)
      const perLetter = chosen.reduce((sum, { weight }) => sum + weight, 0) / Math.max(1, compact.length) / 4
      return take(score(chosen), most, compact.length, perLetter)
    },
    knows: (word) => (((words[(hashText(word) & wordMask) >>> 3] ?? 0) >>> (hashText(word) & 7)) & 1 ? true : false),
  }
}

const wordMask = 2 ** 21 - 1

function rememberWords(stems: readonly string[]): Uint8Array {
  const words = new Uint8Array((wordMask + 1) / 8)
  for (const stem of stems) {
    for (const run of stem.split(/[\d ]+/)) {
      if (run === '') continue
      const bit = hashText(run) & wordMask
      words[bit >>> 3] = (words[bit >>> 3] ?? 0) | (1 << (bit & 7))
    }
  }
  return words
}

interface Postings {
  /** Where the places of a trigram begin. */
  readonly from: Uint32Array
  readonly places: Uint32Array
  readonly lengths: Uint16Array
}

function post(stems: readonly string[]): Postings {
  const from = new Uint32Array(trigrams + 1)
  const lengths = new Uint16Array(stems.length)
  const seen = new Int32Array(trigrams).fill(-1)
  for (const [place, stem] of stems.entries()) {
    lengths[place] = eachTrigram(stem, (trigram) => {
      if (seen[trigram] === place) return
      seen[trigram] = place
      from[trigram + 1] = (from[trigram + 1] ?? 0) + 1
    })
  }
  for (let trigram = 0; trigram < trigrams; trigram++)
    from[trigram + 1] = (from[trigram + 1] ?? 0) + (from[trigram] ?? 0)
  const places = new Uint32Array(from[trigrams] ?? 0)
  const cursor = from.slice(0, trigrams)
  seen.fill(-1)
  for (const [place, stem] of stems.entries()) {
    eachTrigram(stem, (trigram) => {
      if (seen[trigram] === place) return
      seen[trigram] = place
      const at = cursor[trigram] ?? 0
      places[at] = place
      cursor[trigram] = at + 1
    })
  }
  return { from, places, lengths }
}

interface Chosen {
  readonly trigram: number
  /** Rarer is heavier. */
  readonly weight: number
}

function rarest(compact: string, from: Uint32Array): Chosen[] {
  const asked = new Set<number>()
  eachTrigram(compact, (trigram) => asked.add(trigram))
  const sized = [...asked].map((trigram) => ({ trigram, size: (from[trigram + 1] ?? 0) - (from[trigram] ?? 0) }))
  const known = sized.filter(({ size }) => size > 0).sort((a, b) => a.size - b.size || a.trigram - b.trigram)
  const chosen: Chosen[] = []
  let read = 0
  for (const { trigram, size } of known) {
    if (chosen.length >= mostTrigrams || (chosen.length >= 4 && read + size > mostPostings)) break
    read += size
    chosen.push({ trigram, weight: 24 + Math.round(6 * Math.log2(1_000_000 / size)) })
  }
  return chosen
}

/** The highest level at which `most` or more places stand; 0 when there are fewer. */
function levelOf(counts: Uint32Array, most: number): number {
  let left = most
  for (let level = counts.length - 1; level > 0; level--) {
    left -= counts[level] ?? 0
    if (left <= 0) return level
  }
  return 0
}

/** Calls once for each three letters in a row, spaces left out, an edge at both ends. Answers how many letters there are. */
function eachTrigram(stem: string, take: (trigram: number) => void): number {
  let before = 0
  let last = 0
  let length = 0
  for (let at = 0; at < stem.length; at++) {
    const unit = stem.charCodeAt(at)
    if (unit === 32) continue
    const code = codeOf(unit)
    if (length > 0) take((before * alphabet + last) * alphabet + code)
    before = last
    last = code
    length++
  }
  if (length > 0) take((before * alphabet + last) * alphabet)
  return length
}

function codeOf(unit: number): number {
  if (unit >= 97 && unit <= 122) return unit - 96
  if (unit >= 48 && unit <= 57) return unit - 21
  return 37 + (unit % 3)
}

import type { KnowsWord } from './compare-letters.js'
import { distanceTo } from './edit-distance.js'
import { baseOf, foldText } from './fold-text.js'
import { isGenericStem } from './generic-stems.js'
import { type Judgement, judgeNames } from './judge-names.js'
import { createKeyTable, type KeyTable } from './key-table.js'
import { type NameReading, readName } from './read-name.js'
import { piecesOf, sortedKey, spacedStem, stemKey } from './stem.js'
import type { NamedFile } from './repair.js'
import { createTrigramIndex, type TrigramIndex } from './trigram-index.js'

/** One table a rung, built when a look-up gets that far. */
export interface Tables {
  readonly names: readonly NamedFile[]
  paths(): KeyTable
  bases(): KeyTable
  /** As spacedStem, by place. */
  stems(): readonly string[]
  keys(): KeyTable
  sorted(): KeyTable
  trigrams(): TrigramIndex
}

export interface Judged extends Judgement {
  readonly file: NamedFile
}

/** One base name or stem may stand in very many folders; as many of them are looked at. */
const mostOfOneKey = 256
const mostNear = 48

export function tablesOf(names: readonly NamedFile[]): Tables {
  const nameAt = (place: number): string => foldText(names[place]?.name ?? '')
  const stems = once(() => names.map(({ name }) => spacedStem(piecesOf(foldText(name)).rest)))
  const stemAt = (place: number): string => stems()[place] ?? ''
  return {
    names,
    stems,
    paths: once(() => createKeyTable(names.length, nameAt)),
    bases: once(() => createKeyTable(names.length, (place) => baseOf(nameAt(place)))),
    keys: once(() => createKeyTable(names.length, (place) => stemKey(stemAt(place)))),
    sorted: once(() => createKeyTable(names.length, (place) => sortedKey(stemAt(place)))),
    trigrams: once(() => createTrigramIndex(stems())),
  }
}

/** Rung by rung, until one has an answer that the loader can read and that says nothing else; `most` of the last rung. */
export function findPlaces(tables: Tables, asked: NameReading, folder: string | null, most: number): Judged[] {
  const found = new Map<number, Judged>()
  const distances = { compact: distanceTo(cut(asked.compact)), sorted: distanceTo(cut(asked.sorted)) }
  const judge = (places: readonly number[], knows: KnowsWord): boolean => {
    for (const place of places) {
      const file = tables.names[place]
      if (file === undefined || found.has(place)) continue
      const reading = readName(file.name)
      const edits = (): number =>
        Math.min(distances.compact(cut(reading.compact)), distances.sorted(cut(reading.sorted)))
      found.set(place, withFile(file, asked, folder, judgeNames(asked, reading, edits, knows)))
    }
    return [...found.values()].some(isAnswer)
  }
  const untyped: KnowsWord = () => true
  if (
    judge(
      [...tables.paths().find(asked.folded, mostOfOneKey), ...tables.bases().find(asked.base, mostOfOneKey)],
      untyped,
    )
  )
    return [...found.values()]
  if (asked.key === '') return [...found.values()]
  if (judge(tables.keys().find(asked.key, mostOfOneKey), untyped)) return [...found.values()]
  if (judge(tables.sorted().find(asked.sorted, mostOfOneKey), untyped)) return [...found.values()]
  const near = tables
    .trigrams()
    .nearest(asked.compact, mostNear)
    .map((place) => {
      const stem = tables.stems()[place] ?? ''
      const straight = distances.compact(cut(stem.replaceAll(' ', '')))
      return { place, edits: straight <= 2 ? straight : Math.min(straight, distances.sorted(cut(sortedKey(stem)))) }
    })
  near.sort((a, b) => a.edits - b.edits || a.place - b.place)
  judge(
    near.slice(0, most).map(({ place }) => place),
    (word) => tables.trigrams().knows(word),
  )
  return [...found.values()]
}

/** Edits are counted up to the longest name that a file system has. */
function cut(text: string): string {
  return text.length > 512 ? text.slice(0, 512) : text
}

function isAnswer({ differences }: Judged): boolean {
  return differences.every(({ weight }) => !['conflict', 'ending', 'folder', 'unsaid'].includes(weight))
}

function withFile(file: NamedFile, asked: NameReading, folder: string | null, judgement: Judgement): Judged {
  const differences = [...judgement.differences]
  if (folder !== null && !file.folders.includes(folder)) {
    const where = file.folders.length === 0 ? 'in no model folder' : `in ${file.folders.join(', ')}`
    differences.push({ weight: 'folder', says: `${where} instead of ${folder}` })
  }
  if (file.size === 0) differences.push({ weight: 'folder', says: 'the file is empty' })
  if (judgement.rung !== 'exact-path' && isGenericStem(asked.tokens())) {
    differences.push({ weight: 'unsure', says: 'many models have a file of this name' })
  }
  return { ...judgement, differences, file }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}

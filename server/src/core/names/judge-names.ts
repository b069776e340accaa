import { compareEndings } from './endings.js'
import type { KnowsWord } from './compare-letters.js'
import { compareTokens } from './compare-tokens.js'
import { type Difference, isVariant } from './difference.js'
import { spellingsBetween } from './describe-spelling.js'
import type { NameReading } from './read-name.js'
import { readTokens, type Token } from './read-tokens.js'

/** How far down the ladder two names meet. */
export type Rung = 'base-name' | 'exact-path' | 'normalised-stem' | 'similar' | 'sorted-tokens'

export interface Judgement {
  readonly rung: Rung
  readonly differences: readonly Difference[]
  /** How alike, 0..1, before any difference is weighed. */
  readonly likeness: number
}

/** What a file in quite another sub-folder loses. */
const farFolder = 0.03

/** `edits`: between the two compact stems, in the better of the written and the sorted order. */
export function judgeNames(asked: NameReading, found: NameReading, edits: () => number, knows: KnowsWord): Judgement {
  if (asked.folded === found.folded) {
    return { rung: 'exact-path', differences: spellingsBetween(asked.name, found.name), likeness: 1 }
  }
  const folder = compareFolders(asked, found)
  const near = 1 - farFolder * (1 - nearness(asked.folder, found.folder))
  if (asked.base === found.base) {
    return { rung: 'base-name', differences: folder, likeness: near }
  }
  const around = [...folder, ...compareEnds(asked, found)]
  if (asked.key !== '' && asked.key === found.key) {
    const says: Difference[] = asked.rest !== found.rest ? [{ weight: 'spelling', says: 'only separators differ' }] : []
    return { rung: 'normalised-stem', differences: [...says, ...around], likeness: near }
  }
  if (asked.sorted !== '' && asked.sorted === found.sorted) {
    const mixed = loneNumbers(asked.spaced) !== loneNumbers(found.spaced)
    const says: Difference = mixed
      ? { weight: 'unsure', says: 'the same words, their numbers in another order' }
      : { weight: 'spelling', says: 'the same words in another order' }
    return { rung: 'sorted-tokens', differences: [says, ...around], likeness: near }
  }
  const { differences, unmatched } = compareTokens(asked.tokens(), found.tokens(), knows)
  const longest = Math.max(asked.compact.length, found.compact.length, 1)
  const alike = (1 - Math.min(edits(), longest) / longest + 1 - unmatched) / 2
  const likeness = isVariant(differences) ? 0.9 + alike / 10 : alike
  return { rung: 'similar', differences: [...differences, ...around], likeness }
}

/** Runs of digits alone: `flux 1 v 2` and `flux 2 v 1` have the same words. */
function loneNumbers(spaced: string): string {
  return spaced
    .split(' ')
    .filter((run) => /^\d+$/.test(run))
    .join(' ')
}

const nothingKnown: KnowsWord = () => true

/** `sd 1.5`, `SDXL`: a folder's other words may be anything. */
function familyIn(folder: string): Token[] {
  return readTokens(folder).filter(({ kind }) => kind === 'role' || kind === 'version')
}

/** Folders say which base model a file is for; another one makes the same base name uncertain. */
function compareFolders(asked: NameReading, found: NameReading): Difference[] {
  if (asked.folder === found.folder) return []
  const [a, b] = [familyIn(asked.folder), familyIn(found.folder)]
  if (a.length > 0 && b.length > 0) {
    const { differences } = compareTokens(a, b, nothingKnown)
    if (differences.some(({ weight }) => weight === 'conflict')) {
      return [{ weight: 'unsure', says: `in sub-folder ${found.folder} instead of ${asked.folder}` }]
    }
  }
  return [{ weight: 'spelling', says: found.folder === '' ? 'in no sub-folder' : `in sub-folder ${found.folder}` }]
}

function compareEnds(asked: NameReading, found: NameReading): Difference[] {
  const differences: Difference[] = []
  if (asked.marked !== found.marked) differences.push({ weight: 'spelling', says: 'one has the mark of a copy' })
  if (asked.ending === found.ending) return differences
  const verdict = compareEndings(asked.ending, found.ending)
  const says = `ending .${found.ending} instead of .${asked.ending}`
  if (verdict !== 'same') return [...differences, { weight: verdict === 'other' ? 'ending' : 'spelling', says }]
  return [...differences, { weight: 'spelling', says: 'only one has an ending' }]
}

/** Share of the folders, counted from the file upwards, that two paths have alike. */
function nearness(a: string, b: string): number {
  const [left, right] = [a, b].map((folder) => (folder === '' ? [] : folder.split('/').reverse()))
  if (left === undefined || right === undefined) return 0
  const longest = Math.max(left.length, right.length)
  const differs = left.findIndex((part, at) => part !== right[at])
  return longest === 0 ? 1 : (differs < 0 ? left.length : differs) / longest
}

import { baseOf } from './fold-text.js'
import { splitEndings } from './endings.js'

/** Marks of a second download or copy, and the short hash that some interfaces write behind a name. */
const copyMark =
  /[ _-]*(?:\(\d{1,2}\)|\[[0-9a-f]{8,12}\]|(?:[-_]| - ?)(?:copy|copie|kopie|copia)(?: ?\(\d{1,2}\)| \d)?)$/

/** Bounds for hostile names. */
const longestMark = 48
const mostMarks = 4

/** A base name in pieces, folded: `rest` is without copy marks and endings. */
export interface Pieces {
  readonly rest: string
  readonly ending: string
  readonly marked: boolean
}

/** Takes a folded name (foldText). */
export function piecesOf(folded: string): Pieces {
  const { rest, ending } = splitEndings(baseOf(folded))
  let bare = rest
  for (let marks = 0; marks < mostMarks && mayBeMarked(bare); marks++) {
    const shorter = bare.slice(0, -longestMark) + bare.slice(-longestMark).replace(copyMark, '')
    if (shorter === bare || shorter === '') break
    bare = shorter
  }
  return { rest: bare === rest ? rest : splitEndings(bare).rest, ending, marked: bare !== rest }
}

/** Cheaper than the pattern, which nearly no name needs. */
function mayBeMarked(text: string): boolean {
  const last = text.charCodeAt(text.length - 1)
  return last === 41 || last === 93 || /cop|kopie/.test(text)
}

const separators = /[^\p{L}\p{M}\p{N}]+/gu
const plainSeparators = /[^a-z0-9]+/g
const ascii = /^[\x20-\x7e]*$/

/** Letters and digits in runs, one space between. */
export function spacedStem(rest: string): string {
  return rest.replace(ascii.test(rest) ? plainSeparators : separators, ' ').trim()
}

/** Without any separator but a point between digits, for `1.1` is not `11`. */
export function stemKey(spaced: string): string {
  return spaced.replace(/(\d) (?=\d)/g, '$1.').replaceAll(' ', '')
}

export function sortedKey(spaced: string): string {
  return spaced.includes(' ') ? spaced.split(' ').sort().join('') : spaced
}

import type { SourceSearch } from '@greenlight/shared/sources'
import { proofs, type Search, type Weighed } from './search.js'

/** The one answer, or null: none, several of equal standing, or none that may be taken unasked. */
export function decide({ weighed }: Search): Weighed | null {
  const ranked = rank(weighed)
  const [best] = ranked
  if (best === undefined || best.proof === 'open' || best.proof === 'named') return null
  const equals = ranked.filter(({ proof }) => proof === best.proof)
  return best.proof === 'hash' || equals.every((one) => isSameFile(one, best)) ? best : null
}

/** The strongest proof first, then what is open to everybody, then by name. */
function rank(weighed: readonly Weighed[]): Weighed[] {
  return [...weighed].sort(
    (a, b) =>
      proofs.indexOf(a.proof) - proofs.indexOf(b.proof) ||
      b.confidence - a.confidence ||
      Number(isClosed(a)) - Number(isClosed(b)) ||
      (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  )
}

function isClosed({ source: { access } }: Weighed): boolean {
  return access !== undefined && access !== 'open'
}

/** One place, or two places of one content. */
function isSameFile(a: Weighed, b: Weighed): boolean {
  return a.key === b.key || (a.source.sha256 !== undefined && a.source.sha256 === b.source.sha256)
}

/** What came of it, in the words of the contract. */
export function conclude(search: Search): SourceSearch {
  const { name, directory } = search.wanted.reference
  const found = search.here || search.invalid ? null : decide(search)
  const others = search.here || search.invalid ? [] : rank(search.weighed).filter((one) => one !== found)
  const candidates = others.map(({ source, reasons, confidence }) => ({ source, reasons: [...reasons], confidence }))
  const source = found === null ? null : found.source
  return { name, directory, state: stateOf(search, found !== null), source, candidates, steps: [...search.steps] }
}

function stateOf(search: Search, found: boolean): SourceSearch['state'] {
  if (search.invalid) return 'INVALID_FILENAME'
  if (search.here || found) return 'FOUND'
  if (search.weighed.length > 0) return 'UNCERTAIN'
  return search.unanswered > 0 ? 'ERROR' : 'NOT_FOUND'
}

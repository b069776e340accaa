import { isHarmless, isVariant, kept, sayAll } from './difference.js'
import type { Rung } from './judge-names.js'
import type { Judged } from './ladder.js'
import type { NameReading } from './read-name.js'
import type { Repair, RepairCandidate } from './repair.js'

const worth: Readonly<Record<Rung, number>> = {
  'exact-path': 1,
  'base-name': 0.93,
  'normalised-stem': 0.9,
  'sorted-tokens': 0.88,
  similar: 0.86,
}
/** Less alike than this, or so much less than the most alike, is no candidate. */
const leastLikeness = 0.5
const mostBehind = 0.3
const leastScore = 0.2
/** A spelling that is nearly the name's own. */
const surelyAlike = 0.8
/** Two scores nearer than 5 % are a tie. */
const tie = 0.05

interface Ranked extends RepairCandidate {
  readonly likeness: number
  readonly harmless: boolean
}

/** Best first; equal ones by name, then id. */
export function rankCandidates(found: readonly Judged[], asked: NameReading, limit: number): Repair {
  const top = Math.max(0, ...found.map(({ likeness }) => likeness))
  const least = Math.max(leastLikeness, top - mostBehind)
  const ranked = found
    .filter(({ likeness }) => likeness >= least)
    .map((one) => rank(one, asked))
    .filter(({ score }) => score >= leastScore)
    .sort(
      (a, b) =>
        b.score - a.score || b.likeness - a.likeness || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id - b.id),
    )
  const [first, second] = ranked
  const clear =
    first?.harmless === true &&
    (first.rung !== 'similar' || first.likeness >= surelyAlike) &&
    (second === undefined || second.score < first.score * (1 - tie))
  return {
    candidates: ranked.slice(0, limit).map(({ likeness: _likeness, harmless: _harmless, ...candidate }) => candidate),
    clear,
  }
}

function rank({ file, rung, likeness, differences }: Judged, asked: NameReading): Ranked {
  const weights = new Set(differences.map(({ weight }) => weight))
  const factor = [...weights].reduce((product, weight) => product * kept[weight], 1)
  const spelled = file.name === asked.name ? 0 : differences.length * 0.002
  return {
    id: file.id,
    name: file.name,
    score: Math.round(Math.max(0, worth[rung] * likeness * factor - spelled) * 1000) / 1000,
    rung,
    reasons: sayAll(differences),
    variant: isVariant(differences.filter(({ weight }) => weight !== 'ending' && weight !== 'folder')),
    likeness,
    harmless: differences.every(isHarmless),
  }
}

import { findPlaces, type Tables, tablesOf } from './ladder.js'
import { rankCandidates } from './rank-candidates.js'
import { readName } from './read-name.js'
import type { NamedFile, Repair } from './repair.js'

export type { NamedFile, Repair, RepairCandidate } from './repair.js'

export interface RepairOptions {
  /** The model folder that the asking loader reads. */
  readonly folder?: string
  /** 5 when absent, 32 at most. */
  readonly limit?: number
}

export interface NameIndex {
  /** What files may be meant by a name in any spelling, after performance.md's ladder. Any text; the same answer each time. */
  repair(asked: string, options?: RepairOptions): Repair
}

const usual = 5
const most = 32
/** A tie must be seen even where one candidate is asked for. */
const fewestJudged = 12

/**
 * Finds files by a damaged name. Nothing is read before the first look-up; each rung builds its table when a name gets that
 * far. About 30 MB beside the names for 100,000 of them, all tables built.
 */
export function createNameIndex(names: readonly NamedFile[]): NameIndex {
  let tables: Tables | null = null
  return {
    repair(asked, { folder, limit = usual } = {}) {
      tables ??= tablesOf(names)
      const reading = readName(asked)
      const shown = Math.max(0, Math.min(most, limit))
      return rankCandidates(findPlaces(tables, reading, folder ?? null, Math.max(fewestJudged, shown)), reading, shown)
    },
  }
}

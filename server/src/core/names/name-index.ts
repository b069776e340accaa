import { findPlaces, type Tables, tablesOf } from './ladder.js'
import { rankCandidates } from './rank-candidates.js'
import { readName } from './read-name.js'
import type { Rung } from './judge-names.js'

export interface NamedFile {
  readonly id: number
  /** Below its root, `/` separated. */
  readonly name: string
  /** Model folders that list it. */
  readonly folders: readonly string[]
  /** Bytes. */
  readonly size?: number
}

export interface RepairOptions {
  /** The model folder that the asking loader reads. */
  readonly folder?: string
  /** 5 when absent, 32 at most. */
  readonly limit?: number
}

export interface RepairCandidate {
  readonly id: number
  readonly name: string
  /** 0..1; below 0.5 where the names speak of different models. */
  readonly score: number
  readonly rung: Rung
  /** Short plain words, what matters most first. */
  readonly reasons: readonly string[]
  /** The same model in another quantisation. */
  readonly variant: boolean
}

export interface Repair {
  /** Best first. */
  readonly candidates: readonly RepairCandidate[]
  /** Whether the first may be preselected: nothing speaks against it, and the next is more than 5 % behind. */
  readonly clear: boolean
}

export interface NameIndex {
  /** What files may be meant by a name in any spelling, after performance.md's ladder. Any text; the same answer each time. */
  repair(asked: string, options?: RepairOptions): Repair
}

const fewest = 5
const most = 32

/**
 * Finds files by a damaged name. Nothing is read before the first look-up; each rung builds its table when a name gets that
 * far. About 35 MB beside the names for 100,000 of them, all tables built.
 */
export function createNameIndex(names: readonly NamedFile[]): NameIndex {
  let tables: Tables | null = null
  return {
    repair(asked, { folder, limit = fewest } = {}) {
      tables ??= tablesOf(names)
      const reading = readName(asked)
      const found = findPlaces(tables, reading, folder ?? null)
      return rankCandidates(found, reading, Math.max(0, Math.min(most, limit)))
    },
  }
}

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

export type FacetKind = 'quantisation' | 'rank' | 'resolution' | 'role' | 'scale' | 'size' | 'steps' | 'version'

export interface FacetRule {
  readonly kind: FacetKind
  /** Over a folded name; without capturing groups. */
  readonly pattern: string
  /** One text for all spellings; the match without separators when absent. */
  readonly means?: string | ((match: string) => string)
}

/** No letter or digit before. */
export const from = '(?<![a-z0-9])'
/** None after. */
export const until = '(?![a-z0-9])'
/** One separator or none. */
export const gap = '[ ._-]?'

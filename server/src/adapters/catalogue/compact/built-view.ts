import type { CatalogueView } from '../../../core/catalogue-part.js'

/** Byte and length of a line in a text file. */
export type LineRange = readonly [number, number]

/** A view as the readers of texts build it, with what a compact block keeps besides. */
export interface BuiltView extends CatalogueView {
  /** Patterns of names that count, null for one that does not; judged one at a time. */
  readonly patterns?: () => Iterable<{ readonly at: number; readonly pattern: string } | null>
  /** Where the lines about a pack's versions lie, newest version first. */
  readonly lines?: (at: number) => readonly LineRange[]
}

import type { Preparation } from '@greenlight/shared/plan-effects'

/** Where things lie that plans leave behind, and the taking away of our own. */
export interface LeftoverPlaces {
  /** Bytes of the file or folder there; null: nothing is. What lies beyond a bound counts nothing. */
  measure(path: string): Promise<number | null>
  /** The folder of a plan. */
  planFolder(id: string): string
  /** Folders beside node packs in which plans stage, each with the plan that its name tells. Sorted. */
  stagings(): Promise<readonly { readonly path: string; readonly plan: string }[]>
  /** Packs of the shelf, oldest arrivals first. `arrived`: milliseconds since the epoch. */
  shelf(): Promise<readonly { readonly shelf: string; readonly path: string; readonly arrived: number }[]>
  /** The cache that uv was given below the state folder. */
  readonly uvCache: string
  /** A folder of our own, whole or gone for whoever looks by its name; absent is fine. */
  remove(path: string): Promise<void>
  /** A staging folder that no plan knows. */
  removeStaging(path: string): Promise<void>
  /** What a plan made under a staging name. */
  discard(preparation: Preparation): Promise<void>
}

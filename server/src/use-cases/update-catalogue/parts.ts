import type { Problem } from '@greenlight/shared/problem'
import type { Registry, RegistryKeep } from '../../core/ports.js'

export interface UpdateCatalogueParts {
  readonly registry: Registry
  readonly keep: RegistryKeep
  /** ISO 8601. */
  readonly now: () => string
  /** Waits so many milliseconds; rejects with the signal's reason at once when it is given. */
  readonly pause: (ms: number, signal?: AbortSignal) => Promise<void>
}

export interface UpdateCatalogueOptions {
  /** Reads the whole list even where changes would do, and node types that are kept already. */
  readonly full?: boolean
  /** Leave the list of packs as it is kept: only `packs` and `types` are asked for. */
  readonly list?: boolean
  /** Ids, or `id@version`, whose node types are wanted. */
  readonly packs?: readonly string[]
  /** Node types whose pack is wanted, with its node types. */
  readonly types?: readonly string[]
  readonly signal?: AbortSignal
  /** `done` of `total` (null: not told yet) of what the words say. */
  readonly progress?: (done: number, total: number | null, what: string) => void
}

/** What came of one named pack; `version` is the one whose node types are kept now. */
export interface AskedPack {
  readonly id: string
  readonly version?: string
  readonly types: number
  readonly says: string
}

export interface CatalogueUpdated {
  /** The list was read to its end (or was not asked for) and every named pack was answered. */
  readonly done: boolean
  /** `whole`: all packs; `changes`: what changed after `since`; `none`: not asked for. */
  readonly list: 'whole' | 'changes' | 'none'
  readonly since?: string
  /** It went on with a list that had been cut off before. */
  readonly resumed: boolean
  /** Of the list: kept now, new, otherwise than before, no longer listed, listed more than once, unreadable. */
  readonly packs: {
    readonly kept: number
    readonly added: number
    readonly changed: number
    readonly gone: number
    readonly repeated: number
    readonly unreadable: number
  }
  /** Kept now: versions of packs and the node types in them. */
  readonly nodeTypes: { readonly versions: number; readonly types: number }
  readonly asked: readonly AskedPack[]
  /** The one pack that the registry gives a type to; null when it knows none. */
  readonly packOf: readonly { readonly type: string; readonly id: string | null }[]
  readonly requests: number
  /** Bytes of all answers. */
  readonly received: number
  /** Bytes of the two files, as far as something came for them. */
  readonly written: number
  readonly problems: readonly Problem[]
}

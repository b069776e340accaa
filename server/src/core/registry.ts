import type { Problem } from '@greenlight/shared/problem'

/**
 * The words between the Comfy Registry, the explicit update and what it keeps below `<state>/catalogue/comfy-registry`.
 * A line of the text files is one of these records as JSON; a key is absent when unknown, never null.
 */

export { compareSemver } from './registry/compare-semver.js'

/** One line of `packs.jsonl`. */
export interface RegistryPack {
  /** Lower case. */
  readonly id: string
  readonly title?: string
  /** As a person would open it: `https://github.com/Owner/Name`. */
  readonly repository?: string
  readonly author?: string
  readonly description?: string
  /** `MIT`, the first words of a licence text, or `see LICENSE` when only a file is named. */
  readonly licence?: string
  readonly stars?: number
  readonly downloads?: number
  /** When its latest version was published, as the service writes it (ISO 8601). */
  readonly updated?: string
  /** Newest version by semver as far as it was seen; absent for a pack that never published one. */
  readonly latest?: string
  /** Its latest version is marked as deprecated. */
  readonly deprecated?: true
  /** The pack's, or the latest version's where the pack is active: `active`, `flagged`, `pending`, `banned`, `deleted`. */
  readonly status?: string
  readonly publisher?: string
  /** Names of node types that the registry gives to this pack where several claim them. Sorted. */
  readonly preempted?: readonly string[]
  /** Range of ComfyUI versions, as the publisher wrote it. */
  readonly comfyui?: string
}

export interface RegistryNodeType {
  readonly name: string
  /** Absent when the registry does not tell them; hidden inputs are left out. `COMBO` for every list of values. */
  readonly inputs?: readonly { readonly name: string; readonly type: string }[]
  readonly outputs?: readonly string[]
  readonly deprecated?: true
}

/** One line of `node-types.jsonl`: what a version of a pack registers. */
export interface RegistryNodeTypes {
  readonly id: string
  readonly version: string
  /** Sorted by name. */
  readonly types: readonly RegistryNodeType[]
}

/** `state.json`. */
export interface RegistryState {
  /** ISO 8601: when the update began. */
  readonly at: string
  /** Pages of the list that are kept, from the first on without a gap. */
  readonly page: number
  /** Whether the list was read to its end. */
  readonly done: boolean
  /** Begin of the whole sweep that this one adds to; absent when this one is a whole sweep. */
  readonly since?: string
}

/** A pack with its id as the service itself writes it, by which it must be asked for more. */
export interface SpelledPack {
  readonly pack: RegistryPack
  readonly spelling: string
}

export interface RegistryVersion {
  readonly version: string
  readonly published?: string
  readonly status?: string
  readonly deprecated?: true
  /** Whether the service could read its node types: `success`, `pending`, `invalid_format` ... */
  readonly extracted?: string
  /** Address of its archive. */
  readonly download?: string
}

/** One page of the list of packs. */
export interface RegistryPage {
  readonly packs: readonly RegistryPack[]
  /** Entries that are no readable pack, left out. */
  readonly unreadable: number
  /** Packs in the whole list and its pages, as the service counts them. */
  readonly total: number | null
  readonly pages: number | null
}

export interface RegistryTypesPage {
  readonly types: readonly RegistryNodeType[]
  /** Entries left out, or kept without the inputs or outputs that could not be read. */
  readonly unreadable: number
  readonly pages: number | null
}

/**
 * `passing`: worth another try, after `afterMs` where the service asked for that; `here`: this question cannot be answered,
 * others may; `absent`: the service knows no such thing; `refused-query`: it does not take the question's words; `stop`: no
 * further question makes sense.
 */
export interface RegistryFailure {
  readonly kind: 'passing' | 'here' | 'absent' | 'refused-query' | 'stop'
  readonly afterMs: number | null
  readonly problem: Problem
}

export type RegistryAnswer<T> =
  | { readonly ok: true; readonly value: T; readonly bytes: number }
  | { readonly ok: false; readonly failure: RegistryFailure; readonly bytes: number }

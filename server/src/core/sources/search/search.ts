import type { ModelEntry, ModelSource } from '@greenlight/shared/report'
import type { SearchStep, SourceName } from '@greenlight/shared/sources'
import type { HashAsked } from '../../model-index.js'
import type { ModelReference } from '../../workflow/references.js'
import type { Claim } from '../sources-for.js'

/** One model whose source is searched, with what the report knows of it. */
export interface WantedModel {
  readonly reference: ModelReference
  /** The text leaves the ending out, as prompts and parameters do. */
  readonly stem?: true
  readonly entry: Pick<ModelEntry, 'candidates' | 'file' | 'state'>
  /** What the workflow, its notes, companion files and lists say, most trusted first (`claimsFor`). */
  readonly claims: readonly Claim[]
  /** Addresses in the workflow's notes that name no file: pages that a provider can open. */
  readonly pages: readonly string[]
}

/** One question to one provider. */
export type Question =
  | { readonly phase: 'by-hash'; readonly hash: HashAsked & { readonly type: ProviderHash } }
  | { readonly phase: 'by-address'; readonly url: string; readonly source: ModelSource | null }
  | { readonly phase: 'by-name'; readonly words: string; readonly directory: string | null }
export type ProviderHash = 'autov2' | 'autov3' | 'blake3' | 'sha256'
export type AskingPhase = Question['phase']

/**
 * What speaks for a candidate, the strongest first: `hash`: its content is the one asked for; `said`: the workflow or a companion file
 * names this address for it; `confirmed`: two who know nothing of each other name it; `listed`; `named`: its name alone; `open`: even
 * that is in doubt.
 */
export const proofs = ['hash', 'said', 'confirmed', 'listed', 'named', 'open'] as const
export type Proof = (typeof proofs)[number]

export interface Weighed {
  readonly source: ModelSource
  readonly key: string
  readonly proof: Proof
  readonly reasons: readonly string[]
  readonly confidence: number
}

/** A search so far: a value that each answer makes into the next one. */
export interface Search {
  readonly wanted: WantedModel
  readonly steps: readonly SearchStep[]
  readonly weighed: readonly Weighed[]
  /** Questions that nobody could answer: "not found" is not proven then. */
  readonly unanswered: number
  /** The name cannot be a file's. */
  readonly invalid: boolean
  /** The model is on this disk. */
  readonly here: boolean
}

export function addStep(
  search: Search,
  phase: SearchStep['phase'],
  asked: string,
  of: SourceName | 'budget' | 'catalogue' | 'disk' | 'name' | 'providers' | 'words' | 'workflow',
  came: string,
): Search {
  return { ...search, steps: [...search.steps, { phase, asked, of, came }] }
}

/** How sure a proof alone makes, 0..1. */
const confidences: Readonly<Record<Proof, number>> = {
  hash: 1,
  said: 0.9,
  confirmed: 0.85,
  listed: 0.8,
  named: 0.7,
  open: 0.3,
}

export function weigh(
  source: ModelSource,
  key: string,
  proof: Proof,
  reasons: readonly string[],
  confidence = confidences[proof],
): Weighed {
  return { source, key, proof, reasons: [...new Set(reasons)], confidence }
}

import type { ModelFacts, Fault, TensorEntry } from '../model-facts.js'
import type { ModelHealth } from '@greenlight/shared/models'

/** What the readers need from outside; core has neither hash nor inflate of its own. */
export interface DescribeParts {
  /** `blake3:<64 hex>` of bytes in memory. */
  hash(bytes: Uint8Array): string
  /** Raw deflate, at most `maxBytes` of output; null for a broken stream or for more than that. */
  inflateRaw(bytes: Uint8Array, maxBytes: number): Uint8Array | null
}

/** What a pickle, or a container that torch reads as one, says about itself without being executed. */
export interface PickleReading {
  readonly faults: readonly Fault[]
  readonly health: ModelHealth
  readonly word: NonNullable<ModelFacts['pickle']>['word']
  /** `module.name`, sorted. */
  readonly imports: readonly string[]
  /** As far as the pickle shows names and shapes. */
  readonly tensors: readonly TensorEntry[]
}

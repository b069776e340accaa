import type { ModelFormat, ModelHealth } from '@greenlight/shared/models'
import type { Evidence } from '@greenlight/shared/report'
import type { Fault, ModelFacts, TensorEntry } from '../model-facts.js'

/** What one format's reader found; `finishFacts` makes the facts of it. */
export interface Reading {
  readonly format: ModelFormat
  readonly health: ModelHealth
  readonly faults: readonly Fault[]
  /** Null where the format was not read far enough to know. */
  readonly tensors: readonly TensorEntry[] | null
  readonly metadata: ReadonlyMap<string, string>
  readonly tensorsFrom: number | null
  readonly evidence: readonly Evidence[]
  readonly kind?: ModelFacts['kind']
  readonly family?: string | null
  readonly pickle?: ModelFacts['pickle']
}

/** A reading of nothing but what is said. */
export function bareReading(format: ModelFormat, rest: Partial<Reading>): Reading {
  const faults = rest.faults ?? []
  return {
    format,
    health: healthOf(faults),
    faults,
    tensors: null,
    metadata: new Map(),
    tensorsFrom: null,
    evidence: [],
    ...rest,
  }
}

/** A fault that blocks contradicts the file; without one, a file that was read to its end is whole. */
export function healthOf(faults: readonly Fault[]): ModelHealth {
  return faults.some(({ severity }) => severity === 'blocks') ? 'corrupt' : 'whole'
}

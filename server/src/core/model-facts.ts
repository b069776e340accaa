import type { ModelFormat, ModelHealth, ModelKind } from '@greenlight/shared/models'
import type { Evidence } from '@greenlight/shared/report'

/** What one model file is, read from its header alone. The readers are in core/model-files. */

/** Grows with every change of what the readers answer: facts of an older number are read anew. */
export const factsVersion = 1

/** A file as readers see it: any part of it, synchronously (readers run in a worker thread). */
export interface ByteSource {
  /** Base name; it helps words and never decides. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Bytes from `offset`; fewer than `length` only at the end of the file. Throws what the disk throws. */
  read(offset: number, length: number): Uint8Array
}

export interface TensorEntry {
  readonly name: string
  /** As the file says it: `F16`, `BF16`, `F8_E4M3`, `Q4_K` ... */
  readonly type: string
  readonly shape: readonly number[]
  /** In the file. */
  readonly bytes: number
}

/** What the rules of kind and family read. */
export interface TensorTable {
  readonly format: ModelFormat
  readonly tensors: readonly TensorEntry[]
  /** Declared by the file, foreign text. */
  readonly metadata: ReadonlyMap<string, string>
}

/** `blocks`: a loader will fail on it; `warns`: odd, and it loads. `code` is a short snake_case word. */
export interface Fault {
  readonly code: string
  readonly severity: 'blocks' | 'warns'
  readonly says: string
}

export interface ModelFacts {
  readonly format: ModelFormat
  readonly health: ModelHealth
  readonly faults: readonly Fault[]
  readonly kind: ModelKind | null
  /** Architecture: `sd1`, `sdxl`, `flux` ... (core/model-files/families). */
  readonly family: string | null
  /** Rules that spoke for kind, family and health. */
  readonly evidence: readonly Evidence[]
  readonly tensors: number | null
  readonly parameters: number | null
  readonly bytesByType: Readonly<Record<string, number>>
  /** `fp8_e4m3fn`, `Q4_K_M`, `bf16` ...: the type of most bytes. */
  readonly quantisation: string | null
  /** Declared by the file, cut to what is worth keeping (64 entries, 2 KiB each). */
  readonly metadata: Readonly<Record<string, string>>
  /** First byte after a safetensors header: where the tensor-only hash begins. */
  readonly tensorsFrom: number | null
  /** `blake3:` over sorted tensor names, types and shapes: the same for the same weights saved with other metadata. */
  readonly fingerprint: string | null
  /** Only for pickles: what it would import, and the one of three words for it. */
  readonly pickle: { readonly word: 'plain weights' | 'unknown imports' | 'unreadable'; readonly imports: readonly string[] } | null
}

/** Of a file whose content tells nothing, or was not read. */
export const unknownFacts: ModelFacts = {
  format: 'unknown',
  health: 'unknown',
  faults: [],
  kind: null,
  family: null,
  evidence: [],
  tensors: null,
  parameters: null,
  bytesByType: {},
  quantisation: null,
  metadata: {},
  tensorsFrom: null,
  fingerprint: null,
  pickle: null,
}

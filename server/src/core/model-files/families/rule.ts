import type { ModelKind } from '@greenlight/shared/models'

/**
 * Where the names of a rule are looked up. `model`: below the prefix of a diffusion model (`model.diffusion_model.`, `net.`, none ...);
 * `file`: as they stand, or below the wrapper of a training script (`params_ema.`); `adapter`: the modules that a LoRA changes, in
 * the plain spelling of adapter-modules.ts, where a shape is [out, in] of the weight that is changed.
 */
export type RuleScope = 'adapter' | 'file' | 'model'

/**
 * One row of the table: a file is of this kind and family when it has all of `has`, one of `any` and nothing of `lacks`.
 *
 * A need is a tensor's name and, optionally, its shape: `img_in.weight [3072, 64|128]`. `*` is any length, `a|b` either, `...` any
 * further lengths, `[]` a scalar; `{scale,weight}` in the name stands for either. Shapes are in the order of torch (rows first).
 */
export interface RuleRow {
  /** Unique; it is shown as evidence. */
  readonly id: string
  readonly kind: ModelKind
  /** Null where tensors tell the kind and no more. */
  readonly family: string | null
  readonly scope: RuleScope
  readonly has: readonly string[]
  readonly any?: readonly string[]
  readonly lacks?: readonly string[]
  /** Only in GGUF files that declare one of these as `general.architecture`. */
  readonly architectures?: readonly string[]
  /** Families with the same tensors; what the file declares may choose among them. */
  readonly mayBe?: readonly string[]
  /** Ids of rules of which this is a special case: it speaks instead of them. */
  readonly over?: readonly string[]
  /** Speaks only where no other rule does. */
  readonly fallback?: boolean
  /** What tensors do not say in a family name: `inpainting`. */
  readonly note?: string
  /** Where the fact comes from. */
  readonly source: string
}

type Shared = Pick<RuleRow, 'kind' | 'scope' | 'source'>
type Row = Omit<RuleRow, keyof Shared> & Partial<Shared>

/** Rows that share kind, scope and source; each may say its own. */
export function rows(shared: Shared, own: readonly Row[]): readonly RuleRow[] {
  return own.map((row) => ({ ...shared, ...row }))
}

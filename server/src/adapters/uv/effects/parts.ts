import type { Distribution, Interpreter } from '../../../core/python-words.js'
import type { UvParts } from '../run-uv.js'

export interface PackageEffectParts extends UvParts {
  /** null: it does not answer. */
  readonly probe: (python: string, signal: AbortSignal) => Promise<Interpreter | null>
  readonly distributions: (folders: readonly string[]) => Promise<ReadonlyMap<string, Distribution>>
  /** The source `pypi` as it is set now; `index`: the base address of its index. */
  readonly source: () => { readonly use: 'ask' | 'off' | 'on'; readonly index: string }
  readonly writeAtomically: (file: string, text: string) => Promise<void>
  /** Rejects with the system's ENOTEMPTY or ENOENT. */
  readonly removeEmptyFolder: (folder: string) => Promise<void>
}

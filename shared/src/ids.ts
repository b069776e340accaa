import * as v from 'valibot'

/** Path of local node ids from the root graph through subgraph instances to a node: `"65:70:63"`; `"12"` at the root. */
export type ExecutionId = string

/** `blake3:` and 64 lower-case hex digits over the whole bytes, as ComfyUI's asset system writes it (D9). */
export const Blake3Schema = v.pipe(v.string(), v.regex(/^blake3:[0-9a-f]{64}$/))

/** `sha256:` and 64 lower-case hex digits over the whole bytes. */
export const Sha256Schema = v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/))

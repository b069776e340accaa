/** What a thread that follows a file is started with. */
export interface FollowSetting {
  readonly path: string
  /** Bytes of a block. */
  readonly block: number
  readonly backend: 'native' | 'wasm'
}

/** One at a time: hash on up to this byte, or end. */
export type FollowAsk = { readonly to: number } | 'finish'

/** `blocks`: digests of the blocks that were completed since the last answer. */
export type FollowAnswer =
  | { readonly blocks: readonly string[] }
  | { readonly digests: { readonly sha256: string; readonly blake3: string } }
  | { readonly fault: { readonly code: string; readonly says: string } }

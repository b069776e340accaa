import type { TransferParts } from './parts.js'

const longestPiece = 1024 * 1024

/** Both hashes of a file while it comes, and one digest for each block of it. */
export interface Digester {
  readonly done: number
  /** BLAKE3 of each whole block so far, 64 hex digits each. */
  readonly blocks: readonly string[]
  update(bytes: Uint8Array): void
  /** Ends it. */
  finish(): { readonly sha256: string; readonly blake3: string }
  dispose(): void
}

export type Hashers = Pick<TransferParts, 'createBlake3' | 'createSha256'>

export function createDigester({ createBlake3, createSha256 }: Hashers, block: number): Digester {
  const sha256 = createSha256()
  const whole = createBlake3()
  const blocks: string[] = []
  let own = createBlake3()
  let done = 0
  const take = (piece: Uint8Array) => {
    sha256.update(piece)
    whole.update(piece)
    own.update(piece)
    done += piece.length
    if (done % block !== 0) return
    blocks.push(own.digest())
    own.dispose()
    own = createBlake3()
  }
  return {
    get done() {
      return done
    },
    blocks,
    update(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const length = Math.min(bytes.length - at, longestPiece, block - (done % block))
        take(bytes.subarray(at, at + length))
        at += length
      }
    },
    finish: () => ({ sha256: `sha256:${sha256.digest()}`, blake3: `blake3:${whole.digest()}` }),
    dispose() {
      own.dispose()
      whole.dispose()
      sha256.dispose()
    },
  }
}

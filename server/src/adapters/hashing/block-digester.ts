import { createHash } from 'node:crypto'
import { type HashBackend, longestPiece } from './backend.js'

/** Both hashes of a content that comes in pieces, and one digest for each whole block of it. */
export interface BlockDigester {
  /** Bytes so far. */
  readonly done: number
  /** BLAKE3 of each whole block so far, 64 hex digits each. */
  readonly blocks: readonly string[]
  update(bytes: Uint8Array): void
  /** `sha256:` and `blake3:` with 64 hex digits; ends it. */
  finish(): { readonly sha256: string; readonly blake3: string }
  dispose(): void
}

export function createBlockDigester(backend: HashBackend, block: number): BlockDigester {
  const sha256 = createHash('sha256')
  const whole = backend.createHash()
  const blocks: string[] = []
  let own = backend.createHash()
  let done = 0
  const take = (piece: Uint8Array) => {
    sha256.update(piece)
    whole.update(piece)
    own.update(piece)
    done += piece.length
    if (done % block !== 0) return
    blocks.push(own.digest())
    own.dispose()
    own = backend.createHash()
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
    finish: () => ({ sha256: `sha256:${sha256.digest('hex')}`, blake3: `blake3:${whole.digest()}` }),
    dispose() {
      own.dispose()
      whole.dispose()
    },
  }
}

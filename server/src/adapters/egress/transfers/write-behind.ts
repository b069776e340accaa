import type { FileHandle } from 'node:fs/promises'

/**
 * Below that, a write waits for more to come: what waits is lost when the process is killed. While one is under way up to `most` gather for the
 * next, so that on a fast line writes are large; above that the sender waits for the disk.
 */
const least = 64 * 1024
const most = 256 * 1024

/** Writes what comes behind what is there, in batches, while the next one gathers. */
export interface WriteBehind {
  /** Bytes that are in the file for sure. */
  readonly written: number
  /** Those, and the ones that wait. */
  readonly received: number
  /** Waits only while a whole batch is waiting already. Rejects with the system's error, also one of an earlier batch. */
  add(bytes: Uint8Array): Promise<void>
  flush(): Promise<void>
}

/** `told` hears of each batch that is in the file. */
export function createWriteBehind(file: FileHandle, from: number, told: () => void): WriteBehind {
  let written = from
  let received = from
  let waiting: Uint8Array[] = []
  let length = 0
  let fault: { readonly error: unknown } | null = null
  let writing: Promise<void> | null = null

  async function writeAll(pieces: Uint8Array[]): Promise<void> {
    while (pieces.length > 0) {
      const { bytesWritten } = await file.writev(pieces, written)
      written += bytesWritten
      pieces = behind(pieces, bytesWritten)
    }
  }

  function begin(): void {
    const batch = waiting
    waiting = []
    length = 0
    writing = writeAll(batch)
      .then(told)
      .catch((error: unknown) => {
        fault = { error }
      })
      .finally(() => {
        writing = null
      })
  }

  function check(): void {
    if (fault !== null) throw fault.error
  }

  return {
    get written() {
      return written
    },
    get received() {
      return received
    },
    async add(bytes) {
      check()
      if (bytes.length === 0) return
      waiting.push(bytes)
      received += bytes.length
      length += bytes.length
      if (length >= most) await writing
      check()
      if (writing === null && length >= least) begin()
    },
    async flush() {
      await writing
      check()
      if (length > 0) begin()
      await writing
      check()
    },
  }
}

/** What is left of the pieces after so many bytes: a disk that is nearly full takes a part of them. */
function behind(pieces: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let left = bytes
  return pieces.flatMap((piece) => {
    const taken = Math.min(left, piece.length)
    left -= taken
    return taken === piece.length ? [] : [piece.subarray(taken)]
  })
}

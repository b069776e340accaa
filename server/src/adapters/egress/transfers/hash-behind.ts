import type { FollowedFile } from './parts.js'

/** Hashes a file behind whoever writes it, as far as it was told, one stretch after the other. */
export interface HashBehind {
  /** Digests of whole blocks so far. */
  readonly blocks: readonly string[]
  /** There is more to read, up to here. */
  more(end: number): void
  /** All up to the last `more`. Rejects with the system's error. */
  rest(): Promise<void>
  finish(): Promise<{ readonly sha256: string; readonly blake3: string }>
  close(): Promise<void>
}

/** `told` hears of each stretch that was read. */
export function createHashBehind(followed: FollowedFile, begun: readonly string[], told: () => void): HashBehind {
  let blocks = begun
  let wanted = 0
  let read = 0
  let fault: { readonly error: unknown } | null = null
  let reading: Promise<void> | null = null

  async function readOn(): Promise<void> {
    for (let end = wanted; read < end; end = wanted) {
      blocks = await followed.to(end)
      read = end
      told()
    }
  }

  function begin(): void {
    if (reading !== null || fault !== null || read >= wanted) return
    reading = readOn()
      .catch((error: unknown) => {
        fault = { error }
      })
      .then(() => {
        reading = null
        // What was told between the last look and now.
        begin()
      })
  }

  return {
    get blocks() {
      return blocks
    },
    more(end) {
      wanted = Math.max(wanted, end)
      begin()
    },
    async rest() {
      for (let now = reading; now !== null; now = reading) await now
      if (fault !== null) throw fault.error
    },
    finish: () => followed.finish(),
    close: () => followed.close(),
  }
}

import type { Readable } from 'node:stream'

/** So much may wait here; then the sender waits. */
const mostWaiting = 512 * 1024

/**
 * Everything that came out of a stream, also what came just before it broke: a stream that is iterated throws that away. Rejects with the
 * stream's error, after its last piece.
 */
export async function* takeAll(stream: Readable): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = []
  let waiting = 0
  let ended: { readonly error: Error | null } | null = null
  let wake: () => void = () => undefined
  const end = (error: Error | null) => {
    ended ??= { error }
    wake()
  }
  stream.on('data', (piece: Uint8Array) => {
    pieces.push(piece)
    waiting += piece.length
    if (waiting >= mostWaiting) stream.pause()
    wake()
  })
  stream.once('end', () => end(null))
  stream.once('error', end)
  stream.once('close', () => end(new Error('the connection was closed')))
  for (;;) {
    const piece = pieces.shift()
    if (piece !== undefined) {
      waiting -= piece.length
      if (waiting < mostWaiting / 2 && stream.isPaused()) stream.resume()
      yield piece
      continue
    }
    const last = endedNow()
    if (last !== null && last.error !== null) throw last.error
    if (last !== null) return
    await new Promise<void>((resolve) => {
      wake = resolve
    })
  }

  function endedNow(): typeof ended {
    return ended
  }
}

/** Keeps the first `most` bytes of a stream; what comes after is counted as cut. */
export interface BoundedText {
  add(piece: Uint8Array): void
  readonly cut: boolean
  /** As UTF-8; bytes that are none become U+FFFD, half a character at the cut is left out. */
  text(): string
}

export function boundedText(most: number): BoundedText {
  const pieces: Uint8Array[] = []
  let [room, cut] = [most, false]
  return {
    add(piece) {
      if (piece.length > room) cut = true
      if (room <= 0) return
      pieces.push(piece.subarray(0, room))
      room -= piece.length
    },
    get cut() {
      return cut
    },
    text() {
      const decoder = new TextDecoder()
      return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + (cut ? '' : decoder.decode())
    },
  }
}

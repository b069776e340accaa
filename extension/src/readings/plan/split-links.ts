/** A piece of a sentence: an address of the web stands by itself. */
export interface Piece {
  text: string
  link: boolean
}

/** Splits a sentence at its web addresses; the point or bracket that ends the sentence is none of the address. */
export function splitLinks(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const { 0: found, index } of text.matchAll(/https?:\/\/[^\s<>"']+/gi)) {
    const address = found.replace(/[.,;:!?)\]]+$/, '')
    if (index > from) pieces.push({ text: text.slice(from, index), link: false })
    pieces.push({ text: address, link: true })
    from = index + address.length
  }
  if (from < text.length) pieces.push({ text: text.slice(from), link: false })
  return pieces
}

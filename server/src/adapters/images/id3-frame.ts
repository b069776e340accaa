import type { Bytes } from './bytes.js'
import { decodeLenient, decodeUtf16 } from './decode.js'
import type { Found } from './found.js'
import { isWanted } from './interpret.js'

/** TXXX: encoding, description, NUL, text. COMM: encoding, language, description, NUL, text; many writers name the key there. */
export function readId3Frame(type: string, body: Bytes, found: Found): void {
  const isComment = type.startsWith('COM')
  const encoding = body.u8(0)
  const wide = encoding === 1 || encoding === 2
  const start = isComment ? 4 : 1
  const end = wide ? findWideNul(body, start) : body.find(0, start)
  const description = decodeAs(encoding, body.rest(start, Math.min(end - start, 300)).raw)
  const key = isWanted(description) ? description : isComment ? 'comment' : ''
  if (key === '') return
  found.take(key, body.rest(end + (wide ? 2 : 1)).raw, (bytes) => decodeAs(encoding, bytes))
}

/** 0 Latin-1 (in practice often UTF-8), 1 UTF-16 with mark, 2 UTF-16 big-endian, 3 UTF-8. */
function decodeAs(encoding: number, bytes: Uint8Array): string {
  return encoding === 1 || encoding === 2 ? decodeUtf16(bytes) : decodeLenient(bytes)
}

function findWideNul(body: Bytes, from: number): number {
  for (let at = from; at + 1 < body.length; at += 2) if (body.raw[at] === 0 && body.raw[at + 1] === 0) return at
  return body.length
}

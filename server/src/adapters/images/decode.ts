/** Text as writers meant it: UTF-8 where it is valid, else Latin-1. NULs at the end are padding. */
export function decodeLenient(bytes: Uint8Array): string {
  const text = decodeOrNull('utf-8', bytes)
  return stripNuls(text ?? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'))
}

/** UTF-16 by its byte order mark, else by where the zero bytes of its Latin letters stand, else big-endian. */
export function decodeUtf16(bytes: Uint8Array): string {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? 'le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'be' : null
  const order = marked ?? (countNuls(bytes, 1) > countNuls(bytes, 0) ? 'le' : 'be')
  return stripNuls(new TextDecoder(`utf-16${order}`).decode(bytes))
}

/** Japanese text of an EXIF comment: ISO 2022 as the standard says, or what programs write instead. */
export function decodeJapanese(bytes: Uint8Array): string {
  if (bytes.includes(0x1b)) return stripNuls(new TextDecoder('iso-2022-jp').decode(bytes))
  return stripNuls(decodeOrNull('utf-8', bytes) ?? new TextDecoder('shift_jis').decode(bytes))
}

function decodeOrNull(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function countNuls(bytes: Uint8Array, from: number): number {
  let count = 0
  for (let at = from; at < Math.min(bytes.length, 4096); at += 2) if (bytes[at] === 0) count++
  return count
}

function stripNuls(text: string): string {
  let end = text.length
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--
  return text.slice(0, end)
}

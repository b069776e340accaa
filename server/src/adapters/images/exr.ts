import type { Bytes } from './bytes.js'
import type { Found } from './found.js'
import { isWanted } from './interpret.js'

/** Text attributes in the head of an OpenEXR picture: name, NUL, type, NUL, size, value; an empty name ends it. */
export function readExr(file: Bytes, found: Found): void {
  let at = 8
  while (file.u8(at) !== 0) {
    found.step()
    const nameEnd = file.find(0, at)
    const typeEnd = file.find(0, nameEnd + 1)
    const value = file.slice(typeEnd + 5, file.u32(typeEnd + 1, true))
    const name = nameEnd - at > 255 ? '' : file.chars(at, nameEnd - at)
    if (isWanted(name) && file.has(nameEnd + 1, 'string\0')) found.take(name, value.raw)
    at = typeEnd + 5 + value.length
  }
}

import { startsWith } from '../bytes.js'

export interface OtherContainer {
  readonly code: string
  readonly says: string
}

/** Containers that can hold pickles and are named, not opened. Null for others. `start`: the first 512 bytes. */
export function otherContainer(start: Uint8Array): OtherContainer | null {
  if (startsWith(start, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c])) return made('seven_zip', 'a 7z archive')
  if (startsWith(start, '\x93NUMPY')) return made('numpy_array', 'a numpy array (npy)')
  return isTar(start) ? made('tar_archive', 'a tar archive, in which torch kept weights before 2017') : null
}

function made(code: string, what: string): OtherContainer {
  return { code, says: `It is ${what}; what it holds was not looked at.` }
}

/** By its checksum, as Python does it: the sum of the first 512 bytes, with spaces for the sum itself. */
function isTar(start: Uint8Array): boolean {
  if (start.length < 512) return false
  const digits = String.fromCharCode(...start.subarray(148, 156))
    .replace(/[\0 ]+$/, '')
    .trimStart()
  if (!/^[0-7]{1,7}$/.test(digits)) return false
  const sum = start.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte), 0)
  return sum === parseInt(digits, 8)
}

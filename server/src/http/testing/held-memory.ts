import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Bytes of buffers that somebody still holds. */
export function heldBuffers(): number {
  collect()
  return process.memoryUsage().arrayBuffers
}

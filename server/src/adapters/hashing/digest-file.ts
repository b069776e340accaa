import { createHash } from 'node:crypto'
import type { HashBackend } from './backend.js'
import { heed, type Interruption } from './interruption.js'
import type { DigestAnswer, DigestTask } from './protocol.js'
import { readRegularFile } from './regular-file.js'

/**
 * All hashes of one file that are asked for, in one read through `buffer`. Without any byte after the safetensors header
 * (`tensorsFrom` lies behind the end: a cut file) there is no tensor hash. Throws FaultError, StoppedError.
 */
export async function digestFile(
  backend: HashBackend,
  buffer: Buffer,
  { path, sha256, tensorsFrom }: DigestTask,
  interruption: Interruption,
): Promise<DigestAnswer> {
  const blake3 = backend.createHash()
  try {
    const { value, stamp } = await readRegularFile(path, (file) => {
      const whole = sha256 ? createHash('sha256') : null
      const tensors = tensorsFrom !== null && tensorsFrom <= file.size ? createHash('sha256') : null
      const from = tensorsFrom ?? 0
      for (let at = 0; at < file.size; ) {
        heed(interruption)
        const piece = file.read(buffer, at)
        blake3.update(piece)
        whole?.update(piece)
        if (at + piece.length > from) tensors?.update(at >= from ? piece : piece.subarray(from - at))
        at += piece.length
        interruption.progress(at)
      }
      return {
        blake3: blake3.digest(),
        ...(whole === null ? {} : { sha256: whole.digest('hex') }),
        ...(tensors === null ? {} : { tensorsSha256: tensors.digest('hex') }),
      }
    })
    return { ...value, stamp }
  } finally {
    blake3.dispose()
  }
}

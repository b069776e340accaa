import { createHash } from 'node:crypto'
import type { RunningHash } from './parts.js'

/** SHA-256 as Node has it. */
export function createRunningSha256(): RunningHash {
  const hash = createHash('sha256')
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest('hex'), dispose: () => undefined }
}

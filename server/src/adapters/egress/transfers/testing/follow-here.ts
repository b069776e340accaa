import { open } from 'node:fs/promises'
import { createBlockDigester } from '../../../hashing/block-digester.js'
import { createNativeHasher } from '../../../hashing/native.js'
import type { TransferParts } from '../parts.js'

/** Hashes as the real one does, in this thread: a hundred threads of a test take longer to start than it lasts. */
export async function createFollowHere(): Promise<TransferParts['follow']> {
  const backend = await createNativeHasher()
  return (path, block) => {
    const digester = createBlockDigester(backend, block)
    return {
      async to(end) {
        const file = await open(path)
        try {
          const bytes = Buffer.alloc(end - digester.done)
          const { bytesRead } = await file.read(bytes, 0, bytes.length, digester.done)
          if (bytesRead < bytes.length) throw Object.assign(new Error('too short'), { code: 'ENODATA' })
          digester.update(bytes)
          return digester.blocks
        } finally {
          await file.close()
        }
      },
      finish: async () => digester.finish(),
      close: async () => digester.dispose(),
    }
  }
}

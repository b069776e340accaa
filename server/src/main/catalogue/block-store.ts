import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BlockStore } from '../../adapters/catalogue/block-store.js'
import { writeAtomically } from '../../adapters/files/atomic-write.js'

/** Derived bytes in `<state>/catalogue/derived`; deleting them loses time only. */
export function createBlockStore(state: string): BlockStore {
  const folder = join(state, 'catalogue', 'derived')
  return {
    load: async (name) => {
      const bytes = await readFile(join(folder, name)).catch(() => null)
      // A small file may be a piece of a bigger buffer: the tables need a beginning of their own.
      return bytes === null ? null : bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes)
    },
    async save(name, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeAtomically(join(folder, name), bytes, { mode: 0o600 })
    },
  }
}

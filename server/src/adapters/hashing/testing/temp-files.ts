import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of its own for one test, with a blank and non-Latin letters in its name; gone at the end of the scope. */
export async function tempFiles() {
  const folder = await mkdtemp(join(tmpdir(), 'greenlight hash 模型 '))
  return {
    folder,
    at: (name: string) => join(folder, name),
    async write(bytes: Uint8Array, name = `${randomUUID()}.safetensors`): Promise<string> {
      await writeFile(join(folder, name), bytes)
      return join(folder, name)
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

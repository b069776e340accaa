import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { ProblemError } from '../../../problems.js'
import { writeWhole } from './copy-tree.js'
import { syncParents, using } from './system.js'

/** The only files that Greenlight adds to a pack: those by which ComfyUI-Manager knows where it came from. */
const known: ReadonlySet<string> = new Set(['.git/.cnr-id', '.tracking'])

/** Into a staged pack, synced. A mark that the pack brought itself gives way. WRITE_REFUSED for any other name. */
export async function writeMarks(folder: string, marks: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
  for (const { name, text } of marks) {
    const path = join(folder, ...name.split('/'))
    if (!known.has(name)) throw new ProblemError('WRITE_REFUSED', { path, because: 'it is no mark of a node pack' })
    await using(await open(path, 'w', 0o644), async (file) => {
      await writeWhole(file, new TextEncoder().encode(text))
      await file.sync()
    })
    await syncParents(path)
  }
}


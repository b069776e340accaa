import { constants } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import type { Budget } from './budget.js'
import { createNameBook } from './name-book.js'
import { ArchiveRefusal, shown } from './refusal.js'

/** From the folder and a foreign name to a path below it; null: refused. */
export type JoinSafely = (root: string, foreign: string) => string | null

/** Where entries go, in the order of the archive. Names are foreign, `/` separated, a folder's without its last `/`. */
export interface TreeWriter {
  folder(name: string): Promise<void>
  /** Answers the bytes written; the stream is read to its end. */
  file(name: string, executable: boolean, contents: AsyncIterable<Uint8Array>): Promise<number>
  readonly files: number
  top(): string | null
}

export interface TreeWriterParts {
  /** A new folder of our own that is there already. */
  readonly root: string
  readonly joinSafely: JoinSafely
  readonly budget: Budget
  readonly signal: AbortSignal
  readonly progress: () => void
}

/** Missing on Windows, where opening with O_EXCL never follows a link. */
const noFollow = constants.O_NOFOLLOW ?? 0
const fresh = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | noFollow

/** Every folder is made here and every file is new, so there is nothing that a link could lead through. */
export function createTreeWriter({ root, joinSafely, budget, signal, progress }: TreeWriterParts): TreeWriter {
  const book = createNameBook(budget)
  let files = 0
  const pathOf = (name: string): string => {
    const path = name.includes('\\') ? null : joinSafely(root, name)
    if (path === null)
      throw new ArchiveRefusal('name-refused', `its entry ${shown(name)} has a name that is not safe on every disk`)
    return path
  }
  const make = async (name: string, kind: 'file' | 'folder'): Promise<string> => {
    signal.throwIfAborted()
    budget.entry()
    const path = pathOf(name)
    for (const folder of book.enter(name, kind)) await mkdir(pathOf(folder), 0o755)
    return path
  }
  return {
    async folder(name) {
      await make(name, 'folder')
    },
    async file(name, executable, contents) {
      const handle = await open(await make(name, 'file'), fresh, executable ? 0o755 : 0o644)
      let written = 0
      try {
        for await (const piece of contents) {
          signal.throwIfAborted()
          budget.bytes(piece.length)
          await handle.writeFile(piece)
          written += piece.length
          progress()
        }
      } finally {
        await handle.close()
      }
      files += 1
      return written
    },
    get files() {
      return files
    },
    top: book.top,
  }
}

import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import type { SavedWorkflows } from '../../../core/ports.js'
import { walkFiles } from '../walk.js'
import { carriers, readWorkflowFile } from '../workflow-files.js'

/**
 * Workflows saved in the installation: `user/<user>/workflows`, of every user, sorted by path. `root` is ComfyUI's folder,
 * `user` its user folder where that lies elsewhere. The id is made of the path below the root, so it outlives a move of both.
 */
export function createSavedWorkflows(root: string, user: string = join(root, 'user')): SavedWorkflows {
  return {
    async list() {
      const users = await readdir(user, { withFileTypes: true }).catch(() => [])
      const names = users
        .filter((entry) => !entry.isFile() && !/^(?:\.|__)/.test(entry.name))
        .map((entry) => entry.name)
      const listed = []
      for (const name of names.sort()) listed.push(...(await listUser(root, join(user, name, 'workflows'))))
      return listed
    },
  }
}

/** Names that begin with a dot are the frontend's own (`.index.json`). */
async function listUser(root: string, folder: string) {
  const { files } = await walkFiles(folder, {
    wants: (name) => !name.startsWith('.') && carriers.has(extname(name).toLowerCase()),
    enters: (name) => !name.startsWith('.'),
  })
  return files.map(({ path, size, modified }) => ({
    id: idOf(root, path),
    path,
    size,
    modified,
    read: () => readWorkflowFile(path),
  }))
}

function idOf(root: string, path: string): string {
  const below = relative(root, path).replaceAll('\\', '/')
  return createHash('sha256').update(below).digest('hex').slice(0, 16)
}

import { open, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What another program wrote below a folder is on the disk, with its names, when it resolves; as far as the system lets us. */
export async function syncTree(root: string): Promise<void> {
  const folders = [root]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) folders.push(join(folder, entry.name))
      else if (entry.isFile()) await sync(join(folder, entry.name), 'r+')
    }
    await sync(folder, 'r')
  }
  await sync(dirname(root), 'r')
}

/** Windows syncs only what is open for writing, and no folder at all. */
async function sync(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags).catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

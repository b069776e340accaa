import { open, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { digestTree, type Taker } from './digest-tree.js'
import { listFiles } from './list-files.js'

/** Copies a tree into the empty folder `to`, or below it, and answers the digest of what was read. Every file and every name is synced, that of `to` too. */
export async function copyOut(
  from: string,
  to: string,
  origin: readonly (string | null)[],
  signal: AbortSignal,
): Promise<string> {
  const files = await listFiles(from)
  const folders = new Set<string>()
  for (const { path } of files) {
    const folder = dirname(join(to, path))
    if (!folders.has(folder)) await mkdir(folder, { recursive: true })
    folders.add(folder)
  }
  const taker: Taker = ({ path, executable }) => {
    const handle = open(join(to, path), 'wx', executable ? 0o755 : 0o644)
    handle.catch(() => undefined)
    return {
      take: async (piece) => (await handle).writeFile(piece),
      end: async () => (await handle).sync(),
      close: () =>
        handle.then(
          (opened) => opened.close(),
          () => undefined,
        ),
    }
  }
  const digest = await digestTree(origin, files, signal, taker)
  for (const folder of foldersAbove(folders, dirname(to))) await syncFolder(folder)
  return digest
}

/** These folders and all above them, up to `top`: one may hold nothing but another one. */
function foldersAbove(folders: ReadonlySet<string>, top: string): ReadonlySet<string> {
  const all = new Set([top])
  for (const folder of folders) for (let at = folder; !all.has(at) && at !== dirname(at); at = dirname(at)) all.add(at)
  return all
}

/** Windows cannot open a folder; some network drives cannot sync one. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

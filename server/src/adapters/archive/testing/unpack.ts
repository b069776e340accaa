import { lstat, readdir, readFile, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { safeJoin } from '../../files/safe-join.js'
import { tempTree } from '../../files/testing/temp-tree.js'
import type { Limits } from '../budget.js'
import { extractArchive, type Extracted } from '../extract-archive.js'

export interface Unpacked {
  readonly answer: Extracted
  /** Everything below the folder that should hold the pack: path -> mode and contents, folders as `/`. */
  readonly tree: ReadonlyMap<string, string>
  /** Everything that lies beside it, which must be nothing but the archive. */
  readonly beside: readonly string[]
}

const parts = { joinSafely: safeJoin, removeOwn: (path: string) => rm(path, { recursive: true, force: true }) }

/** Unpacks bytes in a folder of their own and tells everything that is on the disk afterwards. */
export async function unpack(archive: Buffer, limits?: Limits): Promise<Unpacked> {
  await using files = await tempTree({ 'outer/archive': archive, 'outer/in/': '' })
  const answer = await extractArchive(limits === undefined ? parts : { ...parts, limits }, {
    archive: files.at('outer', 'archive'),
    to: files.at('outer', 'in', 'pack'),
    signal: new AbortController().signal,
  })
  const all = await treeOf(join(files.root, '..'))
  const inside = relative(join(files.root, '..'), files.at('outer', 'in', 'pack'))
  const own = [...all].filter(([path]) => path === inside || path.startsWith(`${inside}/`))
  const known = ['Größe 模型 и', 'Größe 模型 и/outer', 'Größe 模型 и/outer/archive', 'Größe 模型 и/outer/in']
  return {
    answer,
    tree: new Map(
      own.filter(([path]) => path !== inside).map(([path, holds]) => [path.slice(inside.length + 1), holds]),
    ),
    beside: [...all.keys()].filter(
      (path) => !known.includes(path) && path !== inside && !path.startsWith(`${inside}/`),
    ),
  }
}

export async function treeOf(root: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = relative(root, path).replaceAll('\\', '/')
    if (entry.isDirectory()) found.set(name, '/')
    else if (entry.isFile())
      found.set(name, `${((await lstat(path)).mode & 0o7777).toString(8)} ${await readFile(path, 'latin1')}`)
    else found.set(name, 'odd')
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

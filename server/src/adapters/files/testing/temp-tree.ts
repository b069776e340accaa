import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** File contents by path; `{ link }` makes a symbolic link (relative to its own folder), a path that ends in `/` a folder. */
export type Tree = Readonly<Record<string, string | Uint8Array | { readonly link: string }>>

/** A folder of this test, with blanks and other letters in its path; gone when the block ends. */
export interface TempTree extends AsyncDisposable {
  readonly root: string
  readonly at: (...parts: readonly string[]) => string
  readonly add: (tree: Tree) => Promise<void>
}

export async function tempTree(tree: Tree = {}): Promise<TempTree> {
  const root = join(await realpath(await mkdtemp(join(tmpdir(), 'greenlight-'))), 'Größe 模型 и')
  await mkdir(root, { recursive: true })
  const add = async (more: Tree): Promise<void> => {
    for (const [path, content] of Object.entries(more)) await put(join(root, path), content, path.endsWith('/'))
  }
  await add(tree)
  return {
    root,
    at: (...parts) => join(root, ...parts),
    add,
    [Symbol.asyncDispose]: () => rm(dirname(root), { recursive: true, force: true }),
  }
}

async function put(path: string, content: Tree[string], folder: boolean): Promise<void> {
  await mkdir(folder ? path : dirname(path), { recursive: true })
  if (folder) return
  if (typeof content === 'object' && 'link' in content && typeof content.link === 'string')
    await symlink(content.link, path)
  else if (typeof content === 'string' || content instanceof Uint8Array) await writeFile(path, content)
}

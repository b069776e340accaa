import { readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { findCatalogueFiles } from './catalogue-files.js'

/**
 * Folders of a ComfyUI installation in which ComfyUI-Manager keeps its lists, the freshest kind first: its cache in the user
 * folder (version 4, then 3), its own folder among the node packs, its Python package. Only those that hold a list.
 * `root` is ComfyUI's folder; `user` and `customNodes` say where these lie if elsewhere.
 */
export async function findManagerFolders(
  root: string,
  elsewhere: { readonly user?: string; readonly customNodes?: readonly string[] } = {},
): Promise<string[]> {
  const user = elsewhere.user ?? join(root, 'user')
  const places = [
    join(user, '__manager', 'cache'),
    join(user, 'default', 'ComfyUI-Manager', 'cache'),
    ...(await packFolders(elsewhere.customNodes ?? [join(root, 'custom_nodes')])),
    ...(await packageFolders(root)),
  ]
  const found: string[] = []
  for (const place of places) if ((await findCatalogueFiles(place)).size > 0) found.push(place)
  return found
}

async function packFolders(roots: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const root of roots) {
    const names = (await namesIn(root)).filter((name) => /^comfyui[-_]manager$/i.test(name)).sort()
    found.push(...names.flatMap((name) => [join(root, name, '.cache'), join(root, name)]))
  }
  return found
}

/** `comfyui_manager` below the site-packages of every Python that usually belongs to a ComfyUI. */
async function packageFolders(root: string): Promise<string[]> {
  const pythons = [
    ...['venv', '.venv', 'env', 'standalone-env', 'python_embeded'].map((name) => join(root, name)),
    ...['venv', '.venv', 'standalone-env', 'python_embeded'].map((name) => join(dirname(root), name)),
  ]
  const found: string[] = []
  for (const python of pythons) {
    found.push(join(python, 'Lib', 'site-packages', 'comfyui_manager'))
    const versions = (await namesIn(join(python, 'lib'))).filter((name) => /^python3/.test(name)).sort()
    found.push(...versions.map((version) => join(python, 'lib', version, 'site-packages', 'comfyui_manager')))
  }
  const existing: string[] = []
  for (const place of new Set(found)) if (await isFolder(place)) existing.push(place)
  return existing
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

import { readdir, stat } from 'node:fs/promises'
import path, { join } from 'node:path'
import type { Problem } from '@greenlight/shared/problem'
import { problem } from '../../../problems.js'
import type { PathContext } from './expand-path.js'
import type { ExtraRoot } from './extra-model-paths.js'
import type { FoundRoot } from './find-root.js'
import { type Accepts, ggufEndings, ggufFolders, modelFolderTable, outputFolders } from './model-folder-table.js'
import { readText } from './read-text.js'
import type { ServerFlags } from './server-flags.js'

export interface ModelFolder {
  /** In the order in which ComfyUI looks. */
  readonly roots: readonly string[]
  readonly accepts: Accepts
}

/** Where one installation keeps things. All paths absolute; none of them need exist. */
export interface Locations {
  readonly user: string
  readonly input: string
  readonly output: string
  readonly customNodes: readonly string[]
  readonly modelFolders: ReadonlyMap<string, ModelFolder>
  readonly problems: readonly Problem[]
}

export interface Surroundings {
  readonly env: PathContext['env']
  readonly home: string
  readonly platform: NodeJS.Platform
}

/** Works out every folder as ComfyUI's folder_paths.py and main.py do: table, YAML files, then the output folders. */
export async function locate(found: FoundRoot, flags: ServerFlags, around: Surroundings): Promise<Locations> {
  const base = flags.baseDirectory ?? found.root
  const models = flags.modelsDirectory ?? join(base, 'models')
  const output = flags.outputDirectory ?? join(base, 'output')
  const folders = new Map<string, string[]>([['custom_nodes', [join(base, 'custom_nodes')]]])
  for (const [name, row] of modelFolderTable)
    folders.set(
      name,
      row.paths.map((below) => join(models, below)),
    )
  const extra = await readExtras(found, flags, around)
  for (const root of extra.roots) addRoot(folders, root)
  for (const [folder, below] of outputFolders) addRoot(folders, { folder, path: join(output, below), first: false })
  for (const name of await otherFolders(models)) if (!folders.has(name)) folders.set(name, [join(models, name)])
  const customNodes = folders.get('custom_nodes') ?? []
  folders.delete('custom_nodes')
  return {
    user: flags.userDirectory ?? join(base, 'user'),
    input: flags.inputDirectory ?? join(base, 'input'),
    output,
    customNodes,
    modelFolders: withEndings(folders),
    problems: extra.problems,
  }
}

function withEndings(folders: ReadonlyMap<string, readonly string[]>): Map<string, ModelFolder> {
  const made = new Map<string, ModelFolder>()
  for (const [name, roots] of folders) made.set(name, { roots, accepts: modelFolderTable.get(name)?.accepts ?? 'any' })
  for (const [name, rootsOf] of ggufFolders) {
    if (!made.has(name)) made.set(name, { roots: folders.get(rootsOf) ?? [], accepts: ggufEndings })
  }
  return made
}

function addRoot(folders: Map<string, string[]>, { folder, path: root, first }: ExtraRoot): void {
  const roots = folders.get(folder) ?? []
  const known = roots.includes(root)
  if (!known && !first) folders.set(folder, [...roots, root])
  else if (first) folders.set(folder, [root, ...roots.filter((other) => other !== root)])
}

/** Node packs register further folders below models; which endings they take only they know. */
async function otherFolders(models: string): Promise<string[]> {
  const entries = await readdir(models, { withFileTypes: true }).catch(() => [])
  const known = new Set([...modelFolderTable.values()].flatMap((row) => row.paths))
  const names: string[] = []
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === '__pycache__' || known.has(entry.name)) continue
    if (entry.isDirectory() || (entry.isSymbolicLink() && (await isFolder(join(models, entry.name)))))
      names.push(entry.name)
  }
  return names.sort()
}

async function readExtras(
  found: FoundRoot,
  flags: ServerFlags,
  around: Surroundings,
): Promise<{ roots: ExtraRoot[]; problems: Problem[] }> {
  const flavour = around.platform === 'win32' ? path.win32 : path.posix
  const context: PathContext = { env: around.env, home: around.home, flavour }
  const named = flags.extraModelPathsConfig ?? []
  const roots: ExtraRoot[] = []
  const problems: Problem[] = []
  for (const file of [
    join(found.root, 'extra_model_paths.yaml'),
    join(found.root, 'extra_models_config.yaml'),
    ...named,
  ]) {
    const text = await readText(file)
    if (text === null) {
      if (named.includes(file)) problems.push(problem('FILE_UNREADABLE', { path: file }))
      continue
    }
    const { readExtraModelPaths } = await loadReader()
    const read = readExtraModelPaths(text, file, context)
    roots.push(...read.roots)
    problems.push(...read.faults.map((because) => problem('EXTRA_MODEL_PATHS_UNREADABLE', { path: file, because })))
  }
  if (found.kind === 'base' && named.length === 0) roots.push(...(await desktopRoots(found.root, context, around)))
  return { roots, problems }
}

/** Desktop keeps its YAML with the app's own data; it is this installation's only if it names a folder of it. */
async function desktopRoots(root: string, context: PathContext, around: Surroundings): Promise<readonly ExtraRoot[]> {
  const folder =
    around.platform === 'win32'
      ? (around.env.APPDATA ?? join(around.home, 'AppData', 'Roaming'))
      : join(around.home, around.platform === 'darwin' ? 'Library/Application Support' : '.config')
  const file = join(folder, 'ComfyUI', 'extra_models_config.yaml')
  const text = await readText(file)
  if (text === null) return []
  const { readExtraModelPaths } = await loadReader()
  const { roots } = readExtraModelPaths(text, file, context)
  return roots.some(({ path: one }) => !context.flavour.relative(root, one).startsWith('..')) ? roots : []
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

/** The YAML reader is 72 files, and most installations have no such settings. */
function loadReader(): Promise<typeof import('./extra-model-paths.js')> {
  return import('./extra-model-paths.js')
}

import type { Problem } from '@greenlight/shared/problem'
import type { ModelFile, ModelFolders } from '../../../core/installed.js'
import { type WalkedFile, walkFiles } from '../walk.js'
import type { ModelFolder } from './locations.js'
import { accepts } from './model-folder-table.js'

interface ReadOptions {
  readonly signal?: AbortSignal | undefined
  readonly progress?: ((done: number, total: number | null, what: string) => void) | undefined
}

/**
 * Files of every model folder, in the order in which ComfyUI looks: root by root, sorted within one. A name that two roots
 * hold stands twice; the first one loads. No content is read; each root is walked once, whoever shares it.
 */
export async function listModels(
  folders: ReadonlyMap<string, ModelFolder>,
  options: ReadOptions = {},
): Promise<{ models: ModelFolders; problems: Problem[] }> {
  const roots = [...new Set([...folders.values()].flatMap((folder) => folder.roots))].sort()
  const walked = new Map<string, readonly WalkedFile[]>()
  const problems: Problem[] = []
  for (const [index, root] of roots.entries()) {
    options.progress?.(index, roots.length, 'models')
    const wanting = [...folders.values()].filter((folder) => folder.roots.includes(root))
    const wants = (name: string) => wanting.some((folder) => accepts(folder.accepts, name))
    const found = await walkFiles(root, { wants, signal: options.signal })
    walked.set(root, found.files)
    problems.push(...found.problems)
  }
  const models = new Map<string, readonly ModelFile[]>()
  for (const name of [...folders.keys()].sort()) {
    const folder = folders.get(name)
    if (folder !== undefined)
      models.set(
        name,
        folder.roots.flatMap((root) => filesOf(folder, walked.get(root) ?? [])),
      )
  }
  return { models, problems }
}

function filesOf(folder: ModelFolder, files: readonly WalkedFile[]): ModelFile[] {
  const accepted = files.filter((file) => accepts(folder.accepts, file.name.slice(file.name.lastIndexOf('/') + 1)))
  if (folder.accepts !== 'diffusers') return accepted.map(({ name, path, size }) => ({ name, path, size }))
  return accepted.flatMap(({ name, path }) => {
    const cut = 'model_index.json'.length + 1
    return name.includes('/') ? [{ name: name.slice(0, -cut), path: path.slice(0, -cut), size: null }] : []
  })
}

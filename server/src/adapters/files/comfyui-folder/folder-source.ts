import { stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import type { NodePack } from '@greenlight/shared/node-packs'
import { type ImportFailure, type Installed, nothingInstalled } from '../../../core/installed.js'
import type { InstalledSource } from '../../../core/ports.js'
import { problem } from '../../../problems.js'
import { walkFiles } from '../walk.js'
import { findComfyuiRoot, type FoundRoot } from './find-root.js'
import { locate, type Locations, type Surroundings } from './locations.js'
import { findLoggedFailures } from './log-failures.js'
import { listModels } from './model-files.js'
import { listNodePacks } from './node-packs.js'
import type { ServerFlags } from './server-flags.js'
import { readVersion } from './version.js'

export interface FolderSourceOptions extends Partial<Surroundings> {
  /** ComfyUI's folder, or one that `findComfyuiRoot` finds it from. */
  readonly folder: string
  readonly flags?: ServerFlags
}

/** Everything a ComfyUI folder tells while nothing runs: no node definitions, but models, inputs, node packs and what the log says. */
export function createFolderSource(options: FolderSourceOptions): InstalledSource {
  return {
    async read({ signal, progress } = {}) {
      const found = await findComfyuiRoot(options.folder)
      if (found === null) return { ...nothingInstalled, problems: [problem('NOT_A_COMFYUI', { path: options.folder })] }
      const locations = await locateRoot(found, options)
      const { models, problems: modelProblems } = await listModels(locations.modelFolders, { signal, progress })
      const failures = await findLoggedFailures([locations.user, found.root])
      const { packs, made, problems: packProblems } = await listNodePacks(locations.customNodes)
      const installed: Installed = {
        ...nothingInstalled,
        root: found.root,
        comfyui: await readVersion(found.root),
        nodePacks: packs.map((pack) => withFailure(pack, failures)),
        importFailures: failures.filter((failure) => packs.some((pack) => pack.folder === failure.folder)),
        packsMade: made,
        models,
        inputs: await listInputs(locations.input, signal),
        problems: [...locations.problems, ...packProblems, ...modelProblems],
      }
      return installed
    },
  }
}

/** Where the installation keeps things; null when the folder holds no ComfyUI. */
export async function locateFor(options: FolderSourceOptions): Promise<Locations | null> {
  const found = await findComfyuiRoot(options.folder)
  return found === null ? null : locateRoot(found, options)
}

function locateRoot(found: FoundRoot, options: FolderSourceOptions): Promise<Locations> {
  const { env = process.env, home = homedir(), platform = process.platform } = options
  return locate(found, options.flags ?? {}, { env, home, platform })
}

function withFailure(pack: NodePack, failures: readonly ImportFailure[]): NodePack {
  const failure = pack.state === 'enabled' ? failures.find(({ folder }) => folder === pack.folder) : undefined
  return failure === undefined ? pack : { ...pack, state: 'import-failed', because: failure.reason }
}

/** Null when there is no input folder: then nothing can be said of inputs. */
async function listInputs(folder: string, signal: AbortSignal | undefined): Promise<ReadonlySet<string> | null> {
  if (
    !(await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    ))
  )
    return null
  const { files } = await walkFiles(folder, { wants: () => true, signal, limit: 200_000 })
  return new Set(files.map((file) => file.name))
}

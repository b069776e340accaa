import type { Problem } from '@greenlight/shared/problem'
import { readStartLog } from '../../core/import-failures.js'
import { readImportTable } from '../../core/import-table.js'
import { type Installed, type ModelFolders, nothingInstalled } from '../../core/installed.js'
import type { AnswerStore, Egress, InstalledSource } from '../../core/ports.js'
import { problem } from '../../problems.js'
import { createAsk, unusable } from './ask.js'
import { listModels, type ListedModels } from './list-models.js'
import { modelsFromDefinitions } from './models-from-definitions.js'
import { readLogStart } from './read-log-start.js'
import { packsFromDefinitions } from './packs-from-definitions.js'
import { type ObjectInfo, parseObjectInfo } from './parse-object-info.js'
import { readFolderPaths, readReplacements, readSystemStats, rootOf, type SystemStats } from './read-answers.js'

export interface LiveSourceOptions {
  /** ComfyUI's address, with a path prefix if it has one. */
  readonly url: string
  readonly egress: Egress
  readonly now: () => Date
  /** Keeps the answers under `key` (default: the address) for the time when ComfyUI is down. */
  readonly store?: AnswerStore
  readonly key?: string
  /** Milliseconds: for `/object_info` (default 60,000: seconds on a big installation), for every other answer (10,000). */
  readonly patience?: { readonly objectInfo?: number; readonly other?: number }
}

export type Probe =
  | {
      readonly ok: true
      readonly root: string | null
      readonly comfyui: string | null
      readonly argv: readonly string[]
    }
  | { readonly ok: false; readonly problem: Problem }

/** A running ComfyUI. Only `/object_info` must answer; what an older server lacks is unknown, not missing. */
export function createLiveSource(options: LiveSourceOptions): InstalledSource & {
  readonly url: string
  /** Whether a ComfyUI answers there, and which one it is: two small questions. */
  probe(signal?: AbortSignal): Promise<Probe>
} {
  const url = addressOf(options.url)
  const other = options.patience?.other === undefined ? {} : { timeoutMs: options.patience.other }
  const objectInfo = { maxBytes: 64 * 1024 * 1024, timeoutMs: options.patience?.objectInfo ?? 60_000 }
  return {
    url,
    async probe(signal) {
      const ask = createAsk(url, options.egress, signal)
      const [stats, folders] = await Promise.all([
        ask.json('/system_stats', other),
        ask.json('/internal/folder_paths', other),
      ])
      if (!stats.ok) return { ok: false, problem: stats.problem }
      const said = readSystemStats(stats.value)
      if (said === null) return { ok: false, problem: unusable(url, '/system_stats', 'not as ComfyUI answers') }
      return {
        ok: true,
        root: rootOf(readFolderPaths(folders.ok ? folders.value : null)),
        comfyui: said.comfyui,
        argv: said.argv,
      }
    },
    async read({ signal, progress } = {}) {
      const ask = createAsk(url, options.egress, signal)
      progress?.(0, 3, 'ComfyUI')
      // A server that does not even answer this is not asked for megabytes.
      const stats = await ask.json('/system_stats', other)
      if (!stats.ok && !stats.absent) return { ...nothingInstalled, problems: [stats.problem] }
      const system = stats.ok ? readSystemStats(stats.value) : null
      progress?.(1, 3, 'ComfyUI')
      const [info, paths, logs, replacements] = await Promise.all([
        ask.text('/object_info', objectInfo),
        ask.json('/internal/folder_paths', other),
        ask.json('/internal/logs', other),
        ask.json('/node_replacements', other),
      ])
      if (!info.ok) return { ...nothingInstalled, problems: [info.problem] }
      const read = parseObjectInfo(info.value)
      if (!read.ok) return { ...nothingInstalled, problems: [unusable(url, '/object_info', read.because)] }
      const folders = readFolderPaths(paths.ok ? paths.value : null)
      progress?.(2, 3, 'ComfyUI')
      const listed = await listModels(ask, folders, system?.windows ?? true)
      progress?.(3, 3, 'ComfyUI')
      const log = logs.ok && typeof logs.value === 'string' ? logs.value : ''
      const installed = assemble({
        read,
        system,
        folders,
        listed,
        log,
        now: options.now().getTime(),
        replacements: replacements.ok ? replacements.value : null,
      })
      const kept = await keep(options, url, {
        objectInfo: info.value,
        comfyui: installed.comfyui,
        models: listed?.names ?? null,
      })
      return { ...installed, problems: [...installed.problems, ...kept] }
    },
  }
}

function assemble(said: {
  read: Extract<ObjectInfo, { ok: true }>
  system: SystemStats | null
  folders: ReadonlyMap<string, readonly string[]>
  listed: ListedModels | null
  log: string
  now: number
  replacements: unknown
}): Installed {
  const { definitions, problems } = said.read
  const { startedAt, failures: logged } = readStartLog(said.log, 'live')
  const { packs, failures } = packsFromDefinitions(definitions, said.folders.get('custom_nodes'), logged)
  return {
    ...nothingInstalled,
    root: rootOf(said.folders),
    comfyui: said.system?.comfyui ?? null,
    objectInfo: 'live',
    definitions,
    ...(startedAt === null ? {} : { startedAt }),
    argv: said.system?.argv ?? [],
    nodePacks: packs,
    importFailures: failures,
    runningBy: readLogStart(said.log, said.now),
    tried: readImportTable(said.log),
    models: withDiffusers(said.listed?.models ?? null, modelsFromDefinitions(definitions)),
    replacements: readReplacements(said.replacements),
    problems,
  }
}

/** `/models/diffusers` is always empty, because these models are folders; the loader's own list has them. */
function withDiffusers(listed: ModelFolders | null, offered: ModelFolders): ModelFolders {
  const diffusers = offered.get('diffusers')
  if (listed === null) return offered
  return diffusers === undefined || !listed.has('diffusers') ? listed : new Map([...listed, ['diffusers', diffusers]])
}

/** A full disk must not take the answer away. */
async function keep(
  options: LiveSourceOptions,
  url: string,
  answers: { objectInfo: string; comfyui: string | null; models: Readonly<Record<string, readonly string[]>> | null },
): Promise<Problem[]> {
  try {
    await options.store?.save(options.key ?? url, { ...answers, recordedAt: options.now().toISOString() })
    return []
  } catch (error) {
    return [
      problem('STATE_FOLDER_UNUSABLE', {
        because: error instanceof Error && 'code' in error ? String(error.code) : undefined,
      }),
    ]
  }
}

/** A server bound to every interface says 0.0.0.0, which is nowhere to go. */
function addressOf(url: string): string {
  return url.replace(/^(https?:\/\/)(?:0\.0\.0\.0|\[::\])(?=[:/]|$)/i, '$1127.0.0.1').replace(/\/+$/, '')
}

import type { NodePack } from '@greenlight/shared/node-packs'
import type { ImportFailure, Installed, ModelFile, ModelFolders } from '../core/installed.js'

/**
 * One installation seen twice: `answers` by a running ComfyUI (now, recorded or from a file), `disk` by its folder. The
 * answers win on what runs; the disk adds paths, sizes, and packs that do not run.
 */
export function mergeInstalled(answers: Installed, disk: Installed): Installed {
  const importFailures = mergeFailures(answers.importFailures, disk.importFailures)
  return {
    root: disk.root ?? answers.root,
    comfyui: answers.comfyui ?? disk.comfyui,
    objectInfo: answers.objectInfo,
    recordedAt: answers.recordedAt,
    definitions: answers.definitions,
    ...(answers.startedAt === undefined ? {} : { startedAt: answers.startedAt }),
    argv: answers.argv.length > 0 ? answers.argv : disk.argv,
    nodePacks: mergePacks(answers.nodePacks, disk.nodePacks, importFailures),
    importFailures,
    runningBy: answers.runningBy,
    tried: answers.tried,
    packsMade: disk.packsMade,
    models: mergeModels(answers.models, disk.models),
    inputs: disk.inputs ?? answers.inputs,
    replacements: answers.replacements,
    problems: [...answers.problems, ...disk.problems],
  }
}

/** The disk names packs and says which are switched off; the server says what of them it loaded. */
function mergePacks(
  running: readonly NodePack[],
  onDisk: readonly NodePack[],
  failures: readonly ImportFailure[],
): NodePack[] {
  const byModule = new Map(running.map((pack) => [moduleName(pack), pack]))
  const failed = new Map(failures.map((failure) => [failure.folder, failure.reason]))
  const merged = onDisk.map((pack): NodePack => {
    if (pack.state === 'disabled' || pack.state === 'blocked') return pack
    const types = byModule.get(moduleName(pack))?.nodeTypes
    if (types !== undefined) return { ...pack, state: 'enabled', nodeTypes: types }
    const reason = failed.get(pack.folder)
    return reason === undefined ? pack : { ...pack, state: 'import-failed', because: reason }
  })
  const known = new Set(onDisk.map(moduleName))
  return [...merged, ...running.filter((pack) => !known.has(moduleName(pack)))].sort(byText((pack) => pack.folder))
}

/** A loose `x.py` is the module `x` to ComfyUI. */
function moduleName({ folder, kind }: NodePack): string {
  return kind === 'file' ? folder.replace(/\.py$/i, '') : folder
}

/** What the running server says of a module outranks what a log says of it. */
function mergeFailures(live: readonly ImportFailure[], logged: readonly ImportFailure[]): ImportFailure[] {
  const said = new Set(live.map((failure) => failure.module))
  return [...live, ...logged.filter((failure) => !said.has(failure.module))]
}

function mergeModels(listed: ModelFolders | null, onDisk: ModelFolders | null): ModelFolders | null {
  if (listed === null || onDisk === null) return onDisk ?? listed
  const folders = [...new Set([...listed.keys(), ...onDisk.keys()])].sort()
  return new Map(folders.map((folder) => [folder, mergeFiles(listed.get(folder) ?? [], onDisk.get(folder) ?? [])]))
}

function mergeFiles(listed: readonly ModelFile[], onDisk: readonly ModelFile[]): readonly ModelFile[] {
  const known = new Set(onDisk.map((file) => file.name))
  return [...onDisk, ...listed.filter((file) => !known.has(file.name))]
}

function byText<T>(text: (value: T) => string): (a: T, b: T) => number {
  return (a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0)
}

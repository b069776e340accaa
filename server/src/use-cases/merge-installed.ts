import type { NodePack } from '@greenlight/shared/node-packs'
import type { ImportFailure, Installed, ModelFile, ModelFolders } from '../core/installed.js'

/**
 * One installation seen twice: `answers` by a running ComfyUI (now, recorded or from a file), `disk` by its folder. The
 * answers win on what runs; the disk adds paths, sizes, and packs that do not run.
 */
export function mergeInstalled(answers: Installed, disk: Installed): Installed {
  return {
    root: disk.root ?? answers.root,
    comfyui: answers.comfyui ?? disk.comfyui,
    objectInfo: answers.objectInfo,
    recordedAt: answers.recordedAt,
    definitions: answers.definitions,
    argv: answers.argv.length > 0 ? answers.argv : disk.argv,
    nodePacks: mergePacks(answers.nodePacks, disk.nodePacks),
    importFailures: mergeFailures(answers.importFailures, disk.importFailures),
    models: mergeModels(answers.models, disk.models),
    inputs: disk.inputs ?? answers.inputs,
    replacements: answers.replacements,
    problems: [...answers.problems, ...disk.problems],
  }
}

function mergePacks(running: readonly NodePack[], onDisk: readonly NodePack[]): NodePack[] {
  const byFolder = new Map(running.map((pack) => [pack.folder, pack]))
  const merged = onDisk.map((pack) => {
    const types = pack.state === 'disabled' ? undefined : byFolder.get(pack.folder)?.nodeTypes
    return types === undefined ? pack : { ...pack, nodeTypes: types }
  })
  const known = new Set(onDisk.map((pack) => pack.folder))
  return [...merged, ...running.filter((pack) => !known.has(pack.folder))].sort(byText((pack) => pack.folder))
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

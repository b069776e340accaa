import type { NodePack } from '@greenlight/shared/node-packs'
import type { NodeDefinitions } from '../../core/definitions.js'
import type { ImportFailure } from '../../core/installed.js'
import { pathBelow } from './read-answers.js'

const prefix = 'custom_nodes.'

/**
 * Node packs that a running ComfyUI shows through `python_module`, with the node types each registers, sorted by folder; and
 * those whose import failed. A loose `x.py` shows as `x`: the module does not tell the two apart. What they are (git,
 * registry) only the disk knows.
 */
export function packsFromDefinitions(
  definitions: NodeDefinitions,
  roots: readonly string[] = [],
  failures: readonly ImportFailure[] = [],
): { packs: NodePack[]; failures: ImportFailure[] } {
  const types = new Map<string, string[]>()
  for (const definition of definitions.values()) {
    if (!definition.module.startsWith(prefix)) continue
    const folder = definition.module.slice(prefix.length)
    types.set(folder, [...(types.get(folder) ?? []), definition.type])
  }
  // What registered nodes did load, whatever an older line of the log says.
  const failed = failures.filter((failure) => !types.has(failure.module.slice(prefix.length)))
  const root = roots[0] ?? 'custom_nodes'
  const packs = [
    ...[...types].map(([folder, registered]): NodePack => ({
      ...packAt(root, folder),
      state: 'enabled',
      nodeTypes: registered.sort(),
    })),
    ...failed.map((failure): NodePack => ({
      ...packAt(root, failure.folder ?? failure.module),
      state: 'import-failed',
      because: failure.reason,
    })),
  ]
  return { packs: packs.sort((a, b) => (a.folder < b.folder ? -1 : a.folder > b.folder ? 1 : 0)), failures: failed }
}

function packAt(root: string, folder: string): Omit<NodePack, 'state'> {
  const title = folder.replace(/\.py$/, '')
  return {
    folder,
    path: pathBelow(root, folder),
    id: null,
    title,
    repository: null,
    kind: title === folder ? 'folder' : 'file',
  }
}

import { coreNodeTypes, coreVersions, isApiModule } from '../../facts/core-node-types.js'
import type { NodeDefinitions } from '../../definitions.js'
import type { Installed } from '../../installed.js'

const [older, newer] = coreVersions
const implied = new WeakMap<NodeDefinitions, string | null>()

export interface CoreVersion {
  readonly version: string
  /** False when it is only what the list of node types looks like. */
  readonly said: boolean
}

/** ComfyUI's version as the installation says it, else as its node types look; null when neither tells. */
export function coreVersion(installed: Installed): CoreVersion | null {
  if (installed.comfyui !== null) return { version: installed.comfyui, said: true }
  if (installed.definitions === null) return null
  let version = implied.get(installed.definitions)
  if (version === undefined) {
    version = lookLike(installed.definitions)
    implied.set(installed.definitions, version)
  }
  return version === null ? null : { version, said: false }
}

/** API nodes are left out of the count: a flag takes them all away. Four in five are enough, as a module may have failed. */
function lookLike(definitions: NodeDefinitions): string | null {
  const seen = { [older]: 0, [newer]: 0 }
  const all = { [older]: 0, [newer]: 0 }
  for (const [name, type] of coreNodeTypes()) {
    if (type.since === null || type.until !== null || isApiModule(type.module)) continue
    all[type.since] += 1
    if (definitions.has(name)) seen[type.since] += 1
  }
  if (seen[older] < all[older] * 0.8) return null
  return seen[newer] >= all[newer] * 0.8 ? newer : seen[newer] === 0 ? older : null
}

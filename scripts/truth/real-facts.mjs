import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keysOf } from './baselines.mjs'
import { claimsOf, exactClaimsOf, markedBy } from './read-packs.mjs'

const read = (folder, path) => JSON.parse(readFileSync(join(folder, path), 'utf8'))

/** A pattern of the map; null where it is none that JavaScript knows. */
function patternOf(text) {
  try {
    return text === undefined ? undefined : new RegExp(text, 'u').source
  } catch {
    return undefined
  }
}

/** The whole catalogue as packs, and whose types are ComfyUI's own. */
export function factsOfReal(folder) {
  const map = Object.entries(read(folder, 'registry/comfyui-manager/extension-node-map.json'))
  const packs = map.map(([url, [types, facts]]) => ({
    url,
    title: facts.title_aux ?? url,
    types,
    wins: facts.preemptions ?? [],
    pattern: patternOf(facts.nodename_pattern),
    core: url === 'https://github.com/comfyanonymous/ComfyUI',
    listed: 'both',
  }))
  const definitions = read(folder, 'object_info/comfyui-0.29.0.json')
  const names = read(folder, 'object_info/core-node-types.json')
  const own = new Set([...Object.keys(definitions), ...Object.values(names.per_source).flat()])
  const [claims, exact] = [claimsOf(packs), exactClaimsOf(packs)]
  return {
    packs,
    claimsOf: claims,
    keysFor: (type) => keysOf(claims(type).filter((pack) => !pack.core)),
    exactFor: (type) => keysOf(exact(type).filter((pack) => !pack.core)),
    markedBy: markedBy(packs),
    registered: (type) => Object.hasOwn(definitions, type),
    isCore: (type) => own.has(type),
    isPage: (type) => names.frontend_only.includes(type),
  }
}

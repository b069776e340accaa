import { olderCoreNodeTypes } from './core-node-types-older.js'
import { coreTable, coreVersions } from './core-node-types-table.js'

export { coreVersions }

/** What is known of a node type that ComfyUI itself registers. */
export interface CoreNodeType {
  /** `nodes`, `comfy_extras.nodes_x`, `comfy_api_nodes.nodes_x`. */
  readonly module: string
  /** The oldest version looked at that has it; null when it went before the oldest (`until` is null then too). */
  readonly since: (typeof coreVersions)[number] | null
  /** The newest version looked at that still had it, for a type that a later one no longer has; null when the newest has it. */
  readonly until: string | null
  /** What ComfyUI itself puts in the place of one that went. */
  readonly replacement: string | null
}

const [older, newer] = coreVersions
let parsed: ReadonlyMap<string, CoreNodeType> | null = null

/** All core node types by exact name (blanks count). Parsed once, about 1 ms for 833 names. */
export function coreNodeTypes(): ReadonlyMap<string, CoreNodeType> {
  parsed ??= parseTable()
  return parsed
}

/** Facts about a core node type; null when neither version of the table, nor the list of older names, has it. */
export function coreNodeType(name: string): CoreNodeType | null {
  return coreNodeTypes().get(name) ?? null
}

/** Whether it talks to a paid service, so that `--disable-api-nodes` takes it away. */
export function isApiModule(module: string): boolean {
  return module.startsWith('comfy_api_nodes')
}

function parseTable(): ReadonlyMap<string, CoreNodeType> {
  const types = new Map<string, CoreNodeType>()
  for (const { type, module, replacement } of olderCoreNodeTypes) {
    types.set(type, { module, since: null, until: null, replacement })
  }
  for (const line of coreTable.split('\n')) {
    const colon = line.indexOf(': ')
    if (colon === -1) continue
    const module = line.slice(0, colon)
    for (const marked of line.slice(colon + 2).split('|')) {
      if (marked === '') continue
      const mark = marked[0]
      const name = mark === '+' || mark === '-' ? marked.slice(1) : marked
      types.set(name, {
        module,
        since: mark === '+' ? newer : older,
        until: mark === '-' ? older : null,
        replacement: null,
      })
    }
  }
  return types
}

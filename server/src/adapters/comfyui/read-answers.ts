/** Reads what ComfyUI's routes answer (server.py, app/model_manager.py, api_server/routes/internal). Wrong shapes read as nothing. */

type Foreign = Readonly<Record<string, unknown>>

function isForeign(value: unknown): value is Foreign {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function own(value: unknown, key: string): unknown {
  return isForeign(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

export function textsOf(value: unknown): string[] | null {
  return Array.isArray(value) ? value.filter((part): part is string => typeof part === 'string') : null
}

export interface SystemStats {
  readonly comfyui: string | null
  readonly argv: readonly string[]
  /** Whether names come with `\`. Null when the answer does not say. */
  readonly windows: boolean | null
}

/** `/system_stats`. Null when it is not ComfyUI's. */
export function readSystemStats(value: unknown): SystemStats | null {
  const system = own(value, 'system')
  if (!isForeign(system)) return null
  const version = own(system, 'comfyui_version')
  const os = own(system, 'os')
  return {
    comfyui: typeof version === 'string' && /\d/.test(version) ? version.replace(/^v/, '') : null,
    argv: textsOf(own(system, 'argv')) ?? [],
    windows: typeof os === 'string' ? /^(?:nt|win)/i.test(os) : null,
  }
}

/** `/internal/folder_paths`: absolute paths by folder name. */
export function readFolderPaths(value: unknown): ReadonlyMap<string, readonly string[]> {
  if (!isForeign(value)) return new Map()
  return new Map(Object.entries(value).map(([name, paths]) => [name, textsOf(paths) ?? []]))
}

/** `/experiment/models/{folder}`: root and size by name. */
export function readFileFacts(value: unknown): ReadonlyMap<string, { pathIndex: number | null; size: number | null }> {
  const facts = new Map<string, { pathIndex: number | null; size: number | null }>()
  for (const entry of Array.isArray(value) ? value : []) {
    const name = own(entry, 'name')
    if (typeof name !== 'string' || facts.has(name)) continue
    facts.set(name, { pathIndex: countOf(own(entry, 'pathIndex')), size: countOf(own(entry, 'size')) })
  }
  return facts
}

/** `/node_replacements`: old node type -> the first new one. */
export function readReplacements(value: unknown): ReadonlyMap<string, string> {
  const replacements = new Map<string, string>()
  for (const [old, list] of isForeign(value) ? Object.entries(value) : []) {
    const first: unknown = Array.isArray(list) ? list[0] : list
    const replacement = own(first, 'new_node_id')
    if (typeof replacement === 'string' && replacement !== '') replacements.set(old, replacement)
  }
  return replacements
}

function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
}

/**
 * ComfyUI's folder: the parent of its custom_nodes folder. Of several (extra_model_paths.yaml can add some) the one that
 * also holds models; null when the server tells no paths.
 */
export function rootOf(folders: ReadonlyMap<string, readonly string[]>): string | null {
  const parents = (folders.get('custom_nodes') ?? []).flatMap(
    (path) => /^(.+?)[/\\]custom_nodes[/\\]?$/.exec(path)?.[1] ?? [],
  )
  const others = [...folders].filter(([name]) => name !== 'custom_nodes').flatMap(([, paths]) => paths)
  return (
    parents.find((parent) =>
      others.some((path) => path.startsWith(`${parent}/models`) || path.startsWith(`${parent}\\models`)),
    ) ??
    parents[0] ??
    null
  )
}

/** `root` + `name` in the server's own spelling; `name` is `/` separated. */
export function pathBelow(root: string, name: string): string {
  const separator = /^[A-Za-z]:|\\/.test(root) ? '\\' : '/'
  const bare = root.replace(/[/\\]+$/, '')
  return bare + separator + (separator === '\\' ? name.replaceAll('/', '\\') : name)
}

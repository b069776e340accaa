import { parseDocument } from 'yaml'
import { aliases } from './model-folder-table.js'
import { expandPath, type PathContext } from './expand-path.js'

export interface ExtraRoot {
  /** Model folder, aliases resolved; `custom_nodes` for node packs. */
  readonly folder: string
  /** Absolute, normalised. */
  readonly path: string
  /** Goes before what is already known. */
  readonly first: boolean
}

export interface ExtraModelPaths {
  readonly roots: readonly ExtraRoot[]
  /** What is wrong with the file, in words that finish "it is not as ComfyUI wants it: ...". */
  readonly faults: readonly string[]
}

/** ComfyUI Desktop writes it for itself; as a model folder it would hold every model a second time. */
const notFolders = new Set(['download_model_base'])

/**
 * Reads `extra_model_paths.yaml` (and Desktop's `extra_models_config.yaml`) as ComfyUI's utils/extra_config.py does, with
 * PyYAML's YAML 1.1, but goes on where ComfyUI would stop: a faulty part is a fault, the rest is read.
 * `file` is the absolute path of the file: relative paths are relative to its folder.
 */
export function readExtraModelPaths(text: string, file: string, context: PathContext): ExtraModelPaths {
  const faults: string[] = []
  const config = parseYaml(text, faults)
  if (config === null || config === undefined) return { roots: [], faults }
  if (!(config instanceof Map)) return { roots: [], faults: [...faults, 'it is a list or a text, not named sections'] }
  const roots: ExtraRoot[] = []
  for (const [name, section] of config) {
    if (section === null) continue
    if (section instanceof Map) roots.push(...readSection(String(name), section, file, context, faults))
    else faults.push(`the section "${String(name)}" is not a mapping`)
  }
  return { roots, faults }
}

function parseYaml(text: string, faults: string[]): unknown {
  try {
    const document = parseDocument(text, {
      version: '1.1',
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'error',
      // This library takes a lone "." for a number, PyYAML for text: without its numbers with a point they agree on paths.
      customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || !tag.tag.endsWith(':float')),
    })
    const first = document.errors[0]
    if (first === undefined) return document.toJS({ mapAsMap: true, maxAliasCount: 100 })
    const line = text.slice(0, first.pos[0]).split('\n').length
    faults.push(`it is no YAML (line ${line}: ${first.message})`)
  } catch (error) {
    faults.push(`it is no YAML (${error instanceof Error ? error.message : 'unreadable'})`)
  }
  return null
}

function readSection(
  name: string,
  section: ReadonlyMap<unknown, unknown>,
  file: string,
  context: PathContext,
  faults: string[],
): ExtraRoot[] {
  const { flavour } = context
  const here = flavour.dirname(file)
  const base = section.get('base_path')
  if (section.has('base_path') && typeof base !== 'string') {
    faults.push(`base_path of "${name}" is not text`)
    return []
  }
  const expanded = typeof base === 'string' ? flavour.resolve(here, expandPath(base, context)) : null
  const first = isTrue(section.get('is_default'))
  const roots: ExtraRoot[] = []
  for (const [key, value] of section) {
    if (key === 'base_path' || key === 'is_default' || notFolders.has(String(key))) continue
    if (typeof value !== 'string') {
      faults.push(`${String(key)} of "${name}" is ${kindOf(value)}, not text`)
      continue
    }
    const folder = aliases.get(String(key)) ?? String(key)
    for (const line of value.split('\n')) {
      if (line !== '') roots.push({ folder, path: flavour.resolve(expanded ?? here, line), first })
    }
  }
  return roots
}

/** Python's truth: the text "false" is true. */
function isTrue(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== '' && value !== 0
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty'
  if (Array.isArray(value)) return 'a list'
  return value instanceof Map ? 'a mapping' : `a ${typeof value}`
}

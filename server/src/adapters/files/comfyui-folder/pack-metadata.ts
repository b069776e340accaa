import { join } from 'node:path'
import { parse, type TomlTable, type TomlValue } from 'smol-toml'
import { repositoryUrl } from '../../../core/repository.js'
import { readText } from './read-text.js'

export interface PackMetadata {
  /** Comfy Registry id, lower case; null where the file does not speak to the registry. */
  readonly id: string | null
  readonly version: string | null
  readonly title: string | null
  readonly repository: string | null
}

const nothing: PackMetadata = { id: null, version: null, title: null, repository: null }

/**
 * What a node pack's pyproject.toml says (Comfy Registry: `[project] name, version, urls.Repository`, `[tool.comfy]
 * PublisherId, DisplayName`). `fault` is set when the file is there and cannot be read. `tracked`: the registry put it there.
 */
export async function readPackMetadata(
  folder: string,
  tracked: boolean,
): Promise<PackMetadata & { fault: string | null }> {
  const text = await readText(join(folder, 'pyproject.toml'))
  if (text === null) return { ...nothing, fault: null }
  try {
    return { ...metadataOf(parse(text), tracked), fault: null }
  } catch (error) {
    const line = error instanceof Error && 'line' in error ? `line ${String(error.line)}` : 'no TOML'
    return { ...nothing, fault: line }
  }
}

function metadataOf(file: TomlTable, tracked: boolean): PackMetadata {
  const project = tableAt(file, 'project')
  const comfy = tableAt(tableAt(file, 'tool'), 'comfy')
  const registered = tracked || Object.keys(comfy).length > 0
  const name = textAt(project, 'name')?.toLowerCase() ?? null
  const repository = textAt(tableAt(project, 'urls'), 'repository')
  return {
    id: registered ? name : null,
    version: textAt(project, 'version'),
    title: textAt(comfy, 'displayname'),
    repository: repository === null ? null : repositoryUrl(repository),
  }
}

/** Keys are compared without letter case: `Repository`, `repository`. */
function valueAt(table: TomlTable, key: string): TomlValue | undefined {
  const found = Object.keys(table).find((candidate) => candidate.toLowerCase() === key)
  return found === undefined ? undefined : table[found]
}

function tableAt(table: TomlTable, key: string): TomlTable {
  const value = valueAt(table, key)
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date) ? value : {}
}

function textAt(table: TomlTable, key: string): string | null {
  const value = valueAt(table, key)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

/** ComfyUI's own words (nodes.py `init_external_custom_nodes`). */
const head = /Import times for custom nodes:\s*$/
const row = /\d+(?:\.\d+)? seconds(?: \(IMPORT FAILED\))?: (.{1,2000}?)\s*$/
/** Colours that ComfyUI or a node pack put around a line. */
const colour = /\u001b\[[0-9;]*m/g

/**
 * Folders that a running ComfyUI tried to load when it started, by its own table of import times; loose files with their `.py`. Null where the
 * log has no table: it keeps only its last lines.
 */
export function readImportTable(log: string): ReadonlySet<string> | null {
  const lines = log.split(/\r?\n/)
  const at = lines.findLastIndex((line) => line.includes('Import times') && head.test(line.replace(colour, '')))
  if (at < 0) return null
  const folders = new Set<string>()
  for (const line of lines.slice(at + 1)) {
    const path = row.exec(line.replace(colour, ''))?.[1]?.trim()
    if (path === undefined) break
    folders.add(path.split(/[/\\]/).findLast((part) => part !== '') ?? path)
  }
  return folders.size === 0 ? null : folders
}

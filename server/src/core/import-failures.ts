import type { ImportFailure } from './installed.js'

/** ComfyUI's own words (nodes.py `load_custom_node` and `init_external_custom_nodes`). */
const cannotImport = /Cannot import (.{1,2000}?) module for custom nodes:(.*)$/
const importTime = /\d+(?:\.\d+)? seconds( \(IMPORT FAILED\))?: (.{1,2000}?)\s*$/
/** Colours that ComfyUI or a node pack put around a line. */
const colour = /\u001b\[[0-9;]*m/g

/**
 * Node packs that a log says fell over while being imported, the newest word about each, sorted by folder. The log's own
 * table of import times outranks what stands before it: a pack listed there without a mark did load.
 */
export function readImportFailures(log: string, from: ImportFailure['from']): ImportFailure[] {
  const byFolder = new Map<string, ImportFailure>()
  for (const raw of log.split(/\r?\n/)) {
    if (!raw.includes('Cannot import ') && !raw.includes(' seconds')) continue
    const line = raw.replace(colour, '')
    const failed = cannotImport.exec(line)
    const timed = failed === null ? importTime.exec(line) : null
    const folder = folderOf((failed?.[1] ?? timed?.[2] ?? '').trim())
    if (folder === '') continue
    if (timed !== null && timed[1] === undefined) byFolder.delete(folder)
    else if (failed !== null || !byFolder.has(folder))
      byFolder.set(folder, failureOf(folder, failed?.[2]?.trim() ?? '', from))
  }
  return [...byFolder.values()].sort((a, b) => (a.module < b.module ? -1 : a.module > b.module ? 1 : 0))
}

function failureOf(folder: string, reason: string, from: ImportFailure['from']): ImportFailure {
  const module = `custom_nodes.${folder.replace(/\.py$/, '')}`
  return { module, folder, reason: reason === '' ? 'its import failed' : reason.slice(0, 500), from }
}

/** The log names the path: `/srv/ComfyUI/custom_nodes/x`, `C:\ComfyUI\custom_nodes\x.py`. */
function folderOf(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? ''
}

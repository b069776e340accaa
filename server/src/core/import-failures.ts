import { createTracebacks } from './import-tracebacks.js'
import type { ImportFailure } from './installed.js'

/** ComfyUI's own words (nodes.py `load_custom_node` and `init_external_custom_nodes`). */
const cannotImport = /Cannot import (.{1,2000}?) module for custom nodes:(.*)$/
const otherWords = [/(Error while calling comfy_entrypoint) in (.{1,2000}?): (.*)$/, /(Skip) (.{1,2000}?) module for custom nodes (due to .*)$/] as const
const importTime = /\d+(?:\.\d+)? seconds( \(IMPORT FAILED\))?: (.{1,2000}?)\s*$/
/** Said once, early, by each start: of ComfyUI since 0.29, of ComfyUI-Manager, of every ComfyUI. */
const beginning = /Detail log: |\*\* ComfyUI startup time: |Total VRAM \d+ MB/
/** Colours that ComfyUI or a node pack put around a line. */
const colour = /\u001b\[[0-9;]*m/g
/** `2026-08-01T10:00:00.123456 - `, `[2026-08-01 10:00:00,123] ` */
const stamp = /^\[?(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,6}))?/

export interface StartLog {
  /** The newest word about each node pack that fell over while being imported, sorted by module. */
  readonly failures: ImportFailure[]
  /** The newest start that the log tells of, in ComfyUI's own time without zone; null: none. */
  readonly startedAt: string | null
}

/**
 * What a log of ComfyUI says of its starts. A start forgets what was said before it, as logs are appended to; the log's own
 * table of import times outranks what stands before it: a pack listed there without a mark did load.
 */
export function readStartLog(log: string, from: ImportFailure['from']): StartLog {
  const byFolder = new Map<string, ImportFailure>()
  const tracebacks = createTracebacks()
  let startedAt: string | null = null
  let told = false
  for (const raw of log.split(/\r?\n/)) {
    const line = raw.includes('\u001b') ? raw.replace(colour, '') : raw
    if (beginning.test(line)) {
      // Several lines of one start are its beginning; what stands between them is no import.
      if (told) byFolder.clear()
      told = false
      startedAt = timeOf(line) ?? startedAt
      continue
    }
    tracebacks.take(line)
    if (!line.includes('custom nodes') && !line.includes(' seconds') && !line.includes('comfy_entrypoint')) continue
    const failed = cannotImport.exec(line)
    const otherwise = failed === null ? otherWords.map((words) => words.exec(line)).find((found) => found !== null) : undefined
    const timed = failed === null && otherwise === undefined ? importTime.exec(line) : null
    const folder = folderOf((failed?.[1] ?? otherwise?.[2] ?? timed?.[2] ?? '').trim())
    if (folder === '') continue
    told = true
    if (timed !== null && timed[1] === undefined) byFolder.delete(folder)
    else if (failed !== null) byFolder.set(folder, { ...failureOf(folder, failed[2]?.trim() ?? '', from), ...tracebacks.giveFor(failed[2]?.trim() ?? ''), ...at(line) })
    else if (otherwise !== undefined) byFolder.set(folder, { ...failureOf(folder, `${otherwise[1] === 'Skip' ? 'skipped' : otherwise[1]}: ${otherwise[3] ?? ''}`, from), ...at(line) })
    else if (!byFolder.has(folder)) byFolder.set(folder, { ...failureOf(folder, '', from), ...at(line) })
  }
  const failures = [...byFolder.values()].sort((a, b) => (a.module < b.module ? -1 : a.module > b.module ? 1 : 0))
  return { failures, startedAt }
}

function failureOf(folder: string, reason: string, from: ImportFailure['from']): ImportFailure {
  const module = `custom_nodes.${folder.replace(/\.py$/, '')}`
  return { module, folder, reason: reason === '' ? 'its import failed' : reason.slice(0, 500), from }
}

const at = (line: string): { readonly at?: string } => {
  const time = timeOf(line)
  return time === null ? {} : { at: time }
}

function timeOf(line: string): string | null {
  const [, day, time, parts = ''] = stamp.exec(line) ?? []
  return day === undefined || time === undefined ? null : `${day}T${time}.${parts.slice(0, 3).padEnd(3, '0')}`
}

/** The log names the path: `/srv/ComfyUI/custom_nodes/x`, `C:\ComfyUI\custom_nodes\x.py`. */
function folderOf(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? ''
}

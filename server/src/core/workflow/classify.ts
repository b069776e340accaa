import { isList, isRecord, pathTo, type ForeignRecord } from './foreign.js'
import { parseForeignJson } from './json.js'
import type { WorkflowFormat } from './model.js'

/** What a JSON value holds: a graph, a prompt, both (with `prompt` beside the graph), templates, or nothing to run. */
export type Classified =
  | {
      readonly kind: 'graph'
      readonly format: WorkflowFormat
      readonly record: ForeignRecord
      readonly where: string
      readonly prompt: ForeignRecord | null
    }
  | { readonly kind: 'prompt'; readonly format: WorkflowFormat; readonly record: ForeignRecord; readonly where: string }
  | { readonly kind: 'templates'; readonly list: readonly unknown[]; readonly where: string }

interface Place {
  readonly value: unknown
  readonly where: string
  readonly format: WorkflowFormat | null
}

/** Wrappers inside wrappers that are opened. */
const maxWrappers = 64

/**
 * Finds the workflow in whatever people drop: the graph itself, a prompt, or a wrapper around them (`{prompt}`,
 * `{workflow}`, `{input: {workflow}}`, `graphToPrompt()`'s `{workflow, output}`, history and queue entries, node
 * templates, comfy-cli's and VideoHelperSuite's texts). A graph wins over a prompt. Null when there is none.
 */
export function classify(root: unknown): Classified | null {
  return search({ value: root, where: '', format: null }, true)
}

/** Breadth first, so that the outermost graph is found. Of several history entries the first readable one counts. */
function search(start: Place, severalEntries: boolean): Classified | null {
  let prompt: (Classified & { kind: 'prompt' }) | null = null
  const queue: Place[] = [start]
  for (let index = 0; index < queue.length && index < maxWrappers; index += 1) {
    const { where, format, value: raw } = queue[index] ?? start
    const value = opened(raw)
    if (isRecord(value) && isGraph(value))
      return {
        kind: 'graph',
        format: format ?? 'ui',
        record: value,
        where,
        prompt: prompt?.record ?? promptBeside(queue, index),
      }
    if (isRecord(value) && isPrompt(value)) {
      prompt ??= { kind: 'prompt', format: format ?? 'api', record: value, where }
      continue
    }
    if (isRecord(value) && isList(value.templates))
      return { kind: 'templates', list: value.templates, where: pathTo(where, 'templates') }
    const tuple = isList(value) ? historyTuple(value, where) : isRecord(value) ? wrapped(value, where, format) : []
    queue.push(...tuple)
    if (tuple.length > 0 || !severalEntries) continue
    for (const entry of entriesOf(value, where)) {
      const found = search(entry, false)
      if (found !== null) return found
    }
  }
  return prompt
}

/** Text that is itself JSON, as some writers put it into a field. */
function opened(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
  const parsed = parseForeignJson(value)
  return parsed.ok ? parsed.value : null
}

/** A prompt that waits in the queue behind the graph: the other half of the same wrapper. */
function promptBeside(queue: readonly Place[], from: number): ForeignRecord | null {
  for (const place of queue.slice(from + 1)) {
    const value = opened(place.value)
    if (isRecord(value) && isPrompt(value)) return value
  }
  return null
}

const graphKeys = [
  'links',
  'last_node_id',
  'last_link_id',
  'groups',
  'definitions',
  'state',
  'extra',
  'config',
] as const

/** `nodes` and something that only a ComfyUI graph has; n8n's `connections` and glTF's `asset` are not it. */
export function isGraph(value: ForeignRecord): boolean {
  if ('asset' in value || ('connections' in value && !('links' in value))) return false
  const marks = graphKeys.filter((key) => Object.hasOwn(value, key)).length
  if (!isList(value.nodes))
    return Object.hasOwn(value, 'nodes')
      ? marks >= 2
      : Object.hasOwn(value, 'links') && Object.hasOwn(value, 'last_node_id')
  if (value.nodes.length === 0) return marks > 0 || Object.hasOwn(value, 'version')
  return (
    marks > 0 ||
    value.nodes.some(
      (node) =>
        isRecord(node) &&
        typeof node.type === 'string' &&
        ('inputs' in node || 'outputs' in node || 'widgets_values' in node),
    )
  )
}

/** Some entry has a `class_type` and the others look like nodes as well (`inputs`, or nothing at all). */
export function isPrompt(value: ForeignRecord): boolean {
  return Object.values(value).some((node) => isRecord(node) && typeof node.class_type === 'string')
}

/** `[number, id, prompt, extra_data, ...]`, as history and queue hold it. */
function historyTuple(list: readonly unknown[], where: string): Place[] {
  const [, id, prompt, extra] = list
  if (!isRecord(prompt) || (typeof id !== 'string' && !isPrompt(prompt))) return []
  const workflow = isRecord(extra) && isRecord(extra.extra_pnginfo) ? extra.extra_pnginfo.workflow : undefined
  return [
    { value: workflow, where: `${where}[3].extra_pnginfo.workflow`, format: 'history' },
    { value: prompt, where: `${where}[2]`, format: 'history' },
  ]
}

const wrappers = [
  'workflow',
  'extra_pnginfo',
  'extra_data',
  'input',
  'output',
  'prompt',
  'graph',
  'queue_running',
  'queue_pending',
  'jobs',
  'history',
] as const
const historyMarks = ['outputs', 'status', 'queue_running', 'queue_pending', 'jobs', 'history'] as const

function wrapped(value: ForeignRecord, where: string, format: WorkflowFormat | null): Place[] {
  const found = wrappers.filter((key) => typeof value[key] === 'string' || typeof value[key] === 'object')
  const isHistory = isList(value.prompt) || historyMarks.some((key) => Object.hasOwn(value, key))
  return found.map((key) => ({ value: value[key], where: pathTo(where, key), format: isHistory ? 'history' : format }))
}

/** A list of entries, or `/history`'s object of entries by prompt id. */
function entriesOf(value: unknown, where: string): Place[] {
  if (isList(value))
    return value
      .slice(0, maxWrappers)
      .map((entry, index) => ({ value: entry, where: `${where}[${index}]`, format: 'history' }))
  if (!isRecord(value)) return []
  const entries = Object.entries(value).filter(([, entry]) => isRecord(entry) && isList(entry.prompt))
  return entries
    .slice(0, maxWrappers)
    .map(([key, entry]) => ({ value: entry, where: pathTo(where, key), format: 'history' }))
}

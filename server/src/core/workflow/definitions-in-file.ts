import { isList, isRecord, pathTo, type ForeignRecord } from './foreign.js'
import type { Graph } from './graph.js'
import { readGraph } from './read-graph.js'
import { readGroup } from './read-group.js'
import type { Tell } from './tolerated.js'

/** Subgraph definitions and group nodes of a file, read when first asked for. */
export interface FileDefinitions {
  /** The graph that instances of this type open; null when the file holds none. */
  graphOf(type: string): Graph | null
  /** `models[]` of subgraph definitions live in their graphs; this lists the definitions that were opened, in file order. */
  opened(): readonly Graph[]
}

interface Found {
  readonly record: ForeignRecord
  readonly where: string
  readonly group: boolean
  graph: Graph | null
}

/**
 * Collects `definitions.subgraphs[]` (flat at the root, and nested in definitions) and `extra.groupNodes` (also of a
 * definition). The first of a repeated id counts: nested lists
 * repeat the root's. Iterative: the queue grows while it is walked.
 */
export function collectDefinitions(root: ForeignRecord, prefix: string, tell: Tell): FileDefinitions {
  const found = new Map<string, Found>()
  const queue: { record: ForeignRecord; where: string }[] = [{ record: root, where: prefix }]
  for (const next of queue) {
    for (const [name, record] of groupsOf(next.record)) {
      const where = `${pathTo(`${next.where}extra.groupNodes`, name)}.`
      for (const type of [`workflow>${name}`, `workflow/${name}`])
        if (!found.has(type)) found.set(type, { record, where, group: true, graph: null })
    }
    const definitions = isRecord(next.record.definitions) ? next.record.definitions.subgraphs : undefined
    if (!isList(definitions)) continue
    for (const [index, record] of definitions.entries()) {
      const where = `${next.where}definitions.subgraphs[${index}]`
      if (!isRecord(record) || typeof record.id !== 'string' || record.id === '') {
        tell('A subgraph definition has no id and was left out', where)
        continue
      }
      if (!found.has(record.id)) found.set(record.id, { record, where: `${where}.`, group: false, graph: null })
      queue.push({ record, where: `${where}.` })
    }
  }
  return {
    graphOf(type) {
      const definition = found.get(type)
      if (definition === undefined) return null
      const read = definition.group ? readGroup : readGraph
      definition.graph ??= read(definition.record, type, definition.where, tell)
      return definition.graph
    },
    opened: () => [...found.values()].flatMap(({ graph }) => (graph === null ? [] : [graph])),
  }
}

function groupsOf(record: ForeignRecord): [string, ForeignRecord][] {
  const groups = isRecord(record.extra)
    ? record.extra.groupNodes
    : isRecord(record.groupNodes)
      ? record.groupNodes
      : undefined
  if (!isRecord(groups)) return []
  return Object.entries(groups).flatMap(([name, group]): [string, ForeignRecord][] =>
    isRecord(group) ? [[name, group]] : [],
  )
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Types that only a definition in the file can explain: a UUID, `workflow>NAME`, `workflow/NAME`. */
export function needsDefinition(type: string): boolean {
  return type.startsWith('workflow') ? /^workflow[>/]/.test(type) : type.length === 36 && uuid.test(type)
}

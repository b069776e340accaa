import { collectDefinitions } from './definitions-in-file.js'
import { flatten } from './flatten.js'
import { isList, isRecord, type ForeignRecord } from './foreign.js'
import type { Graph } from './graph.js'
import { parseForeignJson } from './json.js'
import type { Workflow } from './model.js'
import { readGraph } from './read-graph.js'
import { readGroup } from './read-group.js'
import type { Tell } from './tolerated.js'

/**
 * Node templates `[{name, data}]`; `data` is clipboard text or the same as an object. Each template is read as a graph of
 * its own; where there are several, the template's number stands before the node's in the id (`2:5`).
 */
export function readTemplates(list: readonly unknown[], where: string, tell: Tell): Omit<Workflow, 'tolerated'> {
  const read: Omit<Workflow, 'tolerated'>[] = []
  for (let index = 0; index < list.length; index += 1) {
    const at = `${where}[${index}].data`
    const record = clipboardOf(list[index])
    if (record === null) {
      tell('A template holds no nodes and was left out', at)
      continue
    }
    const graph = withoutIds(record)
      ? asRoot(readGroup(record, '', `${at}.`, tell))
      : readGraph(withSubgraphs(record), '', `${at}.`, tell)
    const definitions = collectDefinitions(withSubgraphs(record), `${at}.`, tell)
    const flat = flatten(graph, list.length > 1 ? `${index}:` : '', definitions, tell)
    read.push({
      format: 'template',
      nodes: flat.nodes,
      graphModels: graph.models,
      missingDefinitions: flat.missingDefinitions,
    })
  }
  return {
    format: 'template',
    nodes: read.flatMap((one) => one.nodes),
    graphModels: read.flatMap((one) => one.graphModels),
    missingDefinitions: read.flatMap((one) => one.missingDefinitions),
  }
}

function clipboardOf(entry: unknown): ForeignRecord | null {
  const raw = isRecord(entry) ? entry.data : undefined
  const parsed = typeof raw === 'string' ? parseForeignJson(raw) : null
  const data = parsed === null ? raw : parsed.ok ? parsed.value : null
  return isRecord(data) && isList(data.nodes) ? data : null
}

/** Old clipboards number nodes by position and write -1 or nothing as id. */
function withoutIds(record: ForeignRecord): boolean {
  return (
    isList(record.nodes) &&
    record.nodes.some((node) => isRecord(node) && (node.id === -1 || node.id === undefined || node.id === null))
  )
}

/** Newer clipboards hold definitions as `subgraphs[]`. */
function withSubgraphs(record: ForeignRecord): ForeignRecord {
  return isList(record.subgraphs) && record.definitions === undefined
    ? { ...record, definitions: { subgraphs: record.subgraphs } }
    : record
}

function asRoot(graph: Graph): Graph {
  return { ...graph, kind: 'root' }
}

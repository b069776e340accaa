import type { NodeDefinitions } from '../../definitions.js'
import { findReferences } from '../find-references.js'
import type { FlatNode, Workflow } from '../model.js'
import { readWorkflow, type ReadOptions } from '../read.js'
import type { References } from '../references.js'

/** Workflows for tests, as short as the format allows. */

export type Raw = Record<string, unknown>

export function node(id: number | string, type: string, more: Raw = {}): Raw {
  return { id, type, mode: 0, inputs: [], outputs: [], properties: {}, ...more }
}

/** A graph as the editor saves it at the root. */
export function ui(nodes: readonly unknown[], links: readonly unknown[] = [], more: Raw = {}): Raw {
  return { last_node_id: 99, last_link_id: 99, nodes, links, groups: [], config: {}, extra: {}, version: 0.4, ...more }
}

/** A subgraph definition (schema 1): links as `[id, origin, originSlot, target, targetSlot]`; -10 and -20 are its own ends. */
export function subgraph(
  id: string,
  nodes: readonly unknown[],
  links: readonly (readonly [number, number, number, number, number])[],
  more: Raw = {},
): Raw {
  const objects = links.map(([link, origin_id, origin_slot, target_id, target_slot]) => ({
    id: link,
    origin_id,
    origin_slot,
    target_id,
    target_slot,
    type: '*',
  }))
  return {
    id,
    version: 1,
    name: id,
    inputNode: { id: -10 },
    outputNode: { id: -20 },
    inputs: [],
    outputs: [],
    nodes,
    links: objects,
    ...more,
  }
}

export function input(name: string, link: number | null, widget = false): Raw {
  return { name, type: '*', link, ...(widget ? { widget: { name } } : {}) }
}

export function read(value: unknown, options: ReadOptions = {}): Workflow {
  const result = readWorkflow(value, options)
  if (!result.ok) throw new Error(result.problem.message)
  return result.workflow
}

export function references(value: unknown, definitions: NodeDefinitions | null = null): References {
  return findReferences(read(value), definitions)
}

export function nodeById(workflow: Workflow, id: string): FlatNode {
  const found = workflow.nodes.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no node ${id} among ${workflow.nodes.map((one) => one.id).join(' ')}`)
  return found
}

/** `65.ckpt_name=a.safetensors>checkpoints`, with a dash before what is inactive. */
export function modelWords(found: References): string[] {
  return found.models.map(
    (model) => `${model.active ? '' : '-'}${model.node}.${model.widget}=${model.name}>${model.directory}`,
  )
}

export function toldWords(workflow: Workflow): string[] {
  return workflow.tolerated.map(({ says }) => says)
}

import type { NodeExplanation } from '@greenlight/shared/explain'
import type { NodeDefinition } from '../definitions.js'
import { listOf } from '../readiness/words.js'
import type { FlatNode, NodeOutput } from '../workflow/model.js'
import type { Around } from './around.js'
import { typedInputs } from './links.js'

/** Inputs that are sockets, or widgets fed by a link: where each comes from. */
export function inputSockets(node: FlatNode, { byId, installed }: Around): NodeExplanation['inputs'] {
  const definition = installed.definitions?.get(node.type) ?? null
  const widgets = new Set(node.inputs.filter((input) => input.widget !== null).map((input) => input.name))
  return typedInputs(node, definition)
    .filter((input) => input.source !== null || !widgets.has(input.name))
    .map(({ name, type, source }) => {
      const from = source === null ? null : byId.get(source.node)
      const optional = definition?.inputs.some((one) => one.name === name && one.section === 'optional') === true
      const says =
        source === null
          ? optional
            ? 'open, and may stay so'
            : 'open'
          : `comes from node ${source.node}${from == null ? ', which is not in the workflow' : ` (${from.title ?? from.type})`}`
      return { name, type, linked: source !== null, says }
    })
}

export function outputSockets(
  node: FlatNode,
  definition: NodeDefinition | null,
  { readers }: Around,
): NodeExplanation['outputs'] {
  const all = readers.get(node.id) ?? []
  return outputsOf(node, definition).map(({ name, type }, slot) => {
    const to = all
      .filter((reader) => reader.slot === slot)
      .map((reader) => `${reader.input} of node ${reader.node.id} (${reader.node.title ?? reader.node.type})`)
    return { name, type, linked: to.length > 0, says: to.length === 0 ? 'nobody reads it' : `goes to ${listOf(to, 5)}` }
  })
}

/** As the file says; a prompt says nothing of outputs, so there the definition does. */
export function outputsOf(node: FlatNode, definition: NodeDefinition | null): readonly NodeOutput[] {
  return node.outputs.length > 0 ? node.outputs : (definition?.outputs ?? [])
}

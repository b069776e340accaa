import { asJson, isList, isRecord, pathTo, slotNumber, textOr, type ForeignRecord } from './foreign.js'
import type { FlatNode, Json, NodeInput, WidgetValue } from './model.js'
import type { Tell } from './tolerated.js'

const undeclared: FlatNode['declared'] = Object.freeze({ cnrId: null, auxId: null, ver: null })

/**
 * Nodes of an API prompt `{id: {class_type, inputs, _meta}}`. Its ids are execution ids already (`65:70`). An input is a
 * link when it is `[id, slot]`, else a widget's value by name (`{__value__: ...}` is unwrapped).
 */
export function readPrompt(record: ForeignRecord, where: string, tell: Tell): FlatNode[] {
  const nodes: FlatNode[] = []
  for (const [id, value] of Object.entries(record)) {
    const at = pathTo(where, id)
    if (!isRecord(value) || typeof value.class_type !== 'string' || value.class_type === '') {
      tell(isRecord(value) ? 'A node has no class_type and was left out' : 'A node is no object and was left out', at)
      continue
    }
    const { widgets, inputs } = readInputs(isRecord(value.inputs) ? value.inputs : {}, record, `${at}.inputs`, tell)
    nodes.push({
      id,
      type: value.class_type,
      title: isRecord(value._meta) ? textOr(value._meta.title, null) : null,
      mode: 'active',
      active: true,
      declared: undeclared,
      embeddedModels: [],
      widgets,
      inputs,
      outputs: [],
      where: at,
    })
  }
  return nodes
}

function readInputs(
  values: ForeignRecord,
  prompt: ForeignRecord,
  where: string,
  tell: Tell,
): { widgets: WidgetValue[]; inputs: NodeInput[] } {
  const widgets: WidgetValue[] = []
  const inputs: NodeInput[] = []
  for (const [name, value] of Object.entries(values)) {
    const link = linkOf(value)
    if (link === null) {
      widgets.push({ name, index: null, value: plainValue(value), where: pathTo(where, name), from: 'node' })
      continue
    }
    const source = Object.hasOwn(prompt, link.node) ? link : null
    if (source === null) tell('A link leads to nowhere', pathTo(where, name))
    inputs.push({ name, type: '', widget: null, source })
  }
  return { widgets, inputs }
}

/** Widget values of one prompt node by name, links left out; for naming a graph's positional values. */
export function promptValues(node: unknown): [string, Json][] {
  const inputs = isRecord(node) && isRecord(node.inputs) ? node.inputs : {}
  return Object.entries(inputs).flatMap(([name, value]): [string, Json][] =>
    linkOf(value) === null ? [[name, plainValue(value)]] : [],
  )
}

function linkOf(value: unknown): { node: string; slot: number } | null {
  if (!isList(value) || value.length !== 2 || typeof value[1] !== 'number') return null
  const [node] = value
  const slot = slotNumber(value[1])
  return typeof node !== 'string' || slot < 0 ? null : { node, slot }
}

function plainValue(value: unknown): Json {
  return asJson(isRecord(value) && Object.hasOwn(value, '__value__') ? value.__value__ : value)
}

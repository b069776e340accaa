import { isRecord, own, type ForeignRecord } from './foreign.js'
import type { FlatNode, WidgetValue } from './model.js'
import { promptValues } from './read-prompt.js'
import { alignNames } from './widgets.js'

/**
 * What a prompt saved beside the graph adds to it: names for positional widget values, and the values themselves where
 * the graph has none for a node. A node whose type differs in the two is left alone.
 */
export function lendNames(nodes: readonly FlatNode[], prompt: ForeignRecord): FlatNode[] {
  return nodes.map((node) => {
    const lender = own(prompt, node.id)
    if (!isRecord(lender) || lender.class_type !== node.type) return node
    const values = promptValues(lender)
    const { widgets, where } = node
    if (widgets.length === 0) {
      const lent = values.map(([name, value]) => ({ name, index: null, value, where, from: 'node' as const }))
      return lent.length === 0 ? node : withWidgets(node, lent)
    }
    if (widgets.every((widget) => widget.name !== null)) return node
    const names = alignNames(
      widgets.map((widget) => widget.value),
      values,
    )
    if (names === null) return node
    const named = widgets.map((widget, index) =>
      widget.name === null ? { ...widget, name: names[index] ?? null } : widget,
    )
    return withWidgets(node, named)
  })
}

/** Field by field: a node may read its fields when asked, and `...` would not ask. */
function withWidgets(node: FlatNode, widgets: readonly WidgetValue[]): FlatNode {
  const { id, type, title, mode, active, declared, embeddedModels, inputs, outputs, where } = node
  return { id, type, title, mode, active, declared, embeddedModels, widgets, inputs, outputs, where }
}

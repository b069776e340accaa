import { isRecord, own, type ForeignRecord } from './foreign.js'
import type { FlatNode } from './model.js'
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
    if (node.widgets.length === 0) {
      const widgets = values.map(([name, value]) => ({
        name,
        index: null,
        value,
        where: node.where,
        from: 'node' as const,
      }))
      return widgets.length === 0 ? node : { ...node, widgets }
    }
    if (node.widgets.every((widget) => widget.name !== null)) return node
    const names = alignNames(
      node.widgets.map((widget) => widget.value),
      values,
    )
    if (names === null) return node
    return {
      ...node,
      widgets: node.widgets.map((widget, index) =>
        widget.name === null ? { ...widget, name: names[index] ?? null } : widget,
      ),
    }
  })
}

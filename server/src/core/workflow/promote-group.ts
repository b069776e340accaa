import { asJson, isList, type IdKey } from './foreign.js'
import type { Graph } from './graph.js'
import type { GraphNode } from './graph-node.js'
import type { Promoted } from './promoted.js'

/** Key under which a group node's value for position `index` of an inner node is kept: it has no name. */
function positionKey(index: number): string {
  return `#${index}`
}

/** The position in such a key; -1 when it is a widget's name. */
export function positionIn(key: string): number {
  return /^#\d+$/.test(key) ? Number(key.slice(1)) : -1
}

/**
 * A group node's `widgets_values` is its inner nodes' lists one after the other. When the lengths agree, each inner widget
 * gets its value by position; when they do not (hidden or converted widgets), nothing is sure and the inner values stay.
 */
export function promotedGroupValues(graph: Graph, instance: GraphNode): Map<IdKey, Map<string, Promoted>> {
  const promoted = new Map<IdKey, Map<string, Promoted>>()
  const values = isList(instance.record.widgets_values) ? instance.record.widgets_values : []
  const expected = graph.nodes.reduce((sum, node) => sum + node.widgets.length, 0)
  if (values.length !== expected || graph.nodes.some((node) => node.widgets.some((widget) => widget.index === null)))
    return promoted
  let start = 0
  for (const node of graph.nodes) {
    const own = new Map<string, Promoted>()
    for (let index = 0; index < node.widgets.length; index += 1) {
      own.set(positionKey(index), {
        value: asJson(values[start + index]),
        where: `${instance.where}.widgets_values[${start + index}]`,
      })
    }
    if (own.size > 0) promoted.set(node.key, own)
    start += node.widgets.length
  }
  return promoted
}

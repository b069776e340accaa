import { loaderOf } from '../facts/model-loaders.js'
import type { GraphNode } from './graph-node.js'
import type { Json, WidgetValue } from './model.js'
import type { Promoted } from './promoted.js'
import { positionIn } from './promote-group.js'

/** A widget whose input slot a PrimitiveNode feeds. */
export interface FedByPrimitive {
  readonly widget: string
  readonly source: GraphNode
}

/**
 * The values a node would run with: what an instance promotes to a widget, or what a PrimitiveNode feeds into it, stands
 * in place of the node's own value.
 */
export function effectiveWidgets(
  node: GraphNode,
  promoted: ReadonlyMap<string, Promoted> | undefined,
  primitives: readonly FedByPrimitive[],
): readonly WidgetValue[] {
  const widgets = [...node.widgets]
  const byName = new Map(widgets.flatMap((widget, at) => (widget.name === null ? [] : [[widget.name, at] as const])))
  const put = (name: string, value: Json, where: string, from: WidgetValue['from']): void => {
    const at = positionOf(node.type, widgets, byName, name)
    const old = widgets[at]
    if (old !== undefined)
      widgets[at] = { name: old.name ?? (at === positionIn(name) ? null : name), index: old.index, value, where, from }
    else if (positionIn(name) < 0) byName.set(name, widgets.push({ name, index: null, value, where, from }) - 1)
  }
  for (const [name, { value, where }] of promoted ?? []) put(name, value, where, 'instance')
  for (const { widget, source } of primitives) {
    const value = source.widgets[0]
    if (value !== undefined) put(widget, value.value, value.where, 'primitive')
  }
  return widgets
}

/** By a group node's position, by name, else where a known loader has that widget; -1 when nothing tells. */
function positionOf(
  type: string,
  widgets: readonly WidgetValue[],
  byName: ReadonlyMap<string, number>,
  name: string,
): number {
  const position = positionIn(name)
  if (position >= 0) return position
  const named = byName.get(name)
  if (named !== undefined) return named
  const known = loaderOf(type)?.widgets.find((widget) => widget.name === name)?.index ?? -1
  return widgets[known]?.index === known && widgets[known].name === null ? known : -1
}

import type { NodeDefinition } from '../definitions.js'
import type { FlatNode, WidgetValue } from './model.js'
import { nameWidgets } from './name-widgets.js'
import type { TypeFacts } from './type-facts.js'

/** A node as the finders look at it: its widgets with the best names there are, without those that another node feeds. */
export interface NodeView {
  readonly node: FlatNode
  readonly facts: TypeFacts
  readonly widgets: readonly WidgetValue[]
}

export function viewNode(node: FlatNode, facts: TypeFacts): NodeView {
  const widgets = withBestNames(node.widgets, facts.definition)
  return { node, facts, widgets: widgets.every(({ name }) => name === null) ? widgets : withoutStale(node, widgets) }
}

/** A widget without a name cannot be told to be one of them. */
function withoutStale(node: FlatNode, widgets: readonly WidgetValue[]): readonly WidgetValue[] {
  const given = givenNames(node)
  const fed = fedNames(node)
  if (given.size === 0 && fed.size === 0) return widgets
  return widgets.filter(({ name, from }) => name === null || !(fed.has(name) || (from === 'node' && given.has(name))))
}

function withBestNames(
  widgets: readonly WidgetValue[],
  definition: NodeDefinition | undefined,
): readonly WidgetValue[] {
  if (definition === undefined) return widgets
  const names = nameWidgets(widgets, definition)
  return widgets.map((widget, index) => {
    const name = names[index] ?? null
    return name === widget.name ? widget : { ...widget, name }
  })
}

/** Widgets whose value an instance or a PrimitiveNode gives: the node's own value of that name is none. */
function givenNames({ widgets }: FlatNode): ReadonlySet<string> {
  return new Set(widgets.flatMap(({ from, name }) => (from === 'node' || name === null ? [] : [name])))
}

/** Names of widgets whose value comes from another node, so that what the file says of them is stale. */
export function fedNames({ inputs, widgets }: FlatNode): ReadonlySet<string> {
  const fed = new Set(inputs.flatMap(({ widget, source }) => (widget === null || source === null ? [] : [widget])))
  if (fed.size > 0) for (const { name, from } of widgets) if (from === 'primitive' && name !== null) fed.delete(name)
  return fed
}

import type { NodeDefinition } from '../definitions.js'
import type { FlatNode, NodeInput, WidgetValue } from './model.js'
import { nameWidgets } from './name-widgets.js'
import type { TypeFacts } from './type-facts.js'

/** A node as the finders look at it: its widgets with the best names there are, without those that another node feeds. */
export interface NodeView {
  readonly node: FlatNode
  readonly facts: TypeFacts
  readonly widgets: readonly WidgetValue[]
}

const none: ReadonlySet<string> = new Set()

export function viewNode(node: FlatNode, facts: TypeFacts): NodeView {
  const own = node.widgets
  const widgets = withBestNames(own, facts.definition)
  // A widget without a name cannot be told to be stale.
  if (widgets.every(({ name }) => name === null)) return { node, facts, widgets }
  const given = givenNames(own)
  const fed = fedNames(node.inputs, own)
  const isStale = ({ name, from }: WidgetValue): boolean =>
    name !== null && (fed.has(name) || (from === 'node' && given.has(name)))
  return { node, facts, widgets: given.size + fed.size === 0 ? widgets : widgets.filter((one) => !isStale(one)) }
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
function givenNames(widgets: readonly WidgetValue[]): ReadonlySet<string> {
  const given = widgets.filter(({ from }) => from !== 'node')
  return given.length === 0 ? none : new Set(given.flatMap(({ name }) => name ?? []))
}

/** Names of widgets whose value comes from another node, so that what the file says of them is stale. */
export function fedNames(inputs: readonly NodeInput[], widgets: readonly WidgetValue[]): ReadonlySet<string> {
  const linked = inputs.filter(({ widget, source }) => widget !== null && source !== null)
  if (linked.length === 0) return none
  const fed = new Set(linked.flatMap(({ widget }) => widget ?? []))
  for (const { name, from } of widgets) if (from === 'primitive' && name !== null) fed.delete(name)
  return fed
}

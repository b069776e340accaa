import type { NodeDefinitions } from '../definitions.js'
import type { FlatNode, WidgetValue } from './model.js'
import { nameWidgets } from './name-widgets.js'

export interface NamedWidget {
  readonly name: string | null
  readonly widget: WidgetValue
}

/** A node as the finders look at it: its widgets with the best names there are, without those that another node feeds. */
export interface NodeView {
  readonly node: FlatNode
  readonly widgets: readonly NamedWidget[]
  /** Names of widgets whose value comes from another node, so that what the file says of them is stale. */
  readonly fed: ReadonlySet<string>
}

const none: ReadonlySet<string> = new Set()

export function viewNode(node: FlatNode, definitions: NodeDefinitions | null): NodeView {
  const names = nameWidgets(node.widgets, definitions?.get(node.type))
  const given = new Set(
    node.widgets.flatMap((widget) => (widget.from === 'node' || widget.name === null ? [] : [widget.name])),
  )
  const fedInputs = node.inputs.filter((input) => input.widget !== null && input.source !== null)
  const fed =
    fedInputs.length === 0
      ? none
      : new Set(fedInputs.flatMap(({ widget }) => (widget === null || isPrimitive(node, widget) ? [] : [widget])))
  const widgets = node.widgets.flatMap((widget, index): NamedWidget[] => {
    const name = names[index] ?? null
    const replaced = name !== null && widget.from === 'node' && given.has(name)
    return replaced || (name !== null && fed.has(name)) ? [] : [{ name, widget }]
  })
  return { node, widgets, fed }
}

function isPrimitive(node: FlatNode, name: string): boolean {
  return node.widgets.some((widget) => widget.from === 'primitive' && widget.name === name)
}

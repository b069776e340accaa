import type { NodeDefinitions } from '../definitions.js'
import type { FlatNode, NodeInput, WidgetValue } from './model.js'
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
  const given = node.widgets.every(({ from }) => from === 'node') ? none : givenNames(node)
  const fed = node.inputs.some(isFed) ? fedNames(node) : none
  // The usual case by far, and a big workflow has tens of thousands of such nodes.
  if (given === none && fed === none) {
    return { node, fed, widgets: node.widgets.map((widget, index) => ({ name: names[index] ?? null, widget })) }
  }
  const widgets = node.widgets.flatMap((widget, index): NamedWidget[] => {
    const name = names[index] ?? null
    const replaced = name !== null && widget.from === 'node' && given.has(name)
    return replaced || (name !== null && fed.has(name)) ? [] : [{ name, widget }]
  })
  return { node, widgets, fed }
}

function givenNames({ widgets }: FlatNode): ReadonlySet<string> {
  return new Set(widgets.flatMap(({ from, name }) => (from === 'node' || name === null ? [] : [name])))
}

function fedNames(node: FlatNode): ReadonlySet<string> {
  const names = node.inputs.filter(isFed).flatMap(({ widget }) => widget ?? [])
  return new Set(names.filter((name) => !isPrimitive(node, name)))
}

function isFed({ widget, source }: NodeInput): boolean {
  return widget !== null && source !== null
}

function isPrimitive(node: FlatNode, name: string): boolean {
  return node.widgets.some((widget) => widget.from === 'primitive' && widget.name === name)
}

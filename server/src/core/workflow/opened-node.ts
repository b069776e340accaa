import { effectiveWidgets, type FedByPrimitive } from './effective-widgets.js'
import { followLink } from './follow-link.js'
import type { GraphNode } from './graph-node.js'
import type { EmbeddedModel, FlatNode, NodeInput, NodeOutput, PackDeclaration, WidgetValue } from './model.js'
import type { Scope } from './scope.js'

/**
 * A node of a graph inside one opening of that graph. It holds no more than these two and reads what it is asked for, each
 * time anew: of most nodes of a big workflow only the type is asked.
 */
export class OpenedNode implements FlatNode {
  constructor(
    private readonly scope: Scope,
    private readonly node: GraphNode,
    /** Whether some link comes from a PrimitiveNode, which may stand for a widget's value. */
    private readonly fedByPrimitive: boolean,
  ) {}

  get id(): string {
    return this.scope.prefix + this.node.id
  }

  get type(): string {
    return this.node.type
  }

  get title(): string | null {
    return this.node.title
  }

  get mode(): FlatNode['mode'] {
    return this.node.mode
  }

  get active(): boolean {
    return this.scope.active && this.node.mode === 'active'
  }

  get declared(): PackDeclaration {
    return this.node.declared
  }

  get embeddedModels(): readonly EmbeddedModel[] {
    return this.node.embeddedModels
  }

  get outputs(): readonly NodeOutput[] {
    return this.node.outputs
  }

  get where(): string {
    return this.node.where
  }

  get values(): readonly unknown[] {
    return this.hasOwnValues ? this.node.values : this.widgets.map(({ value }) => value)
  }

  get widgets(): readonly WidgetValue[] {
    if (this.hasOwnValues) return this.node.readWidgets()
    return effectiveWidgets(this.node, this.scope.promoted.get(this.node.key), this.primitives())
  }

  get inputs(): readonly NodeInput[] {
    return this.node.inputs.map(({ name, type, widget, link }) => {
      const source = link === null ? null : followLink(this.scope, link)
      const from = source === null ? null : { node: source.scope.prefix + source.node.id, slot: source.slot }
      return { name, type, widget, source: from }
    })
  }

  private get hasOwnValues(): boolean {
    return !this.fedByPrimitive && !this.scope.promoted.has(this.node.key)
  }

  private primitives(): FedByPrimitive[] {
    if (!this.fedByPrimitive) return []
    return this.node.inputs.flatMap(({ widget, link }) => {
      const source = widget === null || link === null ? null : followLink(this.scope, link)
      return widget !== null && source?.node.type === 'PrimitiveNode' ? [{ widget, source: source.node }] : []
    })
  }
}

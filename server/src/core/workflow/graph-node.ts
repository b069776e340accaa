import { idKey, isRecord, textOr, type ForeignRecord, type IdKey } from './foreign.js'
import type { EmbeddedModel, FlatNode, NodeOutput, PackDeclaration, WidgetValue } from './model.js'
import {
  declarationOf,
  listedInputs,
  listedModels,
  modeOf,
  readInputs,
  readModels,
  readOutputs,
  typeOf,
  type GraphInput,
} from './node-record.js'
import type { Tell } from './tolerated.js'
import { listedValues, readWidgets } from './widgets.js'

/**
 * A node as a graph holds it: its record, of which inputs and widgets are read when they are first asked for. A big
 * workflow has tens of thousands of nodes, and of most nobody asks.
 */
export class GraphNode {
  private knownWidgets: readonly WidgetValue[] | null = null

  /** `key`: its id in `Graph.byId` and in links. `base`: the path before `nodes`, with its dot. */
  constructor(
    readonly record: ForeignRecord,
    readonly type: string,
    readonly key: IdKey,
    private readonly base: string,
    private readonly index: number,
    private knownInputs: readonly GraphInput[] | null = null,
  ) {}

  /** The same with other inputs than its record has: a group says elsewhere how its nodes are linked. */
  withInputs(inputs: readonly GraphInput[]): GraphNode {
    return new GraphNode(this.record, this.type, this.key, this.base, this.index, inputs)
  }

  get id(): string {
    return String(this.key)
  }

  get where(): string {
    return pathOf(this.base, this.index)
  }

  get title(): string | null {
    return textOr(this.record.title, null)
  }

  get mode(): FlatNode['mode'] {
    return modeOf(this.record)
  }

  get declared(): PackDeclaration {
    return declarationOf(this.record)
  }

  get embeddedModels(): readonly EmbeddedModel[] {
    const listed = listedModels(this.record)
    return readModels(listed, listed.length === 0 ? '' : `${this.where}.properties.models`)
  }

  get inputs(): readonly GraphInput[] {
    this.knownInputs ??= readInputs(this.record)
    return this.knownInputs
  }

  get outputs(): readonly NodeOutput[] {
    return readOutputs(this.record)
  }

  get widgets(): readonly WidgetValue[] {
    this.knownWidgets ??= this.readWidgets()
    return this.knownWidgets
  }

  /** `widgets` for one who asks once: they are not kept. */
  readWidgets(): readonly WidgetValue[] {
    return readWidgets(this.record, this.where)
  }

  /** The values of `widgets` alone, as they stand in the record. */
  get values(): readonly unknown[] {
    return listedValues(this.record)
  }

  /** How many inputs, widgets and models it lists. */
  get size(): number {
    return this.inputCount + this.values.length + listedModels(this.record).length
  }

  get inputCount(): number {
    return listedInputs(this.record).length
  }

  /** Key in `Graph.links` of what is linked to input `slot`, null when open; without reading the other inputs. */
  linkAt(slot: number): IdKey | null {
    if (this.knownInputs !== null) return this.knownInputs[slot]?.link ?? null
    const input = listedInputs(this.record)[slot]
    return isRecord(input) ? idKey(input.link) : null
  }
}

/**
 * The node at `index` of a list of nodes. What is amiss is told; null when there is no record or no type in it. `givenId`
 * stands in place of an id of its own.
 */
export function readNode(
  value: unknown,
  base: string,
  index: number,
  tell: Tell,
  givenId: number | null,
): GraphNode | null {
  const type = isRecord(value) ? typeOf(value) : null
  if (!isRecord(value) || type === null) {
    tell(`A node ${isRecord(value) ? 'has no type' : 'is no object'} and was left out`, pathOf(base, index))
    return null
  }
  const key = givenId ?? idKey(value.id)
  if (key === null) tell('A node has no id', pathOf(base, index))
  return new GraphNode(value, type, key ?? `?${pathOf(base, index)}`, base, index)
}

function pathOf(base: string, index: number): string {
  return `${base}nodes[${index}]`
}

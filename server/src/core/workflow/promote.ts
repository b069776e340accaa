import { asJson, idKey, isList, isRecord, textOr, type ForeignRecord, type IdKey } from './foreign.js'
import type { Graph } from './graph.js'
import type { GraphNode } from './graph-node.js'
import { parseForeignJson } from './json.js'
import { promotedGroupValues } from './promote-group.js'
import type { Promoted } from './promoted.js'
import { isControlValue } from './widgets.js'

type PromotedByNode = Map<IdKey, Map<string, Promoted>>

/**
 * Values of promoted widgets, by inner node id and widget name. Two spellings: `properties.proxyWidgets` (tuples
 * `[innerId, widgetName, ...]`, or the list as JSON text), whose n-th entry goes with the n-th of the instance's
 * `widgets_values`; else the instance's linked inputs in order. Null stands for "the inner value". What the outer scope
 * promotes to the instance (`outer`, by widget name) wins over the instance's own value.
 */
export function promotedValues(
  graph: Graph,
  instance: GraphNode,
  outer: ReadonlyMap<string, Promoted> | undefined,
): PromotedByNode {
  if (graph.kind === 'group') return promotedGroupValues(graph, instance)
  const promoted: PromotedByNode = new Map()
  const proxies = readProxies(instance.record)
  const own =
    proxies === null ? valuesByInput(graph, instance) : valuesByProxy(graph, instance, proxies, promoted, outer)
  for (const [name, value] of [...(outer ?? []), ...own]) {
    for (const end of graph.promotable.get(name) ?? []) {
      const widget = graph.byId.get(end.node)?.inputs[end.slot]?.widget
      if (widget != null) put(promoted, end.node, widget, value)
    }
    const [, node, widget] = graph.promotable.has(name) ? [] : (/^(-?\w+)\/(.+)$/.exec(name) ?? [])
    const key = idKey(node)
    if (key !== null && widget !== undefined && graph.byId.has(key)) put(promoted, key, widget, value)
  }
  return promoted
}

/** The first value stays. */
function put(promoted: PromotedByNode, node: IdKey, widget: string, value: Promoted): void {
  const widgets = promoted.get(node) ?? new Map<string, Promoted>()
  if (!widgets.has(widget)) widgets.set(widget, value)
  promoted.set(node, widgets)
}

/** `source` is the node inside that nested instance to which the widget belongs, where the file says it. */
interface Proxy {
  readonly node: IdKey
  readonly widget: string
  readonly source: IdKey | null
}

function readProxies(record: ForeignRecord): readonly Proxy[] | null {
  const raw = isRecord(record.properties) ? record.properties.proxyWidgets : undefined
  const parsed = typeof raw === 'string' ? parseForeignJson(raw) : null
  const list = parsed === null ? raw : parsed.ok ? parsed.value : null
  return isList(list) && list.length > 0 ? list.map(readProxy) : null
}

/** Old frontends nested the name instead of a third member: `6: 3: string_a` is `string_a` of node 3 in node 6. */
function readProxy(entry: unknown): Proxy {
  const [id, name, third] = isList(entry) ? entry : []
  const [, prefixes = '', widget = ''] = /^((?:\s*\d+\s*:\s*)*)(.*)$/s.exec(textOr(name, '')) ?? []
  const node = idKey(id) ?? ''
  const source = idKey(prefixes.match(/\d+/g)?.at(-1) ?? third)
  return { node, widget, source: source === node ? null : source }
}

/** Entries for inner widgets are put directly; those for the instance's own inputs (`-1`) are answered by name. */
function valuesByProxy(
  graph: Graph,
  instance: GraphNode,
  proxies: readonly Proxy[],
  promoted: PromotedByNode,
  outer: ReadonlyMap<string, Promoted> | undefined,
): Map<string, Promoted> {
  const values = isList(instance.record.widgets_values) ? instance.record.widgets_values : []
  const byInput = new Map<string, Promoted>()
  for (const [index, { node, widget, source }] of proxies.entries()) {
    const own = values[index] ?? null
    const given = outer?.get(widget) ?? outer?.get(`${node}/${widget}`)
    const value =
      given ?? (own === null ? undefined : { value: asJson(own), where: `${instance.where}.widgets_values[${index}]` })
    if (value === undefined || widget.startsWith('$$')) continue
    if (node === -1) byInput.set(widget, value)
    else if (graph.byId.has(node)) put(promoted, node, source === null ? widget : `${source}/${widget}`, value)
  }
  return byInput
}

/** Values by input name: named values if there are any, else positions over the inputs that lead to a widget. */
function valuesByInput(graph: Graph, instance: GraphNode): Map<string, Promoted> {
  const found = new Map<string, Promoted>()
  const named = instance.record.widgets_values_named
  const byName = isRecord(named)
    ? named
    : isRecord(instance.record.widgets_values)
      ? instance.record.widgets_values
      : null
  for (const [name, value] of Object.entries(byName ?? {}))
    if (value !== null) found.set(name, { value: asJson(value), where: `${instance.where}.widgets_values_named` })
  const values = isList(instance.record.widgets_values) ? instance.record.widgets_values : []
  if (byName !== null || values.length === 0) return found
  const names = inputOrder(graph, instance, values.length)
  let surplus = values.length - names.length // values of control_after_generate companions
  let index = 0
  for (const name of names) {
    const value = values[index]
    if (value !== null && value !== undefined)
      found.set(name, { value: asJson(value), where: `${instance.where}.widgets_values[${index}]` })
    index += 1
    if (surplus > 0 && isControlValue(values[index])) {
      surplus -= 1
      index += 1
    }
  }
  return found
}

/** The definition's widget inputs; the instance's own list where only that one fits the number of values. */
function inputOrder(graph: Graph, instance: GraphNode, count: number): readonly string[] {
  if (graph.promotable.size === count) return [...graph.promotable.keys()]
  const listed = instance.inputs.flatMap((input) => (input.widget === null ? [] : [input.name]))
  if (listed.length === count) return listed
  const names: string[] = []
  for (const name of graph.promotable.keys()) if (names.push(name) === count) break
  return names
}

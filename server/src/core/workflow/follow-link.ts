import type { IdKey } from './foreign.js'
import type { GraphNode } from './graph-node.js'
import { openInstance, type Scope, type Source } from './scope.js'

/** Nodes that only pass on their first input: the frontend's and rgthree's. */
const reroutes: ReadonlySet<string> = new Set(['Reroute', 'Reroute (rgthree)'])

/**
 * Follows a link to the node that truly feeds it: through reroutes, out of and into subgraphs and group nodes. Null
 * when it ends open or runs in a circle. Every slot passed on the way remembers the answer, so a chain is walked once.
 */
export function followLink(from: Scope, link: IdKey): Source | null {
  const node = neighbour(from, link)
  if (node !== null) return { scope: from, node, slot: from.graph.links.get(link)?.slot ?? -1 }
  const passed: { memo: Map<string, Source | null>; key: string }[] = []
  const end = walk(from, link, passed)
  for (const { memo, key } of passed) memo.set(key, end)
  return end
}

/**
 * The node at the other end where that is the true source, the usual case: an ordinary node of the same graph, nothing to
 * pass through. A graph's own input node is not among its nodes.
 */
export function neighbour({ graph, definitions }: Scope, link: IdKey): GraphNode | null {
  const origin = graph.links.get(link)
  const node = origin === undefined ? undefined : graph.byId.get(origin.node)
  return node === undefined || reroutes.has(node.type) || definitions.graphOf(node.type) !== null ? null : node
}

function walk(
  from: Scope,
  firstLink: IdKey,
  passed: { memo: Map<string, Source | null>; key: string }[],
): Source | null {
  let scope = from
  let origin = scope.graph.links.get(firstLink)
  while (origin !== undefined) {
    const { node: id, slot } = origin
    const outwards = id === scope.graph.inputId && scope.parent !== null
    const node = outwards ? undefined : scope.graph.byId.get(id)
    const opened = node === undefined ? null : openInstance(scope, node)
    if (node !== undefined && !reroutes.has(node.type) && opened?.kind === 'plain') return { scope, node, slot }
    const key = `${id}/${slot}`
    const known = scope.through.get(key)
    if (known !== undefined) return known
    scope.through.set(key, null)
    passed.push({ memo: scope.through, key })
    if (outwards) {
      const link: IdKey | null = linkOutside(scope, slot)
      scope = scope.parent ?? scope
      origin = link === null ? undefined : scope.graph.links.get(link)
    } else if (opened?.kind === 'instance') {
      scope = opened.scope
      origin = scope.graph.outputSources.get(slot)
    } else {
      const link = node !== undefined && reroutes.has(node.type) ? node.inputs[0]?.link : null
      origin = link === null || link === undefined ? undefined : scope.graph.links.get(link)
    }
  }
  return null
}

/** Link into an instance's input that stands for its definition's input `slot`: by name, group nodes by position. */
function linkOutside(scope: Scope, slot: number): IdKey | null {
  const inputs = scope.instance?.inputs ?? []
  if (scope.graph.kind === 'group') return inputs[slot]?.link ?? null
  const name = scope.graph.inputNames[slot] ?? ''
  scope.outside ??= new Map(inputs.map((input) => [input.name, input.link]))
  const named = name === '' ? undefined : scope.outside.get(name)
  return named === undefined ? (inputs[slot]?.link ?? null) : named
}

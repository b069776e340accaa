import type { FileDefinitions } from './definitions-in-file.js'
import { openInstance, type Scope, type Source } from './scope.js'

/** Nodes that only pass on their first input: the frontend's and rgthree's. */
const reroutes: ReadonlySet<string> = new Set(['Reroute', 'Reroute (rgthree)'])

/**
 * Follows a link to the node that truly feeds it: through reroutes, out of and into subgraphs and group nodes. Null
 * when it ends open or runs in a circle. Every slot passed on the way remembers the answer, so a chain is walked once.
 */
export function followLink(from: Scope, link: string, definitions: FileDefinitions): Source | null {
  const passed: { memo: Map<string, Source | null>; key: string }[] = []
  const end = walk(from, link, definitions, passed)
  for (const { memo, key } of passed) memo.set(key, end)
  return end
}

function walk(
  from: Scope,
  firstLink: string,
  definitions: FileDefinitions,
  passed: { memo: Map<string, Source | null>; key: string }[],
): Source | null {
  let scope = from
  let origin = scope.graph.links.get(firstLink)?.origin
  while (origin !== undefined) {
    const { node: id, slot } = origin
    const outwards = id === scope.graph.inputId && scope.parent !== null
    const node = outwards ? undefined : scope.graph.byId.get(id)
    const opened = node === undefined ? null : openInstance(scope, node, definitions)
    if (node !== undefined && !reroutes.has(node.type) && opened?.kind === 'plain') return { scope, node, slot }
    const key = `${id}/${slot}`
    const known = scope.through.get(key)
    if (known !== undefined) return known
    scope.through.set(key, null)
    passed.push({ memo: scope.through, key })
    if (outwards) {
      const link: string | null = linkOutside(scope, slot)
      scope = scope.parent ?? scope
      origin = link === null ? undefined : scope.graph.links.get(link)?.origin
    } else if (opened?.kind === 'instance') {
      scope = opened.scope
      origin = scope.graph.outputSources.get(slot)
    } else {
      const link = node !== undefined && reroutes.has(node.type) ? node.inputs[0]?.link : null
      origin = link === null || link === undefined ? undefined : scope.graph.links.get(link)?.origin
    }
  }
  return null
}

/** Link into an instance's input that stands for its definition's input `slot`: by name, group nodes by position. */
function linkOutside(scope: Scope, slot: number): string | null {
  const inputs = scope.instance?.inputs ?? []
  if (scope.graph.kind === 'group') return inputs[slot]?.link ?? null
  const name = scope.graph.inputNames[slot] ?? ''
  scope.outside ??= new Map(inputs.map((input) => [input.name, input.link]))
  const named = name === '' ? undefined : scope.outside.get(name)
  return named === undefined ? (inputs[slot]?.link ?? null) : named
}

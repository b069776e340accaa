import type { Evidence } from '@greenlight/shared/report'
import type { FlatNode, PackDeclaration } from './model.js'
import type { NodeTypeReference } from './references.js'

/** What is asked of one node type: all its nodes, and what they declare about their pack. */
export function referToType(type: string, nodes: readonly FlatNode[]): NodeTypeReference {
  const declared = declarationsOf(nodes)
  return {
    type,
    nodes,
    active: nodes.some((node) => node.active),
    declared: declared.map(({ declaration }) => declaration),
    evidence: [firstEvidence(nodes), ...declared.slice(0, 5).map(declaredEvidence)],
  }
}

interface Declared {
  readonly declaration: PackDeclaration
  readonly node: FlatNode
  count: number
}

/** Distinct ones, the most frequent first, then in file order. */
function declarationsOf(nodes: readonly FlatNode[]): Declared[] {
  const found = new Map<string, Declared>()
  let last: Declared | undefined
  for (const node of nodes) {
    const { cnrId, auxId, ver } = node.declared
    if (cnrId === null && auxId === null && ver === null) continue
    // As a rule all nodes of a type declare the same: no key is made for what the node before said.
    const known = last?.declaration
    if (known?.cnrId !== cnrId || known.auxId !== auxId || known.ver !== ver) {
      // No id or version holds a NUL: three texts make one key without the cost of JSON.
      const key = `${cnrId ?? ''}\0${auxId ?? ''}\0${ver ?? ''}`
      last = found.get(key) ?? { declaration: node.declared, node, count: 0 }
      found.set(key, last)
    }
    if (last !== undefined) last.count += 1
  }
  return [...found.values()].sort((a, b) => b.count - a.count)
}

function firstEvidence(nodes: readonly FlatNode[]): Evidence {
  const where = nodes[0]?.where
  const says =
    nodes.length === 1
      ? 'One node of the workflow has this type'
      : `${nodes.length} nodes of the workflow have this type`
  return where === undefined ? { from: 'workflow', says } : { from: 'workflow', says, where }
}

function declaredEvidence({ declaration: { cnrId, auxId, ver }, node, count }: Declared): Evidence {
  const pack = cnrId !== null ? `cnr_id ${cnrId}` : auxId !== null ? `aux_id ${auxId}` : 'no pack'
  const says = `${count === 1 ? 'One node declares' : `${count} nodes declare`} ${pack}${ver === null ? '' : `, version ${ver}`}`
  return { from: 'workflow', says, where: `${node.where}.properties` }
}

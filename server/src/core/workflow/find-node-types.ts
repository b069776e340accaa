import type { Evidence } from '@greenlight/shared/report'
import type { FlatNode, PackDeclaration } from './model.js'
import type { NodeTypeReference } from './references.js'

/** Every node type once, in file order, with all its nodes and what they declare about their pack. */
export function findNodeTypes(nodes: readonly FlatNode[]): NodeTypeReference[] {
  const byType = new Map<string, FlatNode[]>()
  for (const node of nodes) {
    const same = byType.get(node.type)
    if (same === undefined) byType.set(node.type, [node])
    else same.push(node)
  }
  return [...byType].map(([type, same]) => {
    const declared = declarationsOf(same)
    return {
      type,
      nodes: same,
      active: same.some((node) => node.active),
      declared: declared.map(({ declaration }) => declaration),
      evidence: [firstEvidence(same), ...declared.slice(0, 5).map(declaredEvidence)],
    }
  })
}

interface Declared {
  readonly declaration: PackDeclaration
  readonly where: string
  count: number
}

/** Distinct ones, the most frequent first, then in file order. */
function declarationsOf(nodes: readonly FlatNode[]): Declared[] {
  const found = new Map<string, Declared>()
  for (const { declared, where } of nodes) {
    if (declared.cnrId === null && declared.auxId === null && declared.ver === null) continue
    // No id or version holds a NUL: three texts make one key without the cost of JSON.
    const key = `${declared.cnrId ?? ''}\0${declared.auxId ?? ''}\0${declared.ver ?? ''}`
    const known = found.get(key)
    if (known === undefined) found.set(key, { declaration: declared, where, count: 1 })
    else known.count += 1
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

function declaredEvidence({ declaration: { cnrId, auxId, ver }, where, count }: Declared): Evidence {
  const pack = cnrId !== null ? `cnr_id ${cnrId}` : auxId !== null ? `aux_id ${auxId}` : 'no pack'
  const says = `${count === 1 ? 'One node declares' : `${count} nodes declare`} ${pack}${ver === null ? '' : `, version ${ver}`}`
  return { from: 'workflow', says, where: `${where}.properties` }
}

import type { FlatNode, PackDeclaration, Workflow } from '../../workflow/model.js'
import type { InputReference, ModelReference, NodeTypeReference, References } from '../../workflow/references.js'

export const undeclared: PackDeclaration = { cnrId: null, auxId: null, ver: null }

export function buildNode(id: string, type: string, facts: Partial<FlatNode> = {}): FlatNode {
  return {
    id,
    type,
    title: null,
    mode: 'active',
    active: true,
    declared: undeclared,
    embeddedModels: [],
    widgets: [],
    inputs: [],
    outputs: [],
    where: `nodes[${id}]`,
    ...facts,
  }
}

export function buildWorkflow(nodes: readonly FlatNode[], facts: Partial<Workflow> = {}): Workflow {
  return { format: 'ui', nodes, graphModels: [], missingDefinitions: [], tolerated: [], ...facts }
}

/** What findReferences would say of the types of these nodes alone. */
export function buildTypeReferences(nodes: readonly FlatNode[]): NodeTypeReference[] {
  const types = [...new Set(nodes.map((node) => node.type))]
  return types.map((type) => {
    const same = nodes.filter((node) => node.type === type)
    const declared = new Map(
      same
        .filter(({ declared: one }) => one.cnrId !== null || one.auxId !== null)
        .map(({ declared: one }) => [JSON.stringify(one), one]),
    )
    return {
      type,
      nodes: same,
      active: same.some((node) => node.active),
      declared: [...declared.values()],
      evidence: [],
    }
  })
}

export function buildTypeReference(
  type: string,
  declared: Partial<PackDeclaration> = {},
  count = 1,
): NodeTypeReference {
  const nodes = Array.from({ length: count }, (_, at) =>
    buildNode(`${at + 1}`, type, { declared: { ...undeclared, ...declared } }),
  )
  const [reference] = buildTypeReferences(nodes)
  if (reference === undefined) throw new Error('count is at least 1')
  return reference
}

export function buildModelReference(name: string, facts: Partial<ModelReference> = {}): ModelReference {
  return {
    name,
    directory: 'checkpoints',
    node: '4',
    nodeType: 'CheckpointLoaderSimple',
    widget: 'ckpt_name',
    active: true,
    embedded: [],
    evidence: [],
    ...facts,
  }
}

export function buildInputReference(name: string, facts: Partial<InputReference> = {}): InputReference {
  return { name, kind: 'image', node: '1', nodeType: 'LoadImage', widget: 'image', active: true, ...facts }
}

export function buildReferences(facts: Partial<References> = {}): References {
  return { nodeTypes: [], models: [], inputs: [], notes: [], ...facts }
}

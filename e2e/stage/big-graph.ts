import { readWorkflow } from './installation.ts'

interface Node {
  id: number
  pos: [number, number]
  inputs: { link: number | null }[]
  outputs: { links: number[] }[]
}
type Link = [number, number, number, number, number, string]

/** `ready` repeated side by side until there are at least `count` nodes; every copy with ids of its own. */
export function bigGraph(count: number): Record<string, unknown> {
  const one = readWorkflow('ready')
  const nodes: Node[] = []
  const links: Link[] = []
  for (let copy = 0; nodes.length < count; copy++) {
    const node = copy * 100
    for (const original of structuredClone(one.nodes) as Node[]) {
      original.id += node
      original.pos = [original.pos[0] + (copy % 10) * 1500, original.pos[1] + Math.floor(copy / 10) * 1000]
      for (const input of original.inputs) if (input.link !== null) input.link += node
      for (const output of original.outputs) output.links = output.links.map((link) => link + node)
      nodes.push(original)
    }
    for (const [id, from, fromSlot, to, toSlot, type] of one.links as Link[]) links.push([id + node, from + node, fromSlot, to + node, toSlot, type])
  }
  return { ...one, last_node_id: nodes.length * 100, last_link_id: nodes.length * 100, nodes, links }
}

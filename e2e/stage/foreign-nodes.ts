import { readWorkflow } from './installation.ts'

/** `ready` with nodes beside it that no installation of ours has: a tie of two packs, one sure pack, and one type that nobody knows. */
export function withForeignNodes(types: readonly string[] = ['MistLoadVideo', 'MistLoadVideo', 'MistSaveVideo', 'InkWash', 'ZzMoodRing']): Record<string, unknown> {
  const workflow = readWorkflow('ready')
  const nodes = workflow.nodes as Record<string, unknown>[]
  const foreign = types.map((type, at) => ({
    id: 101 + at,
    type,
    pos: [40 + 320 * at, 700],
    size: [300, 100],
    flags: {},
    order: 20 + at,
    mode: 0,
    inputs: [],
    outputs: [],
    properties: { 'Node name for S&R': type },
    widgets_values: [],
  }))
  return { ...workflow, id: '6f1d0c3e-5b7a-4c1e-9a10-0000000000f1', last_node_id: 101 + types.length, nodes: [...nodes, ...foreign] }
}

import type { Explanation } from '@greenlight/shared/explain'
import type { WorkflowReport } from '@greenlight/shared/report'
import type { Installed } from '../installed.js'
import type { FlatNode, Workflow } from '../workflow/model.js'
import { describeWorkflow } from './describe-workflow.js'
import { explainNode } from './explain-node.js'
import { readersOf } from './links.js'

/**
 * What a workflow does and stands on, in plain words. `node`: an execution id, or a node type, which means its first
 * node; null comes back when the workflow has no such node. Without it: the first node of every type, in file order.
 */
export function explainWorkflow(
  workflow: Workflow,
  report: WorkflowReport,
  installed: Installed,
  node?: string,
): Explanation | null {
  const chosen = node === undefined ? firstOfEachType(workflow.nodes) : named(workflow.nodes, node)
  if (node !== undefined && chosen.length === 0) return null
  const readers = readersOf(workflow)
  const byId = new Map(workflow.nodes.map((one) => [one.id, one]))
  const { path, format, nodes } = report.workflow
  return {
    schema: 'greenlight/explain@1',
    workflow: { path, format, nodes },
    verdict: report.verdict,
    says: describeWorkflow(workflow, report, installed),
    nodes: chosen.map((one) => explainNode(one, { byId, readers, report, installed })),
  }
}

function named(nodes: readonly FlatNode[], wanted: string): FlatNode[] {
  const found = nodes.find((one) => one.id === wanted) ?? nodes.find((one) => one.type === wanted)
  return found === undefined ? [] : [found]
}

function firstOfEachType(nodes: readonly FlatNode[]): FlatNode[] {
  const first = new Map<string, FlatNode>()
  for (const node of nodes) if (!first.has(node.type)) first.set(node.type, node)
  return [...first.values()]
}

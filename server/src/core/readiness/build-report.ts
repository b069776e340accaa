import type { Decision } from '@greenlight/shared/decisions'
import type { WorkflowReport } from '@greenlight/shared/report'
import type { Installed, Known } from '../installed.js'
import type { ModelKnowledge } from '../model-knowledge.js'
import type { ReadResult } from '../workflow/model.js'
import type { References } from '../workflow/references.js'
import { toFindings } from './cause.js'
import { graphCauses } from './graph-causes.js'
import { judgeInput } from './judge-input.js'
import { judgeModel } from './models/judge-model.js'
import { judgeNodeTypes } from './node-types/judge-node-types.js'
import { otherBaseCauses } from './other-base.js'
import { verdictOf } from './verdict.js'

export interface ReportInput {
  /** As given; it decides nothing. */
  readonly path: string
  /** `blake3:<64 hex>` of the file's bytes. */
  readonly digest: string
  readonly read: ReadResult
  /** Null when the file could not be read. */
  readonly references: References | null
  readonly installed: Installed
  readonly known: Known
  /** What is known of the contents of the files that the references mean. */
  readonly knowledge: ModelKnowledge
  /** Node types that the open page has registered by itself; empty when no page was asked. */
  readonly frontendOnly: ReadonlySet<string>
  /** What the person chose before, and how the workflow is called there. */
  readonly decisions: readonly Decision[]
  readonly workflow: string | null
}

/** The readiness report of one workflow against one installation. Nothing else than its arguments goes in. */
export function buildReport(input: ReportInput): WorkflowReport {
  const { path, digest, read, references, installed, knowledge } = input
  if (!read.ok) return unreadable(path, digest, [read.problem])
  const { workflow } = read
  const asked = references ?? { nodeTypes: [], models: [], inputs: [], notes: [] }
  const { types: nodeTypes, packs } = judgeNodeTypes(asked.nodeTypes, input)
  const models = asked.models.map((reference) => judgeModel(reference, installed, knowledge))
  const inputs = asked.inputs.map((reference) => judgeInput(reference, installed))
  const needs = [...nodeTypes, ...inputs].flatMap(({ cause }) => (cause === null ? [] : [cause]))
  const entries = models.map(({ entry }) => entry)
  const doubts = otherBaseCauses(entries, knowledge)
  const findings = toFindings([...needs, ...models.flatMap(({ causes }) => causes), ...doubts, ...graphCauses(workflow)])
  return {
    workflow: { path, format: workflow.format, nodes: workflow.nodes.length, digest },
    verdict: verdictOf(findings),
    nodeTypes: nodeTypes.map(({ entry }) => entry),
    models: entries,
    inputs: inputs.map(({ entry }) => entry),
    notes: asked.notes.map(({ node, text, links }) => ({ node, text, links: [...links] })),
    findings,
    problems: [],
    ...(packs === null ? {} : { packs }),
  }
}

function unreadable(path: string, digest: string, problems: WorkflowReport['problems']): WorkflowReport {
  return {
    workflow: { path, format: 'unknown', nodes: 0, digest },
    verdict: 'unreadable',
    nodeTypes: [],
    models: [],
    inputs: [],
    notes: [],
    findings: [],
    problems,
  }
}

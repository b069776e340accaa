import type { Decision, ModelDecision } from '@greenlight/shared/decisions'
import type { WorkflowReport } from '@greenlight/shared/report'
import type { Installed, Known } from '../installed.js'
import type { ModelKnowledge } from '../model-knowledge.js'
import type { ReadResult } from '../workflow/model.js'
import { decisionFor } from '../decisions/decision-for.js'
import type { ModelReference, References } from '../workflow/references.js'
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
  /** `host:port` of private addresses that the user allowed as sources. */
  readonly allowed?: ReadonlySet<string>
}

/** The readiness report of one workflow against one installation. Nothing else than its arguments goes in. */
export function buildReport(input: ReportInput): WorkflowReport {
  const { path, digest, read, references, installed, known, knowledge } = input
  if (!read.ok) return unreadable(path, digest, [read.problem])
  const { workflow } = read
  const asked = references ?? { nodeTypes: [], models: [], inputs: [], notes: [] }
  const { types: nodeTypes, packs } = judgeNodeTypes(asked.nodeTypes, input)
  const allowed = input.allowed === undefined ? {} : { allowed: input.allowed }
  const models = asked.models.map((reference) => judgeModel(reference, installed, knowledge, { models: known.models, decision: decided(input, reference), ...allowed }))
  const inputs = asked.inputs.map((reference) => judgeInput(reference, installed))
  const needs = [...nodeTypes, ...inputs].flatMap(({ cause }) => (cause === null ? [] : [cause]))
  const entries = models.map(({ entry }) => entry)
  const doubts = otherBaseCauses(entries, knowledge)
  const findings = toFindings([...needs, ...models.flatMap(({ causes }) => causes), ...doubts, ...graphCauses(workflow)])
  return {
    workflow: { path, format: workflow.format, nodes: workflow.nodes.length, digest, ...(input.workflow === null ? {} : { key: input.workflow }) },
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

function decided({ decisions, workflow }: ReportInput, { name, directory }: ModelReference): ModelDecision | null {
  return decisionFor(decisions, { name, directory, workflowKey: workflow })
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

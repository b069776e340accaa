import { type ModelKnowledge, noModelKnowledge } from '../../model-knowledge.js'
import type { Decision } from '@greenlight/shared/decisions'
import type { WorkflowReport } from '@greenlight/shared/report'
import { type Installed, type Known, nothingKnown } from '../../installed.js'
import type { FlatNode, Workflow } from '../../workflow/model.js'
import type { References } from '../../workflow/references.js'
import { buildReport } from '../build-report.js'
import { buildReferences, buildTypeReferences, buildWorkflow } from './build-references.js'

export const someDigest = `blake3:${'a'.repeat(64)}`

/** The report of a workflow of these nodes, which ask for the named models and inputs beside their types. */
export function judge(
  nodes: readonly FlatNode[],
  installed: Installed,
  more: {
    known?: Known
    references?: Partial<References>
    workflow?: Partial<Workflow>
    frontendOnly?: readonly string[]
    path?: string
    knowledge?: ModelKnowledge
    decisions?: readonly Decision[]
  } = {},
): WorkflowReport {
  return buildReport({
    path: more.path ?? 'a.json',
    digest: someDigest,
    read: { ok: true, workflow: buildWorkflow(nodes, more.workflow) },
    references: buildReferences({ nodeTypes: buildTypeReferences(nodes), ...more.references }),
    installed,
    known: more.known ?? nothingKnown,
    knowledge: more.knowledge ?? noModelKnowledge,
    frontendOnly: new Set(more.frontendOnly ?? []),
    decisions: more.decisions ?? [],
    workflow: null,
  })
}

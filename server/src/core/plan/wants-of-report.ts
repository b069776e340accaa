import type { Choice, OpenChoice, PlanWarning, Want } from '@greenlight/shared/plans'
import type { Finding, WorkflowReport } from '@greenlight/shared/report'
import { unanswered } from './wants/found-wants.js'
import { inputWants } from './wants/input-wants.js'
import { modelWants } from './wants/model-wants.js'
import { packWants } from './wants/pack-wants.js'
import { type Scope, scopeOf } from './wants/scope.js'

export interface GivenForWants {
  /** Picks of the person for this plan alone; of two about one subject the later holds. */
  readonly choices: readonly Choice[]
  /** Names of models, node packs, node types or inputs: nothing else is wanted then, and these also where nothing active asks for them. */
  readonly only?: readonly string[]
  /** The workflow is open on a canvas. */
  readonly canvas: boolean
}

/** Formats of which a copy with other widgets can be written. */
const textFormats: ReadonlySet<string> = new Set(['api', 'history', 'template', 'ui'])

/**
 * What would make the workflow run: a want for everything that has one certain answer, an open choice for what has several (never taken),
 * a warning for what nobody answers. The same report gives the same lists whatever the order of its entries and sources. `unanswered` holds
 * OPEN_CHOICE for each open one and UNANSWERED for the rest, each with its next step.
 */
export function wantsOfReport(report: WorkflowReport, given: GivenForWants): { wants: Want[]; open: OpenChoice[]; unanswered: PlanWarning[] } {
  const scope = scopeOf(given.only)
  const editable = given.canvas || textFormats.has(report.workflow.format)
  const parts = [
    packWants(report, given.choices, scope),
    modelWants(report, { choices: given.choices, editable }, scope),
    inputWants(report, given.choices, editable, scope),
  ]
  return {
    wants: parts.flatMap(({ wants }) => wants),
    open: parts.flatMap(({ open }) => open),
    unanswered: [...graphWarnings(report, scope), ...parts.flatMap((part) => part.unanswered)],
  }
}

/** What the file itself lacks, and files that are none. */
function graphWarnings({ findings, problems }: WorkflowReport, scope: Scope): PlanWarning[] {
  const lacking = findings.filter(({ kind, severity, subject }: Finding) => kind === 'subgraph-definition-missing' && severity === 'blocks' && scope.takes(true, [subject]))
  return [...problems.map(({ code, message, hint }) => ({ code, message, hint })), ...lacking.map(({ subject, message, next }) => unanswered(subject, message, next))]
}

import type { WorkflowReport } from '@greenlight/shared/report'
import type { Installed } from '../installed.js'
import { compareText, countOf, listOf } from '../readiness/words.js'
import type { Workflow } from '../workflow/model.js'

const verdictSays = {
  ready: 'It would run here.',
  fixable: 'It will not run here yet; everything that stands in the way has one answer.',
  'needs-choice': 'It will not run here yet; something has to be chosen.',
  blocked: 'It will not run here, or nobody can tell: something has no answer yet.',
  unreadable: 'It cannot be read.',
} as const

/** A few sentences: how big, what goes in, what comes out, which packs and models it stands on, and whether it would run. */
export function describeWorkflow(workflow: Workflow, report: WorkflowReport, installed: Installed): string[] {
  const inactive = workflow.nodes.filter((node) => !node.active).length
  const size = `It has ${countOf(workflow.nodes.length, 'node')} of ${countOf(report.nodeTypes.length, 'type')}`
  return [
    `${size}${inactive === 0 ? '' : `; ${inactive} of them ${inactive === 1 ? 'is' : 'are'} muted or bypassed`}.`,
    ...sentence(
      'It reads',
      distinct(report.inputs.filter((input) => input.active).map((input) => `the ${input.kind} ${input.name}`)),
    ),
    ...sentence('It puts out through', outputs(workflow, installed)),
    ...sentence(
      'Beside ComfyUI it stands on',
      distinct(report.nodeTypes.flatMap((entry) => (entry.active && entry.pack !== null ? [entry.pack.title] : []))),
    ),
    ...sentence('It loads', distinct(report.models.filter((model) => model.active).map((model) => model.name))),
    verdictSays[report.verdict],
  ]
}

function outputs(workflow: Workflow, installed: Installed): string[] {
  const ends = workflow.nodes.filter(
    (node) => node.active && installed.definitions?.get(node.type)?.outputNode === true,
  )
  return distinct(ends.map((node) => node.type))
}

function sentence(start: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${start} ${listOf(names, 6)}.`]
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort(compareText)
}

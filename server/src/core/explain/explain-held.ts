import type { Explanation } from '@greenlight/shared/explain'
import type { WorkflowReport } from '@greenlight/shared/report'
import { heldLines } from '../readings/held-lines.js'

/** What a picture without a workflow tells all the same, in the shape of an explanation; null when it tells nothing. */
export function explainHeld(report: WorkflowReport): Explanation | null {
  const says = heldSays(report)
  if (says.length === 0) return null
  const { path, format, nodes } = report.workflow
  const problems = report.problems.flatMap(({ message, hint }) => [message, hint])
  return { schema: 'greenlight/explain@1', workflow: { path, format, nodes }, verdict: report.verdict, says: [...problems, ...says], nodes: [] }
}

/** One sentence for who made it and one for each model that its parameters name. */
export function heldSays(report: Pick<WorkflowReport, 'held'>): string[] {
  return heldLines(report).map(({ word, text }) => (word === 'model' ? `Its parameters name ${text}` : `Made by ${text}`)).map((one) => (one.endsWith('.') ? one : `${one}.`))
}

import type { Evidence, Finding, ModelEntry, NodeTypeEntry, WorkflowReport } from '@greenlight/shared/report'
import { baseName } from '../readiness/models/fold-name.js'
import { printable } from '../readings/printable.js'
import { packLines } from './why-packs.js'

/**
 * Why a node type, model, input or pack is judged as it is, with all evidence, as lines. `subject` is the name as the
 * workflow says it, a model's file name alone, or a pack's title or id; letter case counts only where it decides. Empty
 * when no report speaks of it.
 */
export function why(reports: readonly WorkflowReport[], subject: string): string[] {
  const exact = reports.flatMap((report) => about(report, (name) => name === subject))
  const lines =
    exact.length > 0
      ? exact
      : reports.flatMap((report) => about(report, (name) => name.toLowerCase() === subject.toLowerCase()))
  return lines.map(printable)
}

function about(report: WorkflowReport, is: (name: string) => boolean): string[] {
  const types = report.nodeTypes.filter((entry) => is(entry.type) || isPack(entry, is))
  const models = report.models.filter((model) => is(model.name) || is(baseName(model.name)))
  const inputs = report.inputs.filter((input) => is(input.name))
  const touched = new Set([
    ...types.map((entry) => entry.type),
    ...models.map((model) => model.name),
    ...inputs.map((input) => input.name),
  ])
  const nodes = new Set([...types.flatMap((entry) => entry.nodes), ...models.map((model) => model.node ?? '')])
  const findings = report.findings.filter(
    (finding) =>
      is(finding.subject) ||
      touched.has(finding.subject) ||
      (finding.kind.startsWith('node-type') && types.length > 0 && finding.nodes.some((node) => nodes.has(node))),
  )
  const lines = [
    ...types.flatMap(typeLines),
    ...packLines(report.packs, types.map((entry) => entry.type)),
    ...models.flatMap(modelLines),
    ...inputs.map((input) => `  ${input.name}: ${input.state} (${input.kind}, node ${input.node})`),
    ...findings.flatMap(findingLines),
  ]
  return lines.length === 0 ? [] : [`${report.workflow.path}: ${report.verdict}`, ...lines]
}

function isPack(entry: NodeTypeEntry, is: (name: string) => boolean): boolean {
  return [entry.pack, ...entry.candidates].some(
    (pack) => pack !== null && (is(pack.title) || (pack.id !== null && is(pack.id))),
  )
}

function typeLines(entry: NodeTypeEntry): string[] {
  const pack = entry.pack === null ? '' : `, ${entry.pack.title}`
  return [
    `  ${entry.type}: ${entry.state}${pack} (node ${entry.nodes.slice(0, 9).join(', ')}${entry.nodes.length > 9 ? ', ...' : ''}${entry.active ? '' : '; muted or bypassed'})`,
    ...evidenceLines(entry.evidence),
    ...entry.candidates.flatMap((one) => [
      `    may be ${one.title}${one.repository === null ? '' : ` <${one.repository}>`}, confidence ${one.confidence}`,
      ...evidenceLines(one.evidence, 6),
    ]),
  ]
}

function modelLines(model: ModelEntry): string[] {
  const where =
    model.node === null
      ? 'named by the workflow, not by a node'
      : `${model.widget ?? 'a widget'} of node ${model.node} (${model.nodeType})`
  return [
    `  ${model.name}: ${model.state} (${where}${model.active ? '' : '; muted or bypassed'})`,
    ...evidenceLines(model.evidence),
    ...model.candidates.flatMap((one) => [
      `    may be ${one.path}, confidence ${one.confidence}`,
      ...evidenceLines(one.evidence, 6),
    ]),
    ...model.sources.map((source) => `    to be had from ${source.url} (${source.from})`),
  ]
}

function findingLines(finding: Finding): string[] {
  return [`  ${finding.severity}: ${finding.message}`, `    next: ${finding.next}`]
}

function evidenceLines(evidence: readonly Evidence[], indent = 4): string[] {
  return evidence.map(
    (one) => `${' '.repeat(indent)}${one.from}: ${one.says}${one.where === undefined ? '' : ` [${one.where}]`}`,
  )
}

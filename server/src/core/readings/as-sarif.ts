import type { Check, Finding, WorkflowReport } from '@greenlight/shared/report'
import { artifactUri } from './artifact-uri.js'
import { rules, unreadableRule } from './sarif-rules.js'

const levels = { blocks: 'error', warns: 'warning', informs: 'note' } as const

/** SARIF 2.1.0: one rule per kind of finding, one result per finding, placed at the file and at the node's JSON path. */
export function asSarif(check: Check): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Greenlight', rules } },
        columnKind: 'utf16CodeUnits',
        results: check.reports.flatMap(resultsOf),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function resultsOf(report: WorkflowReport): object[] {
  const uri = artifactUri(report.workflow.path)
  return [
    ...report.problems.map((told) => ({
      ruleId: unreadableRule,
      ruleIndex: rules.findIndex((rule) => rule.id === unreadableRule),
      level: 'error',
      message: { text: `${told.message} ${told.hint}` },
      locations: [{ physicalLocation: { artifactLocation: { uri } } }],
      properties: { code: told.code },
    })),
    ...report.findings.map((finding) => resultOf(finding, uri)),
  ]
}

function resultOf(finding: Finding, uri: string): object {
  const where = finding.evidence.find((one) => one.from === 'workflow' && one.where !== undefined)?.where
  const logical = [
    ...finding.nodes.map((node) => ({ name: node, kind: 'node' })),
    ...(where === undefined ? [] : [{ fullyQualifiedName: where, kind: 'value' }]),
  ]
  return {
    ruleId: finding.kind,
    ruleIndex: rules.findIndex((rule) => rule.id === finding.kind),
    level: levels[finding.severity],
    message: { text: `${finding.message} ${finding.next}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri } },
        ...(logical.length === 0 ? {} : { logicalLocations: logical }),
      },
    ],
    properties: { subject: finding.subject, ...(finding.fix === undefined ? {} : { fix: finding.fix }) },
  }
}

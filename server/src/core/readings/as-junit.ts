import type { Check, Finding, WorkflowReport } from '@greenlight/shared/report'
import { wellFormed } from './printable.js'

/** JUnit XML: a suite per workflow, a failed case per blocking finding, an error where the file cannot be read. */
export function asJUnit(check: Check): string {
  const suites = check.reports.map(suite)
  const sum = (key: 'tests' | 'failures' | 'errors'): number => suites.reduce((total, one) => total + one[key], 0)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="greenlight" tests="${sum('tests')}" failures="${sum('failures')}" errors="${sum('errors')}">`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n')
}

interface Suite {
  readonly tests: number
  readonly failures: number
  readonly errors: number
  readonly xml: string
}

function suite(report: WorkflowReport): Suite {
  const path = attribute(report.workflow.path)
  const blocking = report.findings.filter((finding) => finding.severity === 'blocks')
  const others = report.findings.filter((finding) => finding.severity !== 'blocks')
  const cases = [
    ...report.problems.map(
      (told) =>
        `    <testcase classname="${path}" name="can be read">\n      <error type="${attribute(told.code)}" message="${attribute(told.message)}">${content(told.hint)}</error>\n    </testcase>`,
    ),
    ...blocking.map((finding) => failed(path, finding)),
  ]
  if (cases.length === 0) cases.push(`    <testcase classname="${path}" name="ready to queue"/>`)
  const errors = report.problems.length
  const output =
    others.length === 0
      ? ''
      : `    <system-out>${content(others.map((finding) => `${finding.severity}: ${finding.message}`).join('\n'))}</system-out>\n`
  const head = `  <testsuite name="${path}" tests="${cases.length}" failures="${blocking.length}" errors="${errors}">`
  return {
    tests: cases.length,
    failures: blocking.length,
    errors,
    xml: `${head}\n${cases.join('\n')}\n${output}  </testsuite>`,
  }
}

function failed(path: string, finding: Finding): string {
  const evidence = finding.evidence.map(
    (one) => `${one.from}: ${one.says}${one.where === undefined ? '' : ` (${one.where})`}`,
  )
  const text = [
    finding.next,
    ...(finding.nodes.length === 0 ? [] : [`nodes: ${finding.nodes.join(', ')}`]),
    ...evidence,
  ].join('\n')
  return `    <testcase classname="${path}" name="${attribute(`${finding.kind}: ${finding.subject}`)}">\n      <failure type="${finding.kind}" message="${attribute(finding.message)}">${content(text)}</failure>\n    </testcase>`
}

/** What XML 1.0 cannot hold, not even as a reference, becomes the replacement character. */
function content(text: string): string {
  return wellFormed(text)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

function attribute(text: string): string {
  return content(text)
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\t', '&#9;')
}

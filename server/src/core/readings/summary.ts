import type { Check, Finding, WorkflowReport } from '@greenlight/shared/report'

/** What stands in the way, in a few words: `1 node pack, 2 models`; for a ready one what it stands on. */
export function shortSummary(report: WorkflowReport): string {
  if (report.verdict === 'unreadable') return report.problems[0]?.message ?? 'It cannot be read.'
  const blocking = report.findings.filter((finding) => finding.severity === 'blocks')
  if (blocking.length === 0) {
    const models = report.models.filter((model) => model.active && model.state === 'present').length
    return models === 0
      ? count(report.workflow.nodes, 'node')
      : `${count(report.workflow.nodes, 'node')}, ${count(models, 'model')}`
  }
  const unsure = blocking.some(cannotTell)
  return `${unsure ? 'cannot tell: ' : ''}${kinds(blocking)}`
}

/** Whether a finding says that nobody knows, rather than that something is not there. */
export function cannotTell(finding: Finding): boolean {
  return finding.kind === 'node-type-undetermined' || (finding.kind === 'model-uncertain' && finding.fix === undefined)
}

/** Which installation the reports are about. */
export function installationLine({ installation }: Check): string {
  const { root, comfyui, objectInfo, recordedAt } = installation
  const what = `ComfyUI${comfyui === null ? '' : ` ${comfyui}`}`
  const where = root === null ? '' : ` in ${root}`
  const list = {
    live: 'node types as it lists them now',
    file: 'node types from a saved answer',
    recorded: `node types as it listed them on ${recordedAt?.slice(0, 10) ?? 'an earlier day'}`,
    none: 'its list of node types is not known',
  }[objectInfo]
  return root === null && objectInfo === 'none' ? 'No ComfyUI is known.' : `${what}${where}; ${list}.`
}

/** `3 workflows: 1 ready, 2 blocked`. */
export function totalLine({ summary, reports }: Check): string {
  const counted: [string, number][] = [
    ['ready', summary.ready],
    ['fixable', summary.fixable],
    ['needs-choice', summary.needsChoice],
    ['blocked', summary.blocked],
    ['unreadable', summary.unreadable],
  ]
  const parts = counted.filter(([, number]) => number > 0).map(([word, number]) => `${number} ${word}`)
  return parts.length === 0 ? 'No workflows.' : `${count(reports.length, 'workflow')}: ${parts.join(', ')}`
}

function kinds(findings: readonly Finding[]): string {
  const of = (start: string): number => findings.filter((finding) => finding.kind.startsWith(start)).length
  const packs = findings.filter(
    (finding) => finding.fix?.endsWith('node-pack') === true && finding.fix !== 'choose-node-pack',
  ).length
  const parts: [number, string][] = [
    [packs, 'node pack'],
    [of('node-type') - packs, 'node type'],
    [of('subgraph'), 'subgraph'],
    [of('model'), 'model'],
    [of('input'), 'input'],
  ]
  return parts
    .filter(([number]) => number > 0)
    .map(([number, what]) => count(number, what))
    .join(', ')
}

function count(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`
}

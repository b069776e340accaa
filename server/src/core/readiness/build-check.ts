import type { Check, WorkflowReport } from '@greenlight/shared/report'
import type { Installed } from '../installed.js'

/** Reports of one installation as the `greenlight/check@1` document, in the order given. `digest`: `blake3:<64 hex>` of the facts. */
export function buildCheck(installed: Installed, digest: string, reports: readonly WorkflowReport[]): Check {
  const { root, comfyui, objectInfo, recordedAt } = installed
  const count = (verdict: WorkflowReport['verdict']): number =>
    reports.filter((report) => report.verdict === verdict).length
  return {
    schema: 'greenlight/check@1',
    installation: { root, comfyui, objectInfo, ...(recordedAt === null ? {} : { recordedAt }), digest },
    summary: {
      ready: count('ready'),
      fixable: count('fixable'),
      needsChoice: count('needs-choice'),
      blocked: count('blocked'),
      unreadable: count('unreadable'),
    },
    reports: [...reports],
  }
}

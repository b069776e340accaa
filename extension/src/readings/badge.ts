import type { Connection } from '../state/connection.js'
import type { ReportState } from '../state/report.js'

/** The tab's badge: the number of blocking rows; nothing when there is none, `…` while nothing is known yet, `!` without a companion. */
export function badgeText(
  connection: Connection['is'],
  report: ReportState['is'],
  findings: readonly { severity: string }[] | undefined,
): string | null {
  if (connection === 'connecting') return null
  if (connection !== 'connected') return '!'
  if (report === 'failed' && findings === undefined) return '!'
  if (findings === undefined) return report === 'inspecting' ? '…' : null
  const blocking = findings.filter(({ severity }) => severity === 'blocks').length
  return blocking === 0 ? null : String(blocking)
}

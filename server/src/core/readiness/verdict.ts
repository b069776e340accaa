import type { Finding, Verdict } from '@greenlight/shared/report'

/** What the blocking findings add up to, worst first: nothing answers one, a pick is open, every one has its action, none. */
export function verdictOf(findings: readonly Finding[]): Exclude<Verdict, 'unreadable'> {
  const blocking = findings.filter((finding) => finding.severity === 'blocks')
  if (blocking.length === 0) return 'ready'
  if (blocking.some((finding) => finding.fix === undefined)) return 'blocked'
  return blocking.some((finding) => finding.fix?.startsWith('choose-')) ? 'needs-choice' : 'fixable'
}

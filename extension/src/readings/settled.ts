import type { Answer } from '../state/report.js'

/** What blocked in the answer before and does so no more, for a moment's notice. Nothing when the two are about different workflows. */
export function settledBetween(before: Answer | null, now: Answer | null): string[] {
  if (before === null || now === null || before.subject.key !== now.subject.key) return []
  const blocking = ({ check }: Answer): string[] => (check.reports[0]?.findings ?? []).filter(({ severity }) => severity === 'blocks').map(({ subject }) => subject)
  const still = new Set(blocking(now))
  return [...new Set(blocking(before))].filter((subject) => !still.has(subject))
}

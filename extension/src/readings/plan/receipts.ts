import type { JournalLine } from '@greenlight/shared/plans'

/** What a plan made: each path once, as its last line tells it. */
export function artefactsOf(lines: readonly JournalLine[]): JournalLine['outputs'] {
  return [...new Map(lines.flatMap(({ outputs }) => outputs).map((output) => [output.path, output])).values()]
}

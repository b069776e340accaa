import type { Check } from '@greenlight/shared/report'

/** The `greenlight/check@1` document, two blanks per level, ending in a line break. The same check gives the same bytes. */
export function asJson(check: Check): string {
  return `${JSON.stringify(check, null, 2)}\n`
}

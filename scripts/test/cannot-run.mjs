import { none } from './counts.mjs'

/** In these runs a part that cannot run is a failure: a green CI has run everything. */
export const strict = process.env.CI === 'true' || process.env.GREENLIGHT_REQUIRE === 'all'

/** A part that cannot run here: named, counted and explained. */
export function cannotRun(name, why, isStrict = strict) {
  const words = [`${name} cannot run here: ${why}`]
  const counts = isStrict ? { ...none, failed: 1, failures: words } : { ...none, skipped: 1, skips: words }
  return { name, counts, output: '' }
}

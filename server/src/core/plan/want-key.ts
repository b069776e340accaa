import type { Want } from '@greenlight/shared/plans'
import { canonicalJson } from './canonical-json.js'

/** One text per want: what was found out about it is kept under this, so that no order matters. */
export function wantKey(want: Want): string {
  return canonicalJson(want)
}

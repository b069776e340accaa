import type { RegistryState } from '../registry.js'

const hour = 60 * 60 * 1000
const day = 24 * hour
/** The list of this hour and that of yesterday do not fit together page by page. */
const resumableMs = day
/** How long changes are added to one whole sweep: what the service does not count as a change is caught by the next. */
const wholeEveryMs = 7 * day

export interface SweepPlan {
  /** What the state is while no page is kept yet. */
  readonly state: RegistryState
  /** Pages that are kept belong to this very list. */
  readonly resumed: boolean
}

/**
 * What to ask of the list: the rest of one that was cut off within a day, else what changed since the last whole sweep, else
 * everything (`full`; nothing or damaged files kept; a sweep older than a week or from the future). `now` is ISO 8601.
 */
export function planSweep(
  kept: { readonly state: RegistryState | null; readonly whole: boolean },
  ask: { readonly now: string; readonly full: boolean },
): SweepPlan {
  const { state } = kept
  const isWhole = state?.since === undefined
  if (
    state !== null &&
    !state.done &&
    isWithin(state.at, ask.now, resumableMs) &&
    (isWhole || (kept.whole && !ask.full))
  ) {
    return { state, resumed: true }
  }
  const since =
    state === null || ask.full || !kept.whole ? undefined : (state.since ?? (state.done ? state.at : undefined))
  const fresh: RegistryState = { at: ask.now, page: 0, done: false }
  return {
    state: since !== undefined && isWithin(since, ask.now, wholeEveryMs) ? { ...fresh, since } : fresh,
    resumed: false,
  }
}

function isWithin(then: string, now: string, ms: number): boolean {
  const passed = Date.parse(now) - Date.parse(then)
  return passed >= 0 && passed <= ms
}

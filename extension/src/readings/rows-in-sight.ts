/** Rows of a long list that are in sight, with some beyond either edge, for a list whose rows are all of one height. */
export function rowsInSight(view: { top: number; height: number }, rowHeight: number, total: number, beyond = 10): { from: number; to: number } {
  const first = Math.floor(view.top / rowHeight) - beyond
  const last = Math.ceil((view.top + view.height) / rowHeight) + beyond
  return { from: Math.max(0, Math.min(first, total)), to: Math.min(last, total - 1) }
}

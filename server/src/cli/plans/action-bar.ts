import type { PlanRun } from '@greenlight/shared/plans'
import { printable } from '../../core/readings/printable.js'

const cells = 20

/** One line for what is at work: bar, share, rate, rest and title, cut to the width. Null when nothing counts bytes. */
export function actionBar(run: PlanRun, titles: ReadonlyMap<string, string>, width: number): string | null {
  const busy = run.actions.filter(({ state, done }) => (state === 'preparing' || state === 'running') && done !== undefined)
  const [first] = busy
  if (first === undefined) return null
  const [done, total] = [sum(busy.map((one) => one.done)), busy.every((one) => one.total !== undefined) ? sum(busy.map((one) => one.total)) : null]
  const share = total === null || total === 0 ? null : Math.min(1, done / total)
  const bar = share === null ? '' : `[${'#'.repeat(Math.floor(share * cells)).padEnd(cells, '.')}] ${Math.floor(share * 100)} % `
  const rate = sum(busy.map((one) => one.rate))
  const rest = Math.max(0, ...busy.map((one) => one.rest ?? 0))
  const speed = rate > 0 ? `${(rate / 1e6).toFixed(1)} MB/s ` : ''
  const left = rest > 0 ? `${Math.ceil(rest)} s left ` : ''
  return `${bar}${speed}${left}${printable(titles.get(first.id) ?? first.id)}${busy.length > 1 ? ` and ${busy.length - 1} more` : ''}`.slice(0, Math.max(20, width - 1))
}

function sum(numbers: readonly (number | undefined)[]): number {
  return numbers.reduce<number>((all, one) => all + (one ?? 0), 0)
}

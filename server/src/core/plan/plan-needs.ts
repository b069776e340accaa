import type { Plan, PlanWarning } from '@greenlight/shared/plans'
import { problem } from '../../problems.js'
import { compareText } from '../readiness/words.js'
import type { Draft } from './draft/draft.js'

/** What the whole plan needs, and a warning for each volume that has less. */
export function needsOf(drafts: readonly Draft[]): { readonly needs: Plan['needs']; readonly warnings: PlanWarning[] } {
  const volumes = new Map<string, { need: number; free: number | null }>()
  for (const { volume, need, free } of drafts.flatMap(({ disk }) => disk)) {
    if (need <= 0) continue
    const before = volumes.get(volume)
    volumes.set(volume, { need: (before?.need ?? 0) + need, free: least(before?.free ?? null, free) })
  }
  const disk = [...volumes].map(([volume, { need, free }]) => ({ volume, need, free })).sort((a, b) => compareText(a.volume, b.volume))
  return {
    needs: {
      bytes: drafts.reduce((sum, { action }) => sum + (action.bytes ?? 0), 0),
      hosts: [...new Set(drafts.flatMap(({ action }) => action.hosts))].sort(compareText),
      disk,
      restart: drafts.some(({ restart }) => restart !== null),
    },
    warnings: disk.flatMap(({ volume, need, free }) => {
      if (free === null || need <= free) return []
      const { code, message, hint } = problem('DISK_FULL', { path: volume, need, free })
      return [{ code, message, hint }]
    }),
  }
}

function least(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b)
}

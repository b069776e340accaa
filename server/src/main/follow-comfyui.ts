import type { Installed } from '../core/installed.js'
import type { InstallationWatch } from '../use-cases/watch-installation.js'
import type { Place } from './place.js'

/** Milliseconds. A restart must not fit between two looks: ComfyUI without node packs is back after about 4 s. */
const everyMs = 2_000

/** Looks now and then whether ComfyUI answers: `/health` must not wait for it, and a restart brings new facts. */
export function followComfyUI(place: Pick<Place, 'isUp'>, watch: Pick<InstallationWatch, 'refresh'>, now: () => number = Date.now) {
  let up = false
  /** When it was first seen to answer, of the looks since it last did not. */
  let since: number | null = null
  let timer: NodeJS.Timeout | null = null

  async function look(): Promise<void> {
    const before = up
    up = await place.isUp().catch(() => false)
    since = up ? (since ?? now()) : null
    if (up !== before) await watch.refresh().catch(() => undefined)
  }

  function next(): void {
    timer = setTimeout(() => void look().finally(next), everyMs)
    timer.unref()
  }

  return {
    isUp: () => up,
    /** Facts of the ComfyUI that answers, with the time by which it was seen to run. */
    tellSince(installed: Installed): Installed {
      if (since === null || installed.objectInfo !== 'live') return installed
      return { ...installed, runningBy: Math.min(since, installed.runningBy ?? since) }
    },
    start(): void {
      void look().finally(next)
    },
    stop(): void {
      if (timer !== null) clearTimeout(timer)
    },
  }
}

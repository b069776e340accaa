import type { Pruned } from '@greenlight/shared/plans'
import type { Engine } from '../../change/engine.js'

interface TidierParts {
  readonly engine: Pick<Engine, 'atTheDoor' | 'wait'>
  readonly prune: (dry: boolean) => Promise<Pruned>
}

/** Sweeps after a start and after each plan, one sweep at a time, and never while a plan is at work. */
export function createTidier({ engine, prune }: TidierParts) {
  let last: Promise<unknown> = Promise.resolve()
  const sweep = () => engine.atTheDoor((atWork) => (atWork.size === 0 ? prune(false) : Promise.resolve(null)))
  const soon = (act: () => Promise<unknown>): void => {
    last = Promise.all([last, act().catch(() => undefined)])
  }
  return {
    afterStart: () => soon(sweep),
    /** When the plan has come to rest; one that was only interrupted is none. */
    afterPlan: (id: string) => soon(async () => ((await engine.wait(id)).state === 'running' ? null : sweep())),
    /** Null: a plan is at work, and nothing was removed. */
    now: sweep,
    /** Resolves when nothing is swept any more. */
    async rest(): Promise<void> {
      await last
    },
  }
}

export type Tidier = ReturnType<typeof createTidier>

import type { Stamp } from '@greenlight/shared/plan-effects'
import type { Plan } from '@greenlight/shared/plans'
import type { Begun } from './begun.js'
import type { FileFact } from './compare.js'
import { effectOf } from './settle.js'

/** What a plan left at one path. */
export interface Left {
  readonly path: string
  /** null: a folder that the plan made, whatever is in it now. */
  readonly stamp: Stamp | null
  /** Its files, where the journal has them. */
  readonly files: readonly FileFact[]
}

/** The paths that a plan changed, each as its last effect there left it; places where things were only staged are left out. */
export function worldAfter(plan: Plan, begun: readonly Begun[]): Left[] {
  const world = new Map<string, Left>()
  const set = (path: string, stamp: Stamp | null, files: readonly FileFact[] = []) => world.set(path, { path, stamp, files })
  for (const one of begun) {
    const effect = effectOf(plan, one)
    if (effect === undefined || effect.do === 'packages' || effect.do === 'packages-back') continue
    if (effect.do === 'make-folder') set(effect.path, null)
    else if (effect.do === 'drop-folder' || effect.do === 'unlink') set(effect.path, { is: 'absent' })
    else if (effect.do === 'link' || effect.do === 'queue-pack') set(effect.path, one.left ?? { is: 'other' }, one.outputs)
    else {
      if (effect.as === 'place') world.delete(effect.from)
      else set(effect.from, { is: 'absent' })
      set(effect.to, one.left ?? { is: 'other' }, one.outputs)
    }
  }
  return [...world.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

import type { Effect, Preparation } from '@greenlight/shared/plan-effects'
import type { PlanAction } from '@greenlight/shared/plans'

/** Paths that an effect changes, in the order of its fields; of packages the interpreter stands for all that belongs to it. */
export function placesOf(effect: Effect): string[] {
  if (effect.do === 'move') return [effect.from, effect.to]
  return 'path' in effect ? [effect.path] : [effect.python]
}

/** Where a preparation makes what effects put in place. */
export function stagingOf(preparation: Preparation): string {
  return preparation.prepare === 'download' ? preparation.part : preparation.to
}

/** All that an action makes under staging names; what ComfyUI-Manager brought and was taken back lies there as a pack that was unpacked does. */
export function stagedBy({ prepare, effects }: Pick<PlanAction, 'effects' | 'prepare'>): Preparation[] {
  return [...prepare, ...effects.flatMap((effect): Preparation[] => (effect.do === 'queue-pack' ? [{ prepare: 'unpack', shelf: effect.shelf, to: effect.staging, marks: [] }] : []))]
}

/** Whether `path` lies below `folder`; both absolute, either separator. */
export function liesBelow(path: string, folder: string): boolean {
  return path.length > folder.length && path.startsWith(folder) && /[/\\]/.test(path[folder.length] ?? '')
}

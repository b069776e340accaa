import type { Effect } from '@greenlight/shared/plan-effects'

type Move = Extract<Effect, { do: 'move' }>

const backwards: Readonly<Record<Move['as'], Move['as']>> = { move: 'move', place: 'move', restore: 'trash', trash: 'restore' }

/**
 * The effect that makes undone what this one did; of the inverse it is the effect itself again (but a `place`, and a queued pack, comes back
 * as `move`).
 */
export function inverseOf(effect: Effect): Effect {
  switch (effect.do) {
    case 'make-folder':
      return { do: 'drop-folder', path: effect.path }
    case 'drop-folder':
      return { do: 'make-folder', path: effect.path }
    case 'move':
      return { do: 'move', from: effect.to, to: effect.from, as: backwards[effect.as] }
    case 'link':
      return { ...effect, do: 'unlink' }
    case 'unlink':
      return { ...effect, do: 'link' }
    case 'packages':
      return { ...effect, do: 'packages-back' }
    case 'packages-back':
      return { ...effect, do: 'packages' }
    case 'queue-pack':
      return { do: 'move', from: effect.path, to: effect.staging, as: 'move' }
  }
}

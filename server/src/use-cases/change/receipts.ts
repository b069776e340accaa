import type { Effect, Stamp } from '@greenlight/shared/plan-effects'
import type { JournalLine, Plan, PlanAction } from '@greenlight/shared/plans'
import { actionWord } from '../../core/change/action-words.js'
import type { Begun } from '../../core/change/begun.js'
import type { EngineParts } from './engine.js'

/** One effect of a plan, about to be done or taken back. */
export interface Step {
  readonly plan: Plan
  readonly action: PlanAction
  readonly effect: Effect
  /** Its number in the action. */
  readonly at: number
  readonly actor: string
}

interface Done {
  readonly left: Stamp | null
  readonly outputs: JournalLine['outputs']
}

/** What it takes away exists before, what it makes exists after. */
function takesAway(effect: Effect): boolean {
  return effect.do === 'drop-folder' || effect.do === 'unlink' || (effect.do === 'move' && effect.as === 'trash')
}

/** The lines of one effect (requirements.md 6.9): one before, on the disk before anything is done, and one after. `compensates`: a line of the plan that is undone. */
export function receiptsOf({ journal }: EngineParts, { plan, action, effect, at, actor }: Step, compensates: number | null) {
  const taking = takesAway(effect)
  const line = (inputs: object, exists: { pre: boolean | null; post: boolean | null }, outputs: JournalLine['outputs'], of: number | null) =>
    journal.append({
      actor,
      action_type: of === null ? actionWord(action.kind, effect, plan.undoes !== null) : 'compensate',
      plan_id: plan.id,
      inputs: { action: action.id, effect: at, ...inputs },
      outputs,
      pre_exists: exists.pre,
      post_exists: exists.post,
      ...(of === null ? {} : { compensates: of }),
    })
  return {
    intent: () => line({ phase: 'intent', ...effect }, { pre: taking, post: null }, [], compensates),
    done: ({ left, outputs }: Done) => line({ phase: 'done', ...effect, left }, { pre: taking, post: !taking }, outputs, compensates),
    backIntent: (begun: Begun) => line({ phase: 'intent', back: true, ...effect }, { pre: !taking, post: null }, [], begun.seq),
    backDone: (begun: Begun) => line({ phase: 'done', back: true, ...effect }, { pre: !taking, post: taking }, [], begun.seq),
  }
}

/** A line about the plan as a whole: `plan.approve`, `token.consume`, `plan.stop`, `plan.end`. */
export function tellPlan({ journal }: EngineParts, plan: Plan, actor: string, action_type: string, inputs: Record<string, unknown>): Promise<JournalLine> {
  return journal.append({ actor, action_type, plan_id: plan.id, inputs: { digest: plan.digest, ...inputs }, outputs: [], pre_exists: null, post_exists: null })
}

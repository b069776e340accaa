import type { Effect, Stamp } from '@greenlight/shared/plan-effects'
import type { Plan } from '@greenlight/shared/plans'
import type { Begun } from '../../core/change/begun.js'
import { worldAfter } from '../../core/change/expected-world.js'
import { invertPlan, type Present } from '../../core/change/invert-plan.js'
import { freshRun } from '../../core/change/run.js'
import { effectOf } from '../../core/change/settle.js'
import { sealPlan } from '../../core/plan/seal-plan.js'
import { ProblemError } from '../../problems.js'
import { lookAt } from './carry-effect.js'
import { begunOf } from './do-group.js'
import { restOf, type Room, timeOf } from './room.js'

/** Most differences told in one sentence. */
const most = 5

/** The plan that takes this one back, from the journal and from what is there now; stored, not approved. */
export async function invert(room: Room, id: string): Promise<Plan> {
  const { parts } = room
  await restOf(room, id)
  const { plan, run } = await parts.plans.read(id)
  const because = room.live.has(id) || run.state === 'running' ? 'it is still at work' : run.undoneBy !== null ? `plan ${run.undoneBy} took it back already` : run.undoable ? null : 'it changed nothing'
  if (because !== null) throw new ProblemError('PLAN_NOT_UNDOABLE', { plan: id, because })
  const halfway = await undoHalfway(room, id)
  if (halfway !== null) return halfway
  const begun = await begunOf(room, id)
  const { digest: policy } = await parts.policy.read()
  const undo = parts.newId()
  const { plan: unsealed, conflicts } = invertPlan(plan, run, begun, await readPresent(room, plan, begun), {
    policy,
    trashPlace: (from) => parts.trashPlace({ from, plan: undo }),
  })
  const all = [...conflicts, ...(await packageConflicts(room, plan, begun))]
  if (all.length > 0) {
    const more = all.length > most ? ` and ${all.length - most} more` : ''
    throw new ProblemError('UNDO_CONFLICT', { plan: id, because: all.slice(0, most).join('; ') + more })
  }
  const sealed = sealPlan(unsealed, undo, parts.sha256)
  await parts.plans.store({ plan: sealed, run: freshRun(sealed), createdAt: timeOf(room) }, { plan: parts.texts.plan(sealed), files: new Map(), diffs: new Map() })
  return sealed
}

/** An undo that failed or was cancelled after it took a part back: it is the one to go on with, for its rest is all that is left to do. */
async function undoHalfway({ parts }: Room, id: string): Promise<Plan | null> {
  const { kept } = await parts.plans.list()
  return kept.find(({ plan, run }) => plan.undoes === id && (run.state === 'failed' || run.state === 'cancelled') && run.undoable)?.plan ?? null
}

async function readPresent({ parts: { disk } }: Room, plan: Plan, begun: readonly Begun[]): Promise<Present> {
  const [stamps, files, names] = [new Map<string, Stamp>(), new Map<string, { path: string; size: number; sha256: string }[]>(), new Map<string, readonly string[]>()]
  for (const { path, stamp } of worldAfter(plan, begun)) {
    const is = stamp === null ? await disk.names(path).then((below) => ({ below })) : await disk.stamp(path)
    if ('below' in is) {
      names.set(path, is.below)
      stamps.set(path, { is: 'folder', digest: '' })
    } else {
      stamps.set(path, is)
      const found = stamp?.is === 'folder' && is.is === 'folder' && stamp.digest !== is.digest ? await disk.files(path) : null
      if (found !== null) files.set(path, [...found])
    }
  }
  return { stamps, files, names }
}

async function packageConflicts({ parts }: Room, plan: Plan, begun: readonly Begun[]): Promise<string[]> {
  const found: string[] = []
  for (const one of begun) {
    const effect: Effect | undefined = effectOf(plan, one)
    if (effect?.do !== 'packages' && effect?.do !== 'packages-back') continue
    if ((await lookAt(parts, effect)) !== 'after') found.push(`the packages of ${effect.python} are not as the plan left them`)
  }
  return found
}

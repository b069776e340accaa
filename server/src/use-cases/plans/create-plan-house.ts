import type { Plan, PlanDocument, Proposed } from '@greenlight/shared/plans'
import type { Approvals, Journal, KeptPlan, PlanBook, TrashBin } from '../../core/change-ports.js'
import { planMarkdown } from '../../core/readings/plan-text.js'
import type { LeftoverPlaces } from '../../core/leftover-ports.js'
import { ProblemError } from '../../problems.js'
import type { Engine } from '../change/engine.js'
import type { By, PlanHouse } from './plan-house.js'
import { createTidier, type Tidier } from './prune/create-tidier.js'
import { dropReplaced } from './prune/drop-replaced.js'
import { prunePlans } from './prune/prune-plans.js'
import type { RunBoard } from './run-board.js'

export interface PlanHouseParts {
  readonly engine: Engine
  readonly plans: PlanBook
  readonly approvals: Pick<Approvals, 'ofTerminal'>
  readonly journal: Journal
  readonly trash: TrashBin
  readonly board: Pick<RunBoard, 'listen' | 'newest'>
  readonly propose: PlanHouse['propose']
  readonly places: LeftoverPlaces
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Held from the first change on; another process that holds it is STATE_FOLDER_BUSY. */
  readonly takeLock: () => Promise<void>
  /** Root of the installation that is looked after. */
  readonly root: () => string | null
  readonly close: () => Promise<void>
}

/** What the handlers and the commands do with plans; every change goes through the engine, under the lock. */
export function createPlanHouse({ engine, plans, approvals, journal, trash, board, propose, places, now: clock, takeLock, root, close }: PlanHouseParts): PlanHouse & { readonly tidier: Tidier } {
  const pruning = { plans, journal, places, now: clock }
  const tidier = createTidier({ engine, prune: (dry) => prunePlans(pruning, dry) })
  /** The new plan is there and can be read: that an older draft stays a while is no reason to refuse it. */
  const inPlaceOf = async <T extends { readonly plan: Plan }>(made: T, replaces?: string): Promise<T> => {
    await engine.atTheDoor(() => dropReplaced(pruning, made.plan, replaces)).catch(() => undefined)
    return made
  }
  const proposed = (plan: Plan): Proposed => ({ plan, open: [], text: planMarkdown(plan) })
  const now = (kept: KeptPlan): KeptPlan => ({ ...kept, run: board.newest(kept.plan.id, kept.run) })
  return {
    tidier,
    propose: async (request, options) => inPlaceOf(await propose(request, options), request.replaces),
    async list() {
      const { kept, problems } = await plans.list()
      return { schema: 'greenlight/plans@1', plans: kept.map((one) => rowOf(now(one))), ...(problems.length === 0 ? {} : { problems: [...problems] }) }
    },
    show: async (id) => documentOf(now(await plans.read(id))),
    plan: async (id) => (await plans.read(id)).plan,
    async approve(id, digest, { by, ticks }) {
      const { plan } = await plans.read(id)
      if (plan.tier !== 'data' && by.tier !== 'all') throw new ProblemError('APPROVAL_NEEDS_OWNER', { plan: id })
      await takeLock()
      const { token, expiresAt } = await engine.approve(id, digest, { actor: by.actor, ticks, keepForTerminal: by.actor === 'cli' })
      return { approval: token, expiresAt }
    },
    async apply(id, approval, by) {
      const { plan } = await plans.read(id)
      // To go on with code that somebody else approved is for the same people as to approve it.
      if (approval === null && by.tier !== 'all' && plan.tier !== 'data') throw new ProblemError('APPROVAL_MISSING', { plan: id })
      if (plan.installation !== root()) throw new ProblemError('PLAN_OTHER_INSTALLATION', { plan: id, root: plan.installation ?? 'none', here: root() ?? 'none' })
      await takeLock()
      const run = await engine.apply(id, await tokenFor(id, approval, by), { actor: by.actor })
      tidier.afterPlan(id)
      return run
    },
    async wait(id, onRun) {
      const stop = onRun === undefined ? () => undefined : board.listen(id, onRun)
      return engine.wait(id).finally(stop)
    },
    cancel: (id) => engine.cancel(id),
    async showAgain(id) {
      await takeLock()
      return engine.showAgain(id)
    },
    async undo(id) {
      await takeLock()
      return inPlaceOf(proposed(await engine.invert(id)))
    },
    journal: async (filter) => ({ schema: 'greenlight/journal@1', lines: [...(await journal.read({ ...filter, most: 1000 }))] }),
    verifyJournal: () => journal.verify(),
    trash: () => trash.list(),
    async purge(entries) {
      await takeLock()
      await trash.purge(entries)
      return trash.list()
    },
    installation: async () => root(),
    async prune(dry) {
      if (dry) return prunePlans(pruning, true)
      await takeLock()
      return (await tidier.now()) ?? prunePlans(pruning, true)
    },
    close,
  }

  /** The terminal keeps its own token with the plan, so that `apply` names only the plan. */
  async function tokenFor(id: string, approval: string | null, by: By): Promise<string | null> {
    return approval === null && by.actor === 'cli' ? approvals.ofTerminal(id) : approval
  }
}

function rowOf({ plan, run, createdAt }: KeptPlan) {
  const { id, title, tier, undoes } = plan
  return { id, title, createdAt, state: run.state, tier, actions: plan.actions.length, bytes: plan.needs.bytes, undoes, undoable: run.undoable }
}

function documentOf({ plan, run, createdAt }: KeptPlan): PlanDocument {
  return { plan, run, createdAt, text: planMarkdown(plan) }
}

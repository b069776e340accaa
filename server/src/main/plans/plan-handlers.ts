import type { Handlers } from '../../http/handlers.js'
import type { By, PlanHouse } from '../../use-cases/plans/plan-house.js'
import type { Call } from '../../http/handlers.js'

export type PlanHandlers = Pick<Handlers, 'applyPlan' | 'approvePlan' | 'cancelPlan' | 'journal' | 'plan' | 'plans' | 'proposePlan' | 'prunePlans' | 'purgeTrash' | 'showPlan' | 'trash' | 'undoPlan'>

/** Everything behind plans is opened with the first question about them. */
export function createPlanHandlers(house: () => Promise<PlanHouse>): PlanHandlers {
  return {
    applyPlan: async ({ params, body, tier }) => (await house()).apply(params.id, body.approval ?? null, callerOf(tier, body.terminal)),
    approvePlan: async ({ params, body, tier }) => (await house()).approve(params.id, body.digest, { by: callerOf(tier, body.terminal), ticks: body.ticks ?? [] }),
    cancelPlan: async ({ params }) => (await house()).cancel(params.id),
    journal: async ({ query }) => {
      const after = query.after === undefined ? NaN : Number(query.after)
      return (await house()).journal({ ...(query.plan === undefined ? {} : { plan: query.plan }), ...(Number.isSafeInteger(after) ? { after } : {}) })
    },
    plan: async ({ params }) => (await house()).show(params.id),
    plans: async () => (await house()).list(),
    proposePlan: async ({ body, signal, tier }) => (await house()).propose(body, { signal, by: callerOf(tier) }),
    prunePlans: async ({ body }) => (await house()).prune(body.dry),
    purgeTrash: async ({ body }) => (await house()).purge(body.entries),
    showPlan: async ({ params }) => (await house()).showAgain(params.id),
    trash: async () => (await house()).trash(),
    undoPlan: async ({ params }) => (await house()).undo(params.id),
  }
}

/** The terminal's word counts only under a token that may do everything. */
function callerOf(tier: Call<'plans'>['tier'], terminal?: true): By {
  if (tier !== 'all') return { actor: 'user', tier: 'panel' }
  return { actor: terminal === true ? 'cli' : 'user', tier: 'all' }
}

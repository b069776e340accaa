import { setTimeout as pause } from 'node:timers/promises'
import { type Endpoint, endpoints } from '@greenlight/shared/api'
import { ProblemSchema } from '@greenlight/shared/problem'
import * as v from 'valibot'
import type { Egress } from '../../core/ports.js'
import { parseForeignJson } from '../../core/workflow/json.js'
import { ProblemError } from '../../problems.js'
import type { PlanHouse } from '../../use-cases/plans/plan-house.js'

interface RemoteOptions {
  /** Of the running sidecar: `http://127.0.0.1:8189`. */
  readonly url: string
  readonly token: string
  readonly egress: Egress
  readonly signal: AbortSignal
}

const patience = { timeoutMs: 600_000, maxBytes: 64 * 1024 * 1024 }
const everyMs = 200
const resting: ReadonlySet<string> = new Set(['applied', 'cancelled', 'failed', 'rolled-back', 'verified'])

/** Plans as the running sidecar keeps and carries them out: this process asks, that one writes. Proposing stays with this one. */
export function remotePlans({ url, token, egress, signal }: RemoteOptions): Omit<PlanHouse, 'propose' | 'verifyJournal'> {
  async function ask<E extends Endpoint>(endpoint: E, params: Record<string, string> = {}, body?: unknown): Promise<v.InferOutput<E['reply']>> {
    const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
    const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const answer = await egress.fetch(`${url}${path}`, { method: endpoint.method, headers, signal, ...(body === undefined ? {} : { body: JSON.stringify(body) }), ...patience }).catch((error: unknown) => {
      signal.throwIfAborted()
      // The way out takes every program on this machine for a ComfyUI.
      throw error instanceof ProblemError ? new ProblemError('COMPANION_GONE', { url, because: /\(([^()]+)\)/.exec(error.problem.message)?.[1] }, { cause: error }) : error
    })
    const parsed = parseForeignJson(new TextDecoder().decode(answer.bytes))
    const told = parsed.ok ? v.safeParse(ProblemSchema, parsed.value) : null
    if (answer.status !== 200 && told?.success === true) throw new ProblemError(told.output)
    const reply = parsed.ok ? v.safeParse(endpoint.reply, parsed.value) : null
    if (answer.status !== 200 || reply?.success !== true) throw new ProblemError('STATE_FOLDER_BUSY', { holder: `the companion at ${url}, whose answer cannot be read` })
    return reply.output
  }

  const show = (id: string) => ask(endpoints.plan, { id })
  return {
    list: () => ask(endpoints.plans),
    show,
    plan: async (id) => (await show(id)).plan,
    approve: (id, digest, { ticks }) => ask(endpoints.approvePlan, { id }, { digest, ticks: [...ticks], terminal: true }),
    apply: (id, approval) => ask(endpoints.applyPlan, { id }, approval === null ? { terminal: true } : { approval }),
    async wait(id, onRun) {
      for (let waitMs = 20; ; waitMs = Math.min(everyMs, waitMs * 2)) {
        const { run } = await show(id)
        onRun?.(run)
        if (resting.has(run.state)) return run
        await pause(waitMs, undefined, { signal })
      }
    },
    cancel: (id) => ask(endpoints.cancelPlan, { id }, {}),
    showAgain: (id) => ask(endpoints.showPlan, { id }, {}),
    undo: (id) => ask(endpoints.undoPlan, { id }, {}),
    journal: ({ plan, after }) => {
      const query = new URLSearchParams({ ...(plan === undefined ? {} : { plan }), ...(after === undefined ? {} : { after: String(after) }) })
      return ask({ ...endpoints.journal, path: query.size === 0 ? '/journal' : `/journal?${query.toString()}` })
    },
    trash: () => ask(endpoints.trash),
    purge: (entries) => ask(endpoints.purgeTrash, {}, { entries: [...entries] }),
    installation: async () => (await ask(endpoints.ready)).installation,
    prune: (dry) => ask(endpoints.prunePlans, {}, { dry }),
    close: () => Promise.resolve(),
  }
}

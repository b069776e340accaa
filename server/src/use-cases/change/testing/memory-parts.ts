import type { JournalLine } from '@greenlight/shared/plans'
import type { Approvals, Journal, KeptPlan, PlanBook } from '../../../core/change-ports.js'
import { ProblemError } from '../../../problems.js'

/** Receipts, plans and approvals as tests hold them: as long as the object lives, so that a second engine over it is a second start. */
export function memoryJournal(): Journal & { readonly lines: JournalLine[]; fail: (entry: { readonly action_type: string; readonly inputs: Record<string, unknown> }) => boolean } {
  const lines: JournalLine[] = []
  return {
    lines,
    fail: () => false,
    async append(entry) {
      if (this.fail(entry)) throw new ProblemError('DISK_FULL', { path: 'journal.jsonl' })
      const line: JournalLine = JSON.parse(JSON.stringify({ seq: lines.length + 1, ts: '2026-01-01T00:00:00.000Z', prev: '', ...entry }))
      lines.push(line)
      return line
    },
    read: async ({ plan, after = 0 } = {}) => lines.filter((line) => line.seq > after && (plan === undefined || line.plan_id === plan)),
    verify: async () => ({ lines: lines.length, torn: 0, damaged: null }),
  }
}

export function memoryPlans(): PlanBook & { readonly files: Map<string, Uint8Array> } {
  const kept = new Map<string, KeptPlan>()
  const files = new Map<string, Uint8Array>()
  const find = (id: string): KeptPlan => {
    const found = kept.get(id)
    if (found === undefined) throw new ProblemError('PLAN_NOT_FOUND', { plan: id })
    return found
  }
  return {
    files,
    async store(one, texts) {
      kept.set(one.plan.id, structuredClone(one))
      for (const [name, bytes] of texts.files) files.set(`${one.plan.id}/${name}`, bytes)
    },
    read: async (id) => structuredClone(find(id)),
    list: async () => ({ kept: [...kept.values()].reverse().map((one) => structuredClone(one)), problems: [] }),
    async saveRun(id, run) {
      kept.set(id, { ...find(id), run: structuredClone(run) })
    },
    async file(id, name) {
      const bytes = files.get(`${id}/${name}`)
      if (bytes === undefined) throw new ProblemError('PLAN_UNREADABLE', { plan: id, because: `${name} is not there` })
      return bytes
    },
    folder: () => Promise.reject(new ProblemError('PLAN_UNWRITABLE', { path: 'none', because: 'not in this test' })),
  }
}

export function memoryApprovals(now: () => number): Approvals {
  const tokens = new Map<string, { plan: string; digest: string; until: number; used: boolean; operator: string; ticks: readonly string[]; terminal: boolean }>()
  return {
    async mint({ plan, digest, operator, ticks, keepForTerminal }) {
      const token = `approve:${plan}:${tokens.size}`
      tokens.set(token, { plan, digest, until: now() + 1_800_000, used: false, operator, ticks, terminal: keepForTerminal })
      return { token, expiresAt: new Date(now() + 1_800_000).toISOString() }
    },
    async spend(token, { plan, digest }) {
      const found = token === null ? undefined : tokens.get(token)
      if (token === null) return { ok: false, state: 'token-missing' }
      if (found?.plan !== plan) return { ok: false, state: 'token-unknown' }
      if (found.used) return { ok: false, state: 'token-used' }
      if (now() > found.until) return { ok: false, state: 'token-expired' }
      if (found.digest !== digest) return { ok: false, state: 'plan-changed' }
      found.used = true
      return { ok: true, masked: `approve:${plan}:***`, operator: found.operator, ticks: found.ticks }
    },
    ofTerminal: async (plan) => [...tokens].find(([, one]) => one.plan === plan && one.terminal && !one.used)?.[0] ?? null,
    async revoke(plan) {
      for (const [token, one] of tokens) if (one.plan === plan) tokens.delete(token)
    },
  }
}

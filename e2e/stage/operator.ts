import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Plan, PlanDocument, Want } from '@greenlight/shared/plans'
import type { Sidecar } from './sidecar.ts'

/** Asks a running sidecar what a command in a terminal would: with the operator's token. `body`: a POST. Throws with the answer where it refuses. */
export type Ask = <T>(path: string, body?: unknown) => Promise<T>

export function asOperator({ pageUrl }: Pick<Sidecar, 'pageUrl'>, state: string): Ask {
  const operator = readFileSync(join(state, 'operator.token'), 'utf8').trim()
  const headers = { Authorization: `Bearer ${operator}`, 'Content-Type': 'application/json' }
  return async <T>(path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(new URL(path, pageUrl), { headers, ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
}

export async function propose(ask: Ask, ...wants: Want[]): Promise<Plan> {
  const { plan } = await ask<{ plan: Plan }>('/plans', { wants })
  expect(plan.actions, JSON.stringify(plan.warnings)).not.toEqual([])
  return plan
}

/** Approves everything that it asks and waits for its end. */
export async function carryOut(ask: Ask, { id, digest, actions }: Plan): Promise<void> {
  const ticks = actions.flatMap((action) => action.ticks.map(({ key }) => key))
  const { approval } = await ask<{ approval: string }>(`/plans/${id}/approve`, { digest, ticks })
  await ask(`/plans/${id}/apply`, { approval })
  await expect.poll(async () => (await ask<PlanDocument>(`/plans/${id}`)).run.state).toMatch(/^(applied|verified)$/)
}

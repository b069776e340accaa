import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Plan } from '@greenlight/shared/plans'
import type { Installation } from '../installation.ts'
import { asOperator, propose } from '../operator.ts'
import type { Sidecar } from '../sidecar.ts'
import { treeOf } from '../tree.ts'
import type { Target } from './attack.ts'

export interface Besieged {
  pageUrl: string
  /** A plan that is ready to be approved: what an attacker would most like to press. */
  plan: Plan
  /** Every route of the table. */
  routes: Target[]
  /** Nothing was changed, nothing begun, nothing kept. */
  expectUntouched(): Promise<void>
}

/** A sidecar with something to lose. */
export async function besiege({ root, state }: Installation, { pageUrl }: Sidecar): Promise<Besieged> {
  const ask = asOperator({ pageUrl }, state)
  const from = join(root, 'models', 'checkpoints', 'misplaced-vae.safetensors')
  const plan = await propose(ask, { want: 'move-model', from, directory: 'vae', name: 'misplaced-vae.safetensors', nodes: [] })
  expect({ tier: plan.tier, actions: plan.actions.length }).toEqual({ tier: 'data', actions: 1 })
  const { paths } = await ask<{ paths: Record<string, Record<string, unknown>> }>('/openapi.json')
  const routes = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: path.replace('{id}', plan.id) })))
  expect(routes.filter(({ method }) => method === 'POST').length).toBeGreaterThan(10)
  expect(routes.filter(({ path }) => /[{:]/.test(path))).toEqual([])
  const tree = treeOf(root)
  return {
    ...{ pageUrl, plan, routes },
    async expectUntouched() {
      const { run } = await ask<{ run: { state: string } }>(`/plans/${plan.id}`)
      expect(run.state).toBe('draft')
      expect((await ask<{ lines: unknown[] }>('/journal')).lines).toEqual([])
      expect((await ask<{ plans: unknown[] }>('/plans')).plans).toHaveLength(1)
      expect(treeOf(root)).toEqual(tree)
      expect(existsSync(from)).toBe(true)
      expect(readdirSync(state).filter((name) => ['decisions.yaml', 'sources.yaml', 'approvals', 'trash'].includes(name))).toEqual([])
    },
  }
}

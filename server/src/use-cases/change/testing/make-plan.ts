import { createHash } from 'node:crypto'
import type { Effect, Postcondition, Precondition, Preparation } from '@greenlight/shared/plan-effects'
import type { Plan, PlanAction } from '@greenlight/shared/plans'
import { placesOf } from '../../../core/change/places.js'
import { sealPlan } from '../../../core/plan/seal-plan.js'

export const sha256 = (text: string | Uint8Array): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

let made = 0

/** Ids as ULIDs are: 26 letters, the first ten tell plans apart that are made at different times. */
export function nextId(): string {
  made += 1
  return `01${String(made).padStart(8, '0')}0000000000000000`
}

export interface Wanted {
  readonly kind?: PlanAction['kind']
  readonly group?: string
  readonly tier?: PlanAction['tier']
  readonly ticks?: PlanAction['ticks']
  readonly prepare?: readonly Preparation[]
  readonly effects?: readonly Effect[]
  readonly checks?: readonly Postcondition[]
  readonly canvas?: PlanAction['canvas']
}

/** A sealed plan of these actions, one group each unless named. */
export function makePlan(id: string, wanted: readonly Wanted[], facts: { readonly preconditions?: readonly Precondition[]; readonly policy?: string } = {}): Plan {
  const actions = wanted.map((one, at): PlanAction => {
    const effects = [...(one.effects ?? [])]
    return {
      id: `a${at + 1}`,
      kind: one.kind ?? 'move-model',
      group: one.group ?? `g${at + 1}`,
      tier: one.tier ?? 'data',
      title: `Action ${at + 1}`,
      subject: `subject ${at + 1}`,
      touches: [...new Set(effects.flatMap(placesOf))].sort(),
      before: ['before'],
      after: ['after'],
      evidence: [],
      undo: 'exact',
      hosts: [],
      ticks: [...(one.ticks ?? [])],
      prepare: [...(one.prepare ?? [])],
      effects,
      checks: [...(one.checks ?? [])],
      ...(one.canvas === undefined ? {} : { canvas: one.canvas }),
    }
  })
  return sealPlan(
    {
      schema: 'greenlight/plan@1',
      version: 1,
      title: 'A plan',
      workflow: null,
      installation: null,
      undoes: null,
      tier: actions.some(({ tier }) => tier === 'destructive') ? 'destructive' : actions.some(({ tier }) => tier === 'code') ? 'code' : 'data',
      actions,
      needs: { bytes: 0, hosts: [], disk: [], restart: false },
      warnings: [],
      preconditions: [...(facts.preconditions ?? [])],
      policy: facts.policy ?? 'sha256:policy',
    },
    id,
    sha256,
  )
}

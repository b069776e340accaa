import { createHash } from 'node:crypto'
import type { Plan, PlanRun } from '@greenlight/shared/plans'
import type { KeptPlan } from '../../../../core/change-ports.js'
import { digestOf, sealPlan } from '../../../../core/plan/seal-plan.js'
import { redact } from '../../../../core/redact/redact.js'
import { createPlanBook } from '../plan-book.js'

const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

export const sampleId = '01ARYZ6S415555555555555555'

export function sampleRun(state: PlanRun['state'] = 'draft', action: PlanRun['actions'][number]['state'] = 'waiting'): PlanRun {
  return { state, actions: [{ id: 'a1', state: action, checks: [] }], begunAt: null, endedAt: null, restart: false, undoable: false, undoneBy: null }
}

/** A plan that downloads one model; `title` tells it from another. */
export function samplePlan(id = sampleId, title = 'Make "Größe 模型" ready', createdAt = '2026-01-31T12:00:00.000Z'): KeptPlan {
  const plan: Plan = sealPlan(
    {
      schema: 'greenlight/plan@1',
      version: 1,
      title,
      installation: '/ComfyUI',
      workflow: { path: 'C:\\flows\\a b.json', digest: sha256('flow') },
      undoes: null,
      tier: 'data',
      actions: [
        {
          id: 'a1', kind: 'download-model', group: 'g1', tier: 'data', title: 'Download x', subject: 'x.safetensors', touches: ['/m/x'], before: [], after: [],
          evidence: [], undo: 'It is taken away.', bytes: 12, hosts: ['h'], ticks: [],
          prepare: [{ prepare: 'download', url: 'https://h/x', part: '/m/.x.part', size: 12, sha256: null, blake3: null, directory: 'loras', name: 'x' }],
          effects: [{ do: 'move', from: '/m/.x.part', to: '/m/x', as: 'place' }],
          checks: [{ check: 'file', path: '/m/x', size: 12, sha256: null, blake3: null }],
        },
      ],
      needs: { bytes: 12, hosts: ['h'], disk: [{ volume: '/', need: 12, free: null }], restart: false },
      warnings: [],
      preconditions: [{ of: 'path', path: '/m/x', stamp: { is: 'absent' } }],
      policy: sha256('policy'),
    },
    id,
    sha256,
  )
  return { plan, run: sampleRun(), createdAt }
}

export const texts = { plan: '# Plan\n', files: new Map<string, Uint8Array>(), diffs: new Map<string, string>() }

/** The book of a state folder as the program makes it. */
export function openBook(state: string, now = () => Date.UTC(2026, 0, 31, 12)) {
  return createPlanBook(state, { now, digestOf: (plan) => digestOf(plan, sha256), redact: (value) => redact(value, ['CANARY']) })
}

import type { Pinia } from 'pinia'
import type { Check } from '@greenlight/shared/report'
import type { Told } from '../sidecar/told.js'
import type { ConnectionEvent } from '../state/connection.js'
import { usePlanStore } from '../stores/plan.js'
import { decidedBefore, openPacksCheck } from './fixtures-packs.js'
import { applied, codePlan, conflict, dataPlan, failed, manyPlan, openChoices, planId, planList, propose, receipts, running, shortPlan, trash, undoCodePlan, undoPlan, verified } from './fixtures-plans.js'
import { blockedCheck, readyCheck } from './fixtures.js'
import { refuse, type Scene } from './scene.js'

/** Pictures of plans, from the asking to the trash. */
const greeted: ConnectionEvent = { type: 'greeted', protocol: 1, version: '0.1.0', installation: '/opt/ComfyUI', page: 'http://127.0.0.1:8189/' }
const blocked: (Told<Check> | null)[] = [{ ok: true, value: blockedCheck }]
const ready: (Told<Check> | null)[] = [{ ok: true, value: blockedCheck }, { ok: true, value: readyCheck }]
const off = { schema: 'greenlight/sources@1', sources: [], ledger: [] }
const always = { sources: off, plans: planList, journal: receipts }

type Then = NonNullable<Scene['then']>
const resolve: Then = (pinia) => usePlanStore(pinia).resolve(null)
const open: Then = (pinia) => usePlanStore(pinia).open(planId)

async function approve(pinia: Pinia): Promise<void> {
  await usePlanStore(pinia).resolve(null)
  await usePlanStore(pinia).approve()
}

function scene(name: string, told: Record<string, unknown>, then: Then, more: Partial<Scene> = {}): Scene {
  return { name, connection: greeted, answers: blocked, told: { ...always, ...told }, then, ...more }
}

const approval = { approval: `approve:${planId}:n`, expiresAt: '2026-11-21T10:30:00.000Z' }
const stale = { code: 'PLAN_STALE', message: `Something changed since plan ${planId} was made: /opt/ComfyUI/models/insightface/antelope-v2-face-landmarks-1k3d68.onnx is there now, and was not.`, hint: 'Make the plan again; it takes what is there now.' }
const expired = { code: 'APPROVAL_EXPIRED', message: `The approval of plan ${planId} has expired.`, hint: 'Read the plan again and approve it; an approval holds for 30 minutes.' }

export const planScenes: Scene[] = [
  scene('plan-proposing', { proposePlan: null }, resolve),
  scene('plan-choosing', { proposePlan: propose(dataPlan, openChoices), decide: decidedBefore }, resolve, { answers: [{ ok: true, value: openPacksCheck }] }),
  scene('plan-conflict', { proposePlan: propose(dataPlan, [conflict]) }, resolve),
  scene('plan-data', { proposePlan: propose(dataPlan, openChoices.slice(2).map((one) => ({ ...one, options: [] }))) }, resolve),
  scene('plan-code', { proposePlan: propose(codePlan) }, resolve),
  scene('plan-code-owner', { proposePlan: propose(codePlan) }, resolve, { owner: true }),
  scene('plan-many', { proposePlan: propose(manyPlan) }, resolve, { owner: true }),
  scene('plan-short-of-space', { proposePlan: propose(shortPlan) }, resolve),
  scene('plan-nothing', { proposePlan: propose({ ...dataPlan, actions: [] }, openChoices.slice(2).map((one) => ({ ...one, options: [] }))) }, resolve),
  scene('plan-settled-already', { proposePlan: propose({ ...dataPlan, actions: [] }) }, resolve),
  scene('plan-source-off', { proposePlan: propose({ ...dataPlan, actions: [], warnings: [{ code: 'SOURCE_OFF', message: 'comfy-registry is not asked: this source is switched off.', hint: 'To allow it: greenlight sources comfy-registry ask (or on). Nothing was sent.' }] }) }, resolve),
  scene('plan-approving', { proposePlan: propose(dataPlan), approvePlan: null }, approve),
  scene('plan-refused', { proposePlan: refuse({ code: 'STATE_FOLDER_BUSY', message: 'Another Greenlight writes to the state folder: process 4711.', hint: 'Wait until it is done, or stop it.' }, 409) }, resolve),
  scene('plan-stale', { proposePlan: propose(dataPlan), approvePlan: refuse(stale, 409) }, approve),
  scene('plan-expired', { proposePlan: propose(dataPlan), approvePlan: approval, applyPlan: refuse(expired, 410) }, approve),
  scene('plan-running', { plan: running }, open),
  scene('plan-strip', { plan: running, plans: { ...planList, plans: [{ ...planList.plans[1], state: 'running' }] } }, () => undefined),
  scene('plan-lost', { plan: running }, open, { after: { type: 'unanswered', problem: { code: 'SIDECAR_ABSENT', message: "Greenlight's companion is not running.", hint: 'Run npm start.' } } }),
  scene('plan-applied', { plan: applied }, open),
  scene('plan-verified', { proposePlan: propose(dataPlan), approvePlan: approval, applyPlan: verified.run, plan: verified }, approve, { answers: ready }),
  scene('plan-canvas-set', { proposePlan: propose(dataPlan), approvePlan: approval, applyPlan: { ...verified.run, state: 'applied' }, plan: { ...verified, run: { ...verified.run, state: 'applied' } } }, approve, { answers: ready }),
  scene('plan-canvas-asks', { plan: { ...verified, plan: { ...verified.plan, id: '01K9ZQ3W7T8B2C4D6E8F0G2H9Z' } } }, open),
  scene('plan-failed', { plan: failed }, open),
  scene('plan-undo', { plan: verified, undoPlan: propose(undoPlan) }, (pinia) => usePlanStore(pinia).undo(planId)),
  scene('plan-undo-code', { plan: verified, undoPlan: propose(undoCodePlan) }, (pinia) => usePlanStore(pinia).undo(planId)),
  scene('plan-settled', {}, () => undefined, { answers: ready, again: true }),
  scene('plans-page', { plan: verified }, () => undefined, { page: 'plans', owner: true }),
  scene('trash-page', { trash }, () => undefined, { page: 'trash', owner: true }),
  scene('trash-empty', { trash: { ...trash, entries: [], bytes: 0 } }, () => undefined, { page: 'trash', owner: true }),
]

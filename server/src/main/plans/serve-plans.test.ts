import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { endpoints } from '@greenlight/shared/api'
import type { Plan, Want } from '@greenlight/shared/plans'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { greenlight, isBuilt } from '../models/testing/run-greenlight.js'
import { planSidecar, type PlanSidecar } from './testing/plan-sidecar.js'

type Answer = Awaited<ReturnType<PlanSidecar['own']>>
const said = ({ status, body }: Answer) => [status, (body as { code?: string }).code]
const approvalIn = ({ body }: Answer) => (body as { approval: string }).approval

describe.skipIf(!isBuilt)('plans of a sidecar', () => {
  let at: PlanSidecar
  beforeAll(async () => {
    at = await planSidecar()
  })
  afterAll(() => at[Symbol.asyncDispose]())

  const remove: Want = { want: 'remove-node-pack', folder: 'some pack' }
  const enable: Want = { want: 'enable-node-pack', folder: 'ünother.disabled' }
  const approve = ({ id, digest }: Plan, more = {}) => at.panel.post(`/plans/${id}/approve`, { digest, ...more })

  it('the panel approves data, sees it done and shown, and undoes it: every byte and time as before', async () => {
    const before = at.tree()
    const { plan } = await at.propose(at.move())
    expect(at.tree()).toEqual(before)
    const approval = approvalIn(await approve(plan))
    expect((await at.panel.post(`/plans/${plan.id}/apply`, { approval })).status).toBe(200)
    expect(await at.ended(plan.id)).toMatchObject({ state: 'verified', undoable: true })
    expect(at.tree()).not.toEqual(before)
    const undo = (await at.panel.post(`/plans/${plan.id}/undo`, {})).body as { plan: Plan }
    expect((await at.panel.post(`/plans/${undo.plan.id}/apply`, { approval: approvalIn(await approve(undo.plan)) })).status).toBe(200)
    expect((await at.ended(undo.plan.id)).state).toBe('verified')
    expect(at.tree()).toEqual(before)
    expect((await at.show(plan.id)).run).toMatchObject({ state: 'rolled-back', undoneBy: undo.plan.id })
  })

  it('code and destruction: the panel may read and propose, never approve', async () => {
    for (const want of [remove, enable]) {
      const { plan } = await at.propose(want)
      expect(['code', 'destructive']).toContain(plan.tier)
      expect(said(await approve(plan))).toEqual([403, 'APPROVAL_NEEDS_OWNER'])
      // The terminal's word is nothing under the panel's token.
      expect(said(await approve(plan, { terminal: true }))).toEqual([403, 'APPROVAL_NEEDS_OWNER'])
      expect(said(await at.panel.post(`/plans/${plan.id}/apply`, { terminal: true }))).toEqual([403, 'APPROVAL_MISSING'])
      const owner = await at.own('POST', `/plans/${plan.id}/approve`, { digest: plan.digest })
      expect(owner.status).toBe(200)
    }
  })

  it('every wrong approval is refused with its own code', async () => {
    const before = at.tree()
    const [{ plan }, { plan: other }, { plan: code }] = [await at.propose(at.move()), await at.propose(at.move('loras')), await at.propose(remove)]
    const [approval, others] = [approvalIn(await approve(plan)), approvalIn(await approve(other))]
    const apply = (id: string, token?: string) => at.panel.post(`/plans/${id}/apply`, token === undefined ? {} : { approval: token })
    const wrong: readonly (readonly [string, Promise<Answer>, readonly unknown[]])[] = [
      ['none', apply(code.id), [403, 'APPROVAL_MISSING']],
      ['empty', apply(plan.id, ''), [403, 'APPROVAL_MISSING']],
      ['no token', apply(plan.id, 'yes'), [403, 'APPROVAL_UNKNOWN']],
      ['of nobody', apply(plan.id, `approve:${plan.id}:${'A'.repeat(32)}`), [403, 'APPROVAL_UNKNOWN']],
      ['one sign more', apply(plan.id, `${approval}A`), [403, 'APPROVAL_UNKNOWN']],
      ['one sign less', apply(plan.id, approval.slice(0, -1)), [403, 'APPROVAL_UNKNOWN']],
      ['another letter case', apply(plan.id, approval.toLowerCase()), [403, 'APPROVAL_UNKNOWN']],
      ['of another plan', apply(plan.id, others), [409, 'PLAN_CHANGED']],
      ['of another plan, renamed', apply(plan.id, others.replace(other.id, plan.id)), [403, 'APPROVAL_UNKNOWN']],
      ['for a plan of code', apply(code.id, approval), [409, 'PLAN_CHANGED']],
      ['for no plan', apply('01J00000000000000000000000', approval), [404, 'PLAN_NOT_FOUND']],
      ['for a path', apply('..%2f..', approval), [400, 'REQUEST_MALFORMED']],
      ['another digest', approve({ ...plan, digest: other.digest }), [409, 'PLAN_CHANGED']],
      ['no digest', approve({ ...plan, digest: '' }), [409, 'PLAN_CHANGED']],
      ['shape', at.panel.post(`/plans/${plan.id}/approve`, {}), [422, 'REQUEST_SHAPE']],
    ]
    for (const [name, answer, expected] of wrong) expect([name, ...said(await answer)]).toEqual([name, ...expected])
    expect(at.tree()).toEqual(before)
    expect((await apply(plan.id, approval)).status).toBe(200)
    await at.ended(plan.id)
    expect(said(await apply(plan.id, approval))).toEqual([410, 'APPROVAL_USED'])
    expect(said(await approve(plan))).toEqual([409, 'PLAN_NOT_APPROVABLE'])
    // What the first plan moved is not where the other one saw it.
    expect(said(await apply(other.id, others))).toEqual([409, 'PLAN_STALE'])
    const undo = (await at.panel.post(`/plans/${plan.id}/undo`, {})).body as { plan: Plan }
    await at.panel.post(`/plans/${undo.plan.id}/apply`, { approval: approvalIn(await approve(undo.plan)) })
    await at.ended(undo.plan.id)
    expect(at.tree()).toEqual(before)
  })

  it('undo refuses what was changed since, and says what', async () => {
    const { plan } = await at.propose(at.move())
    await at.panel.post(`/plans/${plan.id}/apply`, { approval: approvalIn(await approve(plan)) })
    await at.ended(plan.id)
    const [placed, aside] = [at.place.inComfyui('models/vae/лежит не там.safetensors'), at.place.inComfyui('models/vae/elsewhere.safetensors')]
    await rename(placed, aside)
    const answer = await at.panel.post(`/plans/${plan.id}/undo`, {})
    expect(said(answer)).toEqual([409, 'UNDO_CONFLICT'])
    expect((answer.body as { message: string }).message).toContain('лежит не там')
    await rename(aside, placed)
    const undo = (await at.panel.post(`/plans/${plan.id}/undo`, {})).body as { plan: Plan }
    await at.panel.post(`/plans/${undo.plan.id}/apply`, { approval: approvalIn(await approve(undo.plan)) })
    await at.ended(undo.plan.id)
  })

  it('a plan made anew takes the place of its draft; the panel may prune nothing, the terminal is told first', async () => {
    const listed = async () => ((await at.panel.get('/plans')).body as { plans: { id: string; state: string }[] }).plans
    const [{ plan: first }, { plan: next }] = [await at.propose(at.move()), await at.propose(at.move())]
    const ids = (await listed()).map(({ id }) => id)
    expect([ids.includes(first.id), ids.includes(next.id)]).toEqual([false, true])
    expect(said(await at.panel.post(`/plans/${first.id}/approve`, { digest: first.digest }))).toEqual([404, 'PLAN_NOT_FOUND'])
    await approve(next)
    const { plan: third } = await at.propose(at.move())
    expect((await listed()).map(({ id }) => id)).toEqual(expect.arrayContaining([next.id, third.id]))
    expect((await at.panel.post('/prune', { dry: true })).status).toBe(403)
    expect((await at.own('POST', '/prune', { dry: false })).status).toBe(200)
    const old = join(at.place.inComfyui('custom_nodes'), '.greenlight-01ARYZ6S415555555555555555.disabled')
    await mkdir(join(old, 'pack'), { recursive: true })
    const told = await greenlight({ comfyui: at.place.comfyui, state: at.place.state }, 'plans', 'prune', '--dry-run')
    expect(told.out).toContain(join('custom_nodes', '.greenlight-01ARYZ6S415555555555555555.disabled'))
    expect(told.out).not.toContain(old)
    expect(told.out).toContain('Would go: 1 staging folder of ended plans')
    expect((await greenlight({ comfyui: at.place.comfyui, state: at.place.state }, 'plans')).out).toContain('greenlight plans prune')
    expect((await greenlight({ comfyui: at.place.comfyui, state: at.place.state }, 'plans', 'prune')).out).toContain('Gone: 1 staging folder')
    expect((await greenlight({ comfyui: at.place.comfyui, state: at.place.state }, 'plans', 'prune')).out).toBe('There is nothing to prune.\n')
    expect((await greenlight({ comfyui: at.place.comfyui, state: at.place.state }, 'plans', '--dry-run')).status).toBe(2)
  }, 30_000)

  it('no endpoint changes anything without an approval, under either token', async () => {
    const before = at.tree()
    const { plan } = await at.propose(at.move())
    const bodies: Readonly<Record<string, unknown>> = {
      applyPlan: { approval: 'x' },
      approvePlan: { digest: plan.digest },
      decide: { forget: { about: 'node-type', scope: { everywhere: true }, type: 'X', id: 'x', repository: null } },
      explain: { workflow: {} },
      findSources: { workflow: {} },
      inspect: { workflow: {} },
      modelScript: { models: [], tool: 'curl' },
      modelsIndex: { hash: 'needed' },
      proposePlan: { wants: [remove, enable, at.move('loras')] },
      prunePlans: { dry: false },
      purgeTrash: { entries: ['nothing'] },
      session: { code: 'nonsense' },
      setSource: { name: 'github', use: 'off' },
    }
    for (const [name, endpoint] of Object.entries(endpoints)) {
      if (name === 'events') continue
      const path = endpoint.path.replace(':id', plan.id)
      const ask = endpoint.method === 'GET' ? undefined : (bodies[name] ?? {})
      for (const send of [(body: unknown) => (body === undefined ? at.panel.get(path) : at.panel.post(path, body)), (body: unknown) => at.own(endpoint.method, path, body)]) {
        expect([name, (await send(ask)).status < 500]).toEqual([name, true])
        expect([name, at.tree()]).toEqual([name, before])
      }
    }
  }, 30_000)

  it('nor does any command but apply of an approved plan, and undo', async () => {
    const before = at.tree()
    const { plan } = await at.propose(at.move())
    const commands: readonly (readonly string[])[] = [
      ['plans'], ['plans', plan.id], ['plan', at.place.inComfyui('user/default/workflows/a.json')], ['apply', plan.id], ['approve', plan.id, '--digest', 'sha256:0'], ['undo', plan.id], ['cancel', plan.id],
      ['nodes', 'remove', 'some pack'], ['nodes', 'disable', 'some pack'], ['nodes', 'enable', 'ünother.disabled'], ['nodes', 'add', 'nobody/nothing'], ['trash'], ['journal', 'show'], ['models', 'adopt', at.place.inComfyui('models/loras/b.safetensors')],
    ]
    for (const command of commands) {
      const { status, err } = await greenlight({ comfyui: at.place.comfyui, state: at.place.state }, ...command.filter(() => true))
      expect([command[0], status === 0 || status === 1, err.includes('INTERNAL')]).toEqual([command[0], true, false])
      expect([command[0], at.tree()]).toEqual([command[0], before])
    }
  }, 60_000)
})

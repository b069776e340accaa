import { rename, writeFile } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { type Bed, openBed } from './testing/bed.js'
import { treeOf } from './testing/tree-of.js'

let bed: Bed
afterEach(() => bed[Symbol.asyncDispose]())

const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
const move = (from: string, to: string) => ({ do: 'move', from, to, as: 'move' }) as const

describe('a model that lies in the wrong folder', () => {
  async function moved() {
    bed = await openBed({ 'world/checkpoints/style.safetensors': 'weights', 'world/loras/': '' })
    const [from, to] = [bed.world('checkpoints/style.safetensors'), bed.world('loras/style.safetensors')]
    const plan = await bed.keep([{ effects: [move(from, to)], checks: [{ check: 'file', path: to, size: 7, sha256: null, blake3: null }, { check: 'absent', path: from }] }])
    return { from, to, plan, before: treeOf(bed.world()) }
  }

  it('is moved after one approval, shown, told in the journal, and put back by undo', async () => {
    const { plan, before, to } = await moved()
    const engine = bed.start()
    const run = await bed.apply(engine, plan)
    expect(run).toMatchObject({ state: 'verified', undoable: true, restart: false })
    expect(treeOf(bed.world()).join('\n')).toContain('loras/style.safetensors')
    expect(bed.journal.lines.map(({ action_type }) => action_type)).toEqual(['plan.approve', 'token.consume', 'model.move', 'model.move', 'plan.end'])
    expect(bed.journal.lines[3]).toMatchObject({ inputs: { phase: 'done', left: { is: 'file', size: 7 } }, outputs: [{ path: to, size: 7 }], pre_exists: false, post_exists: true })

    const undo = await engine.invert(plan.id)
    expect(undo).toMatchObject({ undoes: plan.id, tier: 'data', title: 'Undo: A plan' })
    expect((await bed.apply(engine, undo)).state).toBe('verified')
    expect(treeOf(bed.world())).toEqual(before)
    expect(bed.journal.lines.filter(({ action_type }) => action_type === 'compensate')).toMatchObject([{ compensates: 4 }, { compensates: 4 }])
    expect((await engine.wait(plan.id))).toMatchObject({ state: 'rolled-back', undoneBy: undo.id, undoable: false })
    await expect(engine.invert(plan.id)).rejects.toEqual(refused('PLAN_NOT_UNDOABLE'))

    const redo = await engine.invert(undo.id)
    expect((await bed.apply(engine, redo)).state).toBe('verified')
    expect((await engine.wait(plan.id))).toMatchObject({ state: 'verified', undoneBy: null, undoable: true })
  })

  it('needs an approval, spends it once, and only for what was read', async () => {
    const { plan } = await moved()
    const engine = bed.start()
    await expect(engine.apply(plan.id, null, { actor: 'user' })).rejects.toEqual(refused('APPROVAL_MISSING'))
    await expect(engine.apply(plan.id, 'approve:x:y', { actor: 'user' })).rejects.toEqual(refused('APPROVAL_UNKNOWN'))
    await expect(engine.approve(plan.id, 'sha256:other', { actor: 'user', ticks: [], keepForTerminal: false })).rejects.toEqual(refused('PLAN_CHANGED'))
    const { token } = await engine.approve(plan.id, plan.digest, { actor: 'user', ticks: [], keepForTerminal: false })
    bed.clock.ms += 1_800_001
    await expect(engine.apply(plan.id, token, { actor: 'user' })).rejects.toEqual(refused('APPROVAL_EXPIRED'))
    const again = await engine.approve(plan.id, plan.digest, { actor: 'user', ticks: [], keepForTerminal: false })
    await engine.apply(plan.id, again.token, { actor: 'user' })
    await engine.wait(plan.id)
    await expect(engine.apply(plan.id, again.token, { actor: 'user' })).rejects.toEqual(refused('APPROVAL_USED'))
    await expect(engine.approve(plan.id, plan.digest, { actor: 'user', ticks: [], keepForTerminal: false })).rejects.toEqual(refused('PLAN_NOT_APPROVABLE'))
    expect(JSON.stringify(bed.journal.lines)).not.toContain(again.token)
  })

  it('the terminal leaves its approval with the plan, the panel never takes it', async () => {
    const { plan } = await moved()
    const engine = bed.start()
    await engine.approve(plan.id, plan.digest, { actor: 'cli', ticks: [], keepForTerminal: true })
    await expect(engine.apply(plan.id, null, { actor: 'user' })).rejects.toEqual(refused('APPROVAL_MISSING'))
    await engine.apply(plan.id, null, { actor: 'cli' })
    expect((await engine.wait(plan.id)).state).toBe('verified')
  })

  it.each(['approve', 'apply'])('is left alone when the world changed before %s', async (when) => {
    const { plan, from, before } = await moved()
    const engine = bed.start()
    const change = () => writeFile(from, 'other weights')
    if (when === 'approve') await change()
    const approved = engine.approve(plan.id, plan.digest, { actor: 'user', ticks: [], keepForTerminal: false })
    if (when === 'approve') {
      await expect(approved).rejects.toMatchObject({ problem: { code: 'PLAN_STALE', message: expect.stringContaining('style.safetensors was changed') } })
      return
    }
    const { token } = await approved
    await change()
    await expect(engine.apply(plan.id, token, { actor: 'user' })).rejects.toEqual(refused('PLAN_STALE'))
    expect(treeOf(bed.world())).not.toEqual(before)
    expect((await engine.wait(plan.id)).state).toBe('draft')
    await expect(engine.apply(plan.id, null, { actor: 'user' })).rejects.toEqual(refused('APPROVAL_MISSING'))
  })

  it('undo refuses where it would lose a change, and says which', async () => {
    const { plan, to } = await moved()
    const engine = bed.start()
    await bed.apply(engine, plan)
    await writeFile(to, 'trained on')
    await expect(engine.invert(plan.id)).rejects.toMatchObject({ problem: { code: 'UNDO_CONFLICT', message: expect.stringContaining(`${to} was changed`) } })
    await rename(to, `${to}.bak`)
    await expect(engine.invert(plan.id)).rejects.toMatchObject({ problem: { code: 'UNDO_CONFLICT', message: expect.stringContaining(`${to} is not there any more`) } })
  })

  it('a changed policy or a missing word of its own refuses the approval', async () => {
    const { plan, from, to } = await moved()
    const engine = bed.start()
    const ticked = await bed.keep([{ effects: [move(from, to)], ticks: [{ key: 'licence:x', says: 'The licence of x.' }] }])
    await expect(engine.approve(ticked.id, ticked.digest, { actor: 'user', ticks: [], keepForTerminal: false })).rejects.toMatchObject({ problem: { code: 'TICK_MISSING', hint: expect.stringContaining('licence:x') } })
    await engine.approve(ticked.id, ticked.digest, { actor: 'user', ticks: ['licence:x'], keepForTerminal: false })
    bed.policyDigest.value = 'sha256:other'
    await expect(engine.approve(plan.id, plan.digest, { actor: 'user', ticks: [], keepForTerminal: false })).rejects.toMatchObject({ problem: { code: 'PLAN_STALE', message: expect.stringContaining('policy') } })
  })
})

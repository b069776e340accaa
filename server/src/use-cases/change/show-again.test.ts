import { rename } from 'node:fs/promises'
import { afterEach, expect, it } from 'vitest'
import type { Checked } from '@greenlight/shared/plans'
import { type Bed, openBed } from './testing/bed.js'

let bed: Bed
afterEach(() => bed[Symbol.asyncDispose]())

it('a pack that could not be imported fails the plan, keeps what was done, and is looked at again when that may have changed', async () => {
  bed = await openBed()
  const plan = await bed.keep([
    { kind: 'install-node-pack', effects: [{ do: 'make-folder', path: bed.world('pack') }], checks: [{ check: 'folder', path: bed.world('pack') }] },
    { kind: 'restart-comfyui', checks: [{ check: 'registered', types: ['A'], folder: 'pack' }] },
  ])
  const shows = { state: 'unknown' as Checked['state'], since: [] as (string | undefined)[] }
  const engine = bed.start({
    shows: {
      async registered(check, { since }) {
        shows.since.push(since)
        return { check, state: shows.state, says: `it is ${shows.state}` }
      },
    },
  })
  const run = await bed.apply(engine, plan)
  expect(run).toMatchObject({ state: 'applied', restart: true })
  const look = async (state: Checked['state']) => {
    shows.state = state
    return engine.showAgain(plan.id)
  }
  expect(await look('false')).toMatchObject({ state: 'failed', restart: false, undoable: true, actions: [{ state: 'verified' }, { state: 'failed', says: 'it is false' }] })
  expect(await look('unknown')).toMatchObject({ state: 'applied', restart: true, actions: [{}, { state: 'handed' }] })
  await look('false')
  expect(await look('true')).toMatchObject({ state: 'verified', undoable: true, actions: [{}, { state: 'verified' }] })
  // What was loaded before it was done tells nothing of it.
  expect(shows.since.every((one) => one !== undefined && one === run.endedAt)).toBe(true)
  expect((await engine.invert(plan.id)).undoes).toBe(plan.id)
})

it('a pack that was changed again since tells nothing of this plan', async () => {
  bed = await openBed({ 'world/pack/a.py': 'x' })
  const off = { do: 'move', from: bed.world('pack'), to: bed.world('pack.disabled'), as: 'move' } as const
  const plan = await bed.keep([
    { kind: 'disable-node-pack', effects: [off] },
    { kind: 'restart-comfyui', checks: [{ check: 'registered', types: ['A'], gone: true }] },
  ])
  const shows = { state: 'unknown' as Checked['state'] }
  const engine = bed.start({ shows: { registered: async (check) => ({ check, state: shows.state, says: 'it still registers A' }) } })
  expect(await bed.apply(engine, plan)).toMatchObject({ state: 'applied', restart: true })
  // Somebody enables it again, and only then ComfyUI is restarted.
  await rename(bed.world('pack.disabled'), bed.world('pack'))
  shows.state = 'false'
  const said = { says: expect.stringContaining('changed again since') as unknown }
  expect(await engine.showAgain(plan.id)).toMatchObject({ state: 'applied', restart: false, actions: [{}, { state: 'done', ...said, checks: [{ state: 'unknown', ...said }] }] })
  await rename(bed.world('pack'), bed.world('pack.disabled'))
  shows.state = 'true'
  expect(await engine.showAgain(plan.id)).toMatchObject({ state: 'verified' })
})

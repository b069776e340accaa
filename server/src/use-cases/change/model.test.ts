import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { PlanRun } from '@greenlight/shared/plans'
import type { WorldDisk } from '../../core/change-ports.js'
import { ProblemError } from '../../problems.js'
import { type Bed, openBed } from './testing/bed.js'
import { nextId } from './testing/make-plan.js'
import { deeds, firstTree, randomActions } from './testing/random-plan.js'
import { treeOf } from './testing/tree-of.js'

/** Random plans that are applied and undone; GREENLIGHT_PLANS sets how many. */
const runs = Number(process.env.GREENLIGHT_PLANS ?? 200)

/** What goes wrong, at which effect: it fails before or after it was done, the receipts cannot be written, it is cancelled, or the process dies. */
const faults = ['fail-before', 'fail-after', 'journal', 'cancel', 'die-before', 'die-after', 'die-in-recovery'] as const
interface Fault {
  readonly how: (typeof faults)[number]
  readonly at: number
}

const forever = () => new Promise<never>(() => undefined)

// What a plan promises does not depend on how long a disk takes to be sure.
beforeAll(() => {
  if (existsSync('/dev/shm')) process.env.TMPDIR = '/dev/shm'
})

const asked = fc.record({
  chosen: fc.array(fc.record({ what: fc.constantFrom(...deeds), pick: fc.nat(9) }), { minLength: 1, maxLength: 6 }),
  width: fc.integer({ min: 1, max: 3 }),
  fault: fc.option(fc.record({ how: fc.constantFrom(...faults), at: fc.nat(9) }), { freq: 2 }),
})

it(`gives back every byte, name, permission and time: ${runs} plans, with failures, cancels and deaths`, { timeout: 30_000 + runs * 400 }, async () => {
  const ends = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(asked, async ({ chosen, width, fault }) => {
      await using bed = await openBed(firstTree)
      const id = nextId()
      const actions = randomActions(bed, id, chosen, width)
      const plan = await bed.keep(actions, new Map(), id)
      const before = treeOf(bed.world())
      const outside = treeOf(bed.at('outside'))
      const run = await applied(bed, plan, fault)
      ends.set(run.state, (ends.get(run.state) ?? 0) + 1)
      const engine = bed.start()
      if (fault === null) expect(run.state).toBe('verified')
      if (run.undoable) {
        const undo = await engine.invert(plan.id)
        expect(await bed.apply(engine, undo)).toMatchObject({ state: 'verified' })
        await expect(engine.invert(plan.id)).rejects.toMatchObject({ problem: { code: 'PLAN_NOT_UNDOABLE' } })
      } else if (actions.length > 0) expect(run.state).not.toBe('verified')
      expect(treeOf(bed.world()).filter((line) => !line.includes('.part '))).toEqual(before)
      expect(treeOf(bed.at('outside'))).toEqual(outside)
      bed.journal.lines.forEach((line, at) => expect(line.seq).toBe(at + 1))
    }),
    { numRuns: runs, ...(process.env.GREENLIGHT_SEED === undefined ? {} : { seed: Number(process.env.GREENLIGHT_SEED) }) },
  )
  // The mixture must hold all ends, else this shows less than it says.
  if (runs >= 100) expect([...ends.keys()].sort()).toEqual(['cancelled', 'failed', 'verified'])
})

/** Applies it while something goes wrong; after a death a second engine recovers, as a second start does. */
async function applied(bed: Bed, plan: Awaited<ReturnType<Bed['keep']>>, fault: Fault | null): Promise<PlanRun> {
  let count = 0
  let died: () => void = () => undefined
  const death = new Promise<void>((resolve) => (died = resolve))
  const hit = () => fault !== null && count++ === fault.at
  const disk = (real: WorldDisk): WorldDisk => ({
    ...real,
    async carryOut(effect, options) {
      const now = hit() ? fault?.how : undefined
      if (now === 'fail-before') throw new ProblemError('DISK_FULL', { path: 'x' })
      if (now === 'cancel') void engine.cancel(plan.id)
      if (now === 'die-before') return (died(), forever())
      await real.carryOut(effect, options)
      if (now === 'fail-after') throw new ProblemError('WRITE_REFUSED', { path: 'x', because: 'the drive does not answer' })
      if (now === 'die-after' || now === 'die-in-recovery') return (died(), forever())
    },
  })
  const engine = bed.start({ disk })
  if (fault?.how === 'journal') bed.journal.fail = ({ inputs }) => inputs.phase === 'intent' && hit()
  const end = await Promise.race([bed.apply(engine, plan), death])
  bed.journal.fail = () => false
  if (end !== undefined) return end
  if (fault?.how === 'die-in-recovery') await dieAgain(bed)
  const second = bed.start()
  await second.recover()
  return second.wait(plan.id)
}

/** A second start that dies at its first step back. */
async function dieAgain(bed: Bed): Promise<void> {
  let died: () => void = () => undefined
  const death = new Promise<void>((resolve) => (died = resolve))
  const engine = bed.start({
    disk: (real) => ({ ...real, takeBack: async (effect, options) => real.takeBack(effect, options).then(() => (died(), forever())) }),
  })
  const recovered = engine.recover().then(({ resumed }) => Promise.all(resumed.map((id) => engine.wait(id))))
  await Promise.race([recovered, death])
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { PlanDocumentSchema, ProposedSchema, type Want } from '@greenlight/shared/plans'
import Database from 'better-sqlite3'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { createJournal } from '../../adapters/files/journal/journal.js'
import { indexFile } from '../../adapters/sqlite/index-file.js'
import { treeOf } from '../../use-cases/change/testing/tree-of.js'
import { comfyuiWith, modelLike } from '../models/testing/comfyui-with.js'
import { isBuilt } from '../models/testing/run-greenlight.js'
import { type KillableSidecar, startKillable } from './testing/killable-sidecar.js'

/** Plans that are applied while the sidecar is killed again and again; `GREENLIGHT_SIDECAR_KILLS=200` for a long run. */
const rounds = Number(process.env.GREENLIGHT_SIDECAR_KILLS ?? 5)
/** So often in a round at most; then it is left to end. */
const mostKills = 3

const models = Array.from({ length: 8 }, (_, at) => `модель ${at}.safetensors`)
const packs = ['one pack', 'two', 'three', 'four']

const world = () =>
  comfyuiWith({
    ...Object.fromEntries(models.map((name, at) => [`models/checkpoints/${name}`, modelLike('lora-sd1', String(at))])),
    '../stray ü.safetensors': modelLike('lora-sd1', 'stray'),
    ...Object.fromEntries(packs.flatMap((pack) => [[`custom_nodes/${pack}/__init__.py`, `# ${pack}\r\n`], [`custom_nodes/${pack}/js/x.js`, 'export {}']])),
    'custom_nodes/off.disabled/__init__.py': '',
  })
type World = Awaited<ReturnType<typeof world>>

const wantsOf = (place: World): readonly Want[] => [
  ...models.map((name, at): Want => ({ want: at === 7 ? 'link-model' : 'move-model', from: place.inComfyui('models/checkpoints', name), directory: 'loras', name, nodes: [] })),
  { want: 'adopt-model', from: place.at('stray ü.safetensors'), directory: 'loras', name: 'stray ü.safetensors', nodes: [] },
  ...packs.map((folder, at): Want => ({ want: at < 2 ? 'remove-node-pack' : 'disable-node-pack', folder })),
  { want: 'enable-node-pack', folder: 'off.disabled' },
]

/** Names, permissions and contents: what is copied gets a time of its own. */
const contentsOf = (place: World) => treeOf(place.comfyui).map((line) => (line.startsWith('file') ? line.replace(/^(file \S+) \S+/, '$1') : line)).sort()

/** Numbers that are the same in each run. */
function createRandom(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

async function approved(place: World, sidecar: KillableSidecar) {
  const { plan } = v.parse(ProposedSchema, (await sidecar.ask('POST', '/plans', { wants: wantsOf(place) })).body)
  expect(plan.actions.length).toBeGreaterThanOrEqual(13)
  const ticks = plan.actions.flatMap((action) => action.ticks.map(({ key }) => key))
  const { status, body } = await sidecar.ask('POST', `/plans/${plan.id}/approve`, { digest: plan.digest, ticks })
  expect([status, body]).toEqual([200, expect.objectContaining({ approval: expect.any(String) })])
  return { id: plan.id, apply: { approval: (body as { approval: string }).approval } }
}

const runOf = async (sidecar: KillableSidecar, id: string) => v.parse(PlanDocumentSchema, (await sidecar.ask('GET', `/plans/${id}`)).body).run

async function rest(sidecar: KillableSidecar, id: string) {
  for (;;) {
    const run = await runOf(sidecar, id)
    if (run.state !== 'running') return run
    await pause(10)
  }
}

it.skipIf(!isBuilt)(`a sidecar that is killed at any moment goes on where it was: ${rounds} plans`, { timeout: 60_000 + rounds * 30_000 }, async () => {
  const random = createRandom(Number(process.env.GREENLIGHT_SEED ?? 4711))
  const [wanted, planMs, startMs] = await whole()
  const ends = { amid: 0, kills: 0, unspent: 0 }
  for (let round = 0; round < rounds; round += 1) {
    await using place = await world()
    const before = contentsOf(place)
    let sidecar = startKillable(place)
    try {
      await sidecar.ready
      const { id, apply } = await approved(place, sidecar)
      const asked = sidecar.ask('POST', `/plans/${id}/apply`, apply)
      await pause(random() * planMs)
      for (let kills = 1; kills <= mostKills; kills += 1) {
        await sidecar.kill()
        await asked
        ends.kills += 1
        const now = contentsOf(place)
        if (now.join() !== before.join() && now.join() !== wanted.join()) ends.amid += 1
        sidecar = startKillable(place)
        // While it starts, while it settles, while it goes on.
        if (kills < mostKills) await pause(startMs * (0.3 + random()) + random() * planMs)
      }
      await sidecar.ready
      let run = await rest(sidecar, id)
      if (run.state === 'approved') {
        // It was killed before it took the approval, which is good still: nothing was begun.
        ends.unspent += 1
        expect(contentsOf(place)).toEqual(before)
        expect((await sidecar.ask('POST', `/plans/${id}/apply`, apply)).status).toBe(200)
        run = await rest(sidecar, id)
      }
      expect([run.state, run.problem]).toEqual(['applied', undefined])
      expect(contentsOf(place)).toEqual(wanted)
      const again = await sidecar.ask('POST', `/plans/${id}/apply`, apply)
      expect([again.status, (again.body as { code: string }).code]).toEqual([410, 'APPROVAL_USED'])
    } finally {
      await sidecar.kill()
    }
    await judge(place)
  }
  process.stderr.write(`${ends.kills} kills, ${ends.amid} of them amid a plan, ${ends.unspent} before its approval was spent\n`)
  if (rounds >= 5) expect(ends.amid).toBeGreaterThan(0)
})

/** The same plan without a kill: what it comes to, and how long it and a start take. Milliseconds. */
async function whole(): Promise<readonly [readonly string[], number, number]> {
  await using place = await world()
  const begun = performance.now()
  const sidecar = startKillable(place)
  try {
    await sidecar.ready
    const startMs = performance.now() - begun
    const { id, apply } = await approved(place, sidecar)
    const applied = performance.now()
    await sidecar.ask('POST', `/plans/${id}/apply`, apply)
    expect((await rest(sidecar, id)).state).toBe('applied')
    return [contentsOf(place), performance.now() - applied, startMs]
  } finally {
    await sidecar.kill()
  }
}

/** The receipts hold together and tell of one approval that was spent once; the index is whole. */
async function judge({ state }: World): Promise<void> {
  const journal = createJournal(state, { now: Date.now, redact: (value) => value })
  expect((await journal.verify()).damaged).toBeNull()
  expect((await journal.read()).filter(({ action_type }) => action_type === 'token.consume')).toHaveLength(1)
  const file = join(state, indexFile)
  if (!existsSync(file)) return
  const index = new Database(file)
  expect(index.pragma('quick_check', { simple: true })).toBe('ok')
  index.close()
}

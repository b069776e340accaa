import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { afterEach, expect, it } from 'vitest'
import type { PreparerParts } from './create-preparer.js'
import { type Bed, openBed } from './testing/bed.js'
import { nextId, sha256, type Wanted } from './testing/make-plan.js'
import { treeOf } from './testing/tree-of.js'

let bed: Bed
afterEach(() => bed[Symbol.asyncDispose]())

const coded = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
const hang: PreparerParts['download'] = (_, { signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

async function twoDownloads() {
  bed = await openBed({ 'world/loras/': '' })
  const id = nextId()
  const names = ['one.pt', 'two.pt']
  const plan = await bed.keep(
    names.map((name): Wanted => {
      const [part, to] = [bed.world('loras', `.${name}.${id.slice(0, 10)}.part`), bed.world('loras', name)]
      return {
        kind: 'download-model',
        prepare: [{ prepare: 'download', url: `https://h/${name}`, part, size: null, sha256: null, blake3: null, directory: 'loras', name }],
        effects: [{ do: 'move', from: part, to, as: 'place' }],
        checks: [{ check: 'file', path: to, size: null, sha256: sha256(`fetched https://h/${name}`), blake3: null }],
      }
    }),
    new Map(),
    id,
  )
  const fetch: PreparerParts['download'] = async ({ part, url }) => {
    await writeFile(part, `fetched ${url}`)
    return { size: 8 + url.length, sha256: sha256(`fetched ${url}`), blake3: null }
  }
  return { plan, fetch, loras: bed.world('loras') }
}

it('an end in the middle of a download is no cancel: the next start goes on, and fetches nothing twice', async () => {
  const { plan, fetch, loras } = await twoDownloads()
  const asked: string[] = []
  const first = bed.start({
    download: async (ask, options) => {
      asked.push(ask.name)
      return ask.name === 'one.pt' ? fetch(ask, options) : hang(ask, options)
    },
  })
  const { token } = await first.approve(plan.id, plan.digest, { actor: 'user', ticks: [], keepForTerminal: false })
  await first.apply(plan.id, token, { actor: 'user' })
  while (!existsSync(`${loras}/one.pt`)) await new Promise((resolve) => setTimeout(resolve, 2))
  await first.close()
  expect((await first.wait(plan.id)).state).toBe('running')
  expect(existsSync(`${loras}/two.pt`)).toBe(false)

  const second = bed.start({ download: async (ask, options) => (asked.push(ask.name), fetch(ask, options)) })
  expect(await second.recover()).toEqual({ settled: [plan.id], resumed: [plan.id] })
  expect(await second.wait(plan.id)).toMatchObject({ state: 'verified' })
  expect(asked).toEqual(['one.pt', 'two.pt', 'two.pt'])
  expect(await bed.start().recover()).toEqual({ settled: [], resumed: [] })
})

it('goes on by name alone too, once', async () => {
  const { plan, fetch } = await twoDownloads()
  const first = bed.start({ download: hang })
  const { token } = await first.approve(plan.id, plan.digest, { actor: 'user', ticks: [], keepForTerminal: false })
  await first.apply(plan.id, token, { actor: 'user' })
  await first.close()
  const second = bed.start({ download: fetch })
  await Promise.all([second.apply(plan.id, null, { actor: 'user' }), second.apply(plan.id, null, { actor: 'user' })])
  expect((await second.wait(plan.id)).state).toBe('verified')
  expect(bed.journal.lines.filter(({ action_type }) => action_type === 'token.consume')).toHaveLength(1)
  await expect(second.apply(plan.id, null, { actor: 'user' })).rejects.toEqual(coded('PLAN_NOT_APPROVABLE'))
})

it('one that was interrupted can be cancelled instead', async () => {
  const { plan } = await twoDownloads()
  const before = treeOf(bed.world())
  const first = bed.start({ download: async (ask, options) => writeFile(ask.part, 'half').then(() => hang(ask, options)) })
  const { token } = await first.approve(plan.id, plan.digest, { actor: 'user', ticks: [], keepForTerminal: false })
  await first.apply(plan.id, token, { actor: 'user' })
  await first.close()
  expect((await bed.start().cancel(plan.id)).state).toBe('cancelled')
  expect(treeOf(bed.world())).toEqual(before)
})

it('an approval that nobody used is taken away by a cancel', async () => {
  const { plan } = await twoDownloads()
  const engine = bed.start()
  const { token } = await engine.approve(plan.id, plan.digest, { actor: 'user', ticks: [], keepForTerminal: false })
  expect((await engine.cancel(plan.id)).state).toBe('cancelled')
  await expect(engine.apply(plan.id, token, { actor: 'user' })).rejects.toEqual(coded('APPROVAL_UNKNOWN'))
  expect((await bed.apply(engine, plan)).state).toBe('verified')
})

it('what is not ready in time fails, keeps what was fetched, and is done at the next try', async () => {
  const { plan, fetch, loras } = await twoDownloads()
  const engine = bed.start({
    engine: { deadlineMs: (one) => (one.prepare === 'download' && one.name === 'two.pt' ? 20 : 10_000) },
    download: async (ask, options) => (ask.name === 'one.pt' ? fetch(ask, options) : writeFile(ask.part, 'half').then(() => hang(ask, options))),
  })
  const run = await bed.apply(engine, plan)
  expect(run).toMatchObject({ state: 'failed', undoable: true, problem: { code: 'ACTION_TOO_SLOW' } })
  expect(run.actions.map(({ state }) => state)).toEqual(['verified', 'failed'])
  expect(await readFile(`${loras}/.two.pt.${plan.id.slice(0, 10)}.part`, 'utf8')).toBe('half')
  const second = bed.start({ download: fetch })
  await second.recover()
  expect((await bed.apply(second, plan)).state).toBe('verified')
})

it('where the receipts cannot be written nothing is done, and a start that can write goes on', async () => {
  const { plan, loras } = await twoDownloads()
  const engine = bed.start()
  const { token } = await engine.approve(plan.id, plan.digest, { actor: 'user', ticks: [], keepForTerminal: false })
  bed.journal.fail = ({ action_type }) => action_type !== 'token.consume'
  await engine.apply(plan.id, token, { actor: 'user' })
  expect(await engine.wait(plan.id)).toMatchObject({ state: 'failed', problem: { code: 'DISK_FULL' } })
  expect((await bed.plans.read(plan.id)).run.state).toBe('running')
  expect(treeOf(loras).filter((line) => !line.includes('.part'))).toEqual([])
  bed.journal.fail = () => false
  const second = bed.start()
  await second.recover()
  expect((await second.wait(plan.id)).state).toBe('verified')
})

it('a plan that cannot be settled hides no other', async () => {
  const { plan, fetch } = await twoDownloads()
  const other = await bed.keep([{ effects: [{ do: 'make-folder', path: bed.world('made') }] }])
  const first = bed.start({ download: hang })
  for (const { id, digest } of [plan, other]) {
    const { token } = await first.approve(id, digest, { actor: 'user', ticks: [], keepForTerminal: false })
    if (id === plan.id) await first.apply(id, token, { actor: 'user' })
    else await bed.approvals.spend(token, { plan: id, digest, version: 1 })
  }
  await first.close()
  bed.journal.lines.push({ ...bed.journal.lines[0]!, seq: bed.journal.lines.length + 1, action_type: 'token.consume', plan_id: other.id, inputs: { digest: other.digest } })
  const read = bed.journal.read
  const second = bed.start({
    download: fetch,
    engine: { journal: { ...bed.journal, append: (entry) => bed.journal.append(entry), read: (filter) => (filter?.plan === plan.id ? Promise.reject(new Error('damaged')) : read(filter)) } },
  })
  expect(await second.recover()).toEqual({ settled: [], resumed: [other.id] })
  expect((await second.wait(other.id)).state).toBe('verified')
  expect(existsSync(bed.world('made'))).toBe(true)
})

it('tells progress with a rate and what is left', async () => {
  const { plan, fetch } = await twoDownloads()
  const engine = bed.start({
    download: async (ask, options) => {
      for (const done of [10, 20, 30]) {
        bed.clock.ms += 500
        options.progress?.(done, 100)
      }
      return fetch(ask, options)
    },
  })
  await bed.apply(engine, plan)
  const told = bed.told.flatMap(({ run }) => run.actions).filter(({ rate }) => rate !== undefined)
  expect(told.length).toBeGreaterThan(0)
  expect(told[0]).toMatchObject({ state: 'preparing', total: 100, rate: expect.any(Number), rest: expect.any(Number) })
})

it('what was removed behind its back is a conflict of the undo, never a crash', async () => {
  const { plan, fetch, loras } = await twoDownloads()
  const engine = bed.start({ download: fetch })
  await bed.apply(engine, plan)
  const undo = await engine.invert(plan.id)
  await rm(`${loras}/one.pt`)
  await expect(engine.approve(undo.id, undo.digest, { actor: 'user', ticks: [], keepForTerminal: false })).rejects.toEqual(coded('PLAN_STALE'))
  await expect(engine.invert(plan.id)).rejects.toEqual(coded('UNDO_CONFLICT'))
})

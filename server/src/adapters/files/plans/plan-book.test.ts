import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { planStates } from '@greenlight/shared/plans'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startChild } from '../testing/child.js'
import { type TempTree, tempTree } from '../testing/temp-tree.js'
import { openBook, sampleId, samplePlan, sampleRun, texts } from './testing/sample-plan.js'

const other = '01ARYZ6S416666666666666666'
const coded = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })

let tree: TempTree
const open = (now?: () => number) => openBook(tree.root, now)
beforeEach(async () => {
  tree = await tempTree()
})
afterEach(() => tree[Symbol.asyncDispose]())
const at = (...parts: readonly string[]) => tree.at('plans', sampleId, ...parts)

describe('a plan', () => {
  it('is kept as the files of FIX-39, and read as it was', async () => {
    const bytes = new TextEncoder().encode('{"nodes": []}\r\n')
    await open().store(samplePlan(), { plan: '# Größe 模型\n', files: new Map([['a b и.v2.json', bytes]]), diffs: new Map([['a1.diff', '- a\n+ b\n']]) })
    await open().saveRun(sampleId, sampleRun('verified', 'verified'), 'All is done.')
    expect((await readdir(tree.at('plans', sampleId), { recursive: true })).map((name) => name.replaceAll('\\', '/')).sort()).toEqual([
      'diff', 'diff/a1.diff', 'execution_log.json', 'files', 'files/a b и.v2.json', 'plan.json', 'plan.md', 'summary.md',
    ])
    expect(await open().read(sampleId)).toEqual({ ...samplePlan(), run: sampleRun('verified', 'verified') })
    expect(JSON.parse(await readFile(at('plan.json'), 'utf8'))).toEqual({ ...samplePlan().plan, createdAt: '2026-01-31T12:00:00.000Z' })
    expect(await open().file(sampleId, 'a b и.v2.json')).toEqual(bytes)
    expect([await readFile(at('plan.md'), 'utf8'), await readFile(at('summary.md'), 'utf8')]).toEqual(['# Größe 模型\n', 'All is done.'])
    if (process.platform !== 'win32') expect((await stat(at('plan.json'))).mode & 0o777).toBe(0o600)
  })

  it('tells every state that it and its actions went through', async () => {
    let now = 0
    const book = open(() => (now += 1000))
    await book.store(samplePlan(), texts)
    await book.saveRun(sampleId, sampleRun('approved'), null)
    await book.saveRun(sampleId, sampleRun('running', 'running'), null)
    await book.saveRun(sampleId, sampleRun('running', 'running'), null)
    await Promise.all([book.saveRun(sampleId, sampleRun('running', 'done'), null), book.saveRun(sampleId, sampleRun('applied', 'done'), null)])
    const log = JSON.parse(await readFile(at('execution_log.json'), 'utf8'))
    expect(log).toMatchObject({ schema: 'greenlight/execution-log@1', plan: sampleId, run: { state: 'applied' } })
    expect(log.changes.map(({ of, from, to }: Record<string, unknown>) => [of, from, to])).toEqual([
      ['plan', null, 'draft'], ['a1', null, 'waiting'], ['plan', 'draft', 'approved'], ['plan', 'approved', 'running'], ['a1', 'waiting', 'running'],
      ['a1', 'running', 'done'], ['plan', 'running', 'applied'],
    ])
    expect(log.changes[2].at).toBe('1970-01-01T00:00:02.000Z')
  })

  it('is stored once', async () => {
    await open().store(samplePlan(), texts)
    await expect(open().store(samplePlan(sampleId, 'another'), texts)).rejects.toEqual(coded('PLAN_UNWRITABLE'))
    expect((await open().read(sampleId)).plan.title).toBe(samplePlan().plan.title)
  })

  it('has folders of its own, also before it is stored', async () => {
    expect(await open().folder(sampleId, 'keep')).toBe(at('keep'))
    await writeFile(at('keep', 'wheel'), 'x')
    await open().store(samplePlan(), texts)
    expect(await open().folder(sampleId, 'stage')).toBe(at('stage'))
    expect(await readdir(await open().folder(sampleId, 'keep'))).toEqual(['wheel'])
  })

  it('keeps no secret in what people read', async () => {
    await open().store(samplePlan(), { plan: 'see https://h/?token=CANARY1', files: new Map(), diffs: new Map([['d', '+ CANARY']]) })
    const run = { ...sampleRun('failed'), problem: { code: 'X', message: 'Bearer CANARY22 refused', hint: '' } }
    await open().saveRun(sampleId, run, 'CANARY')
    for (const name of ['plan.md', 'diff/d', 'summary.md', 'execution_log.json']) expect(await readFile(at(...name.split('/')), 'utf8')).not.toContain('CANARY')
    expect((await open().read(sampleId)).run.problem?.message).toBe('Bearer *** refused')
  })
})

describe('names', () => {
  const wrong = ['', '..', '../plans', sampleId.toLowerCase(), `${sampleId}/../${sampleId}`, `${sampleId}x`, '01ARYZ6S41555555555555555U', 'C:\\x', 'x'.repeat(100_000), `${sampleId}\n`]

  it('that are no ids are of no plan', async () => {
    await open().store(samplePlan(), texts)
    for (const id of wrong) {
      await expect(open().read(id)).rejects.toEqual(coded('PLAN_NOT_FOUND'))
      await expect(open().saveRun(id, sampleRun(), null)).rejects.toEqual(coded('PLAN_NOT_FOUND'))
      await expect(open().file(id, 'x')).rejects.toEqual(coded('PLAN_NOT_FOUND'))
      await expect(open().folder(id, 'keep')).rejects.toEqual(coded('PLAN_NOT_FOUND'))
    }
    await expect(open().read(other)).rejects.toEqual(coded('PLAN_NOT_FOUND'))
    await expect(open().saveRun(other, sampleRun(), null)).rejects.toEqual(coded('PLAN_NOT_FOUND'))
    expect(await readdir(tree.at('plans'))).toEqual([sampleId])
  })

  it('of files stay below the plan', async () => {
    for (const name of ['../x', '/x', 'a/../../x', 'C:x', 'nul', 'x.', ''])
      await expect(open().store(samplePlan(), { ...texts, files: new Map([[name, new Uint8Array()]]) })).rejects.toEqual(coded('PLAN_UNWRITABLE'))
    await expect(open().read(sampleId)).rejects.toEqual(coded('PLAN_NOT_FOUND'))
    await open().store(samplePlan(), { ...texts, diffs: new Map([['../x', 'one'], ['..', 'two']]) })
    expect((await readdir(at('diff'))).sort()).toEqual(['unnamed-1.diff', 'unnamed-2.diff'])
    for (const name of ['../plan.json', 'absent', '']) await expect(open().file(sampleId, name)).rejects.toEqual(coded('PLAN_UNREADABLE'))
  })
})

describe('damage', () => {
  it('of any byte of a plan is told', async () => {
    await open().store(samplePlan(), texts)
    const whole = await readFile(at('plan.json'))
    const end = whole.indexOf('"createdAt"')
    for (let place = 0; place < end; place += 13) {
      const bytes = Buffer.from(whole)
      bytes[place]! ^= 1
      // White space between values says nothing.
      if (/\s/.test(String.fromCharCode(whole[place]!))) continue
      await writeFile(at('plan.json'), bytes)
      await expect(open().read(sampleId)).rejects.toEqual(coded('PLAN_UNREADABLE'))
    }
    for (const text of ['', '[]', 'null', whole.toString().slice(0, 300), '{"__proto__": {}}']) {
      await writeFile(at('plan.json'), text)
      await expect(open().read(sampleId)).rejects.toEqual(coded('PLAN_UNREADABLE'))
    }
    await writeFile(at('plan.json'), whole)
    expect(await open().read(sampleId)).toEqual(samplePlan())
  })

  it('hides no other plan; the newest comes first', async () => {
    const third = '01ARYZ6S417777777777777777'
    await open().store(samplePlan(sampleId, 'first', '2026-01-01T00:00:00.000Z'), texts)
    await open().store(samplePlan(other, 'second', '2026-01-02T00:00:00.000Z'), texts)
    await open().store(samplePlan(third, 'third', '2026-01-03T00:00:00.000Z'), texts)
    await tree.add({ 'plans/not a plan/x': '', 'plans/file': '' })
    expect((await open().list()).kept.map(({ plan }) => plan.title)).toEqual(['third', 'second', 'first'])
    await writeFile(tree.at('plans', other, 'plan.json'), '{')
    await writeFile(tree.at('plans', third, 'execution_log.json'), '{}')
    const { kept, problems } = await open().list()
    expect(kept.map(({ plan }) => plan.id)).toEqual([sampleId])
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ['PLAN_UNREADABLE', expect.stringContaining(other)],
      ['PLAN_UNREADABLE', expect.stringContaining(third)],
    ])
    // Its run may be told anew.
    await open().saveRun(third, sampleRun('failed'), null)
    expect((await open().read(third)).run.state).toBe('failed')
  })

  it('of another plan put in its place is told', async () => {
    await open().store(samplePlan(), texts)
    await open().store(samplePlan(other), texts)
    await writeFile(at('plan.json'), await readFile(tree.at('plans', other, 'plan.json')))
    await expect(open().read(sampleId)).rejects.toEqual(coded('PLAN_UNREADABLE'))
  })
})

it('knows no plans where there are none, and says what stands in the way', async () => {
  expect(await open().list()).toEqual({ kept: [], problems: [] })
  await writeFile(tree.at('plans'), '')
  await expect(open().store(samplePlan(), texts)).rejects.toEqual(coded('PLAN_UNWRITABLE'))
  await expect(open().folder(sampleId, 'keep')).rejects.toEqual(coded('PLAN_UNWRITABLE'))
})

it('sweeps what a crash left of a plan that was never finished, once it is a day old', async () => {
  const late = () => Date.UTC(2030, 0, 1)
  await open().folder(sampleId, 'keep')
  await open().folder(other, 'keep')
  await writeFile(tree.at('plans', other, 'keep', 'wheel'), 'x')
  expect(await open(() => 1469918176385 + 1000).list()).toMatchObject({ kept: [], problems: [{ message: expect.stringContaining(other) }] })
  expect((await readdir(tree.at('plans'))).sort()).toEqual([sampleId, other])
  expect(await open(late).list()).toMatchObject({ kept: [], problems: [{ message: expect.stringContaining(other) }] })
  expect(await readdir(tree.at('plans'))).toEqual([other])
})

it('leaves no half written file of a killed writer lie', async () => {
  await open().store(samplePlan(), texts)
  await tree.add({ [`plans/${sampleId}/.execution_log.json.0123456789ab.tmp`]: '{', [`plans/${sampleId}/files/.a.json.0123456789ab.tmp`]: '{' })
  for (const name of ['.execution_log.json.0123456789ab.tmp', 'files/.a.json.0123456789ab.tmp']) await utimes(at(...name.split('/')), 1, 1)
  await open().list()
  expect((await readdir(tree.at('plans', sampleId), { recursive: true })).sort()).toEqual(['execution_log.json', 'files', 'plan.json', 'plan.md'])
})

it('is whole or not there when its writer is killed at any moment', { timeout: 60_000 }, async () => {
  for (let round = 0; round < 12; round += 1) {
    const child = startChild(new URL('./testing/store-without-end.ts', import.meta.url), [tree.root])
    await child.line()
    await pause(round * 4)
    await child.kill()
    const said = (await child.rest()).map((line) => line.split(' '))
    const { kept, problems } = await openBook(tree.root, Date.now).list()
    expect(problems).toEqual([])
    const found = new Map(kept.map(({ plan, run }) => [plan.id, run.state]))
    for (const [state = '', id = ''] of said) {
      const order = ['stored', ...planStates]
      expect(order.indexOf(found.get(id) ?? 'stored')).toBeGreaterThanOrEqual(order.indexOf(state))
      expect(found.has(id)).toBe(true)
    }
    for (const { plan } of kept) expect((await openBook(tree.root).file(plan.id, 'a.json')).length).toBe(5000)
  }
})

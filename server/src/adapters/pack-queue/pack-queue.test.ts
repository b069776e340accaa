import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { QueuedPack } from '../../core/change-ports.js'
import { type TempTree, tempTree } from '../files/testing/temp-tree.js'
import { queueAnswers } from './find-dialect.js'
import { createPackQueue, type PackQueueParts } from './pack-queue.js'
import { type Manners, standInManager, type StandInManager } from './testing/stand-in.js'

let temp: TempTree
let manager: StandInManager
afterEach(async () => {
  await manager?.[Symbol.asyncDispose]()
  await temp[Symbol.asyncDispose]()
})

const files = { '__init__.py': 'NODE_CLASS_MAPPINGS = {}\r\n', 'js/узел x.js': 'export {}\n', 'install.py': 'print(1)' }
const generations = ['v3', 'v3-old', 'v4', 'v4-legacy'] as const
const patience = { every: 10, whole: 5000, rest: 3000, silent: 3 }
const hang = () => new Promise<void>(() => undefined)
const coded = (code: string, says = '') => expect.objectContaining({ problem: expect.objectContaining({ code, message: expect.stringContaining(says) }) })

/** A custom_nodes folder, a shelf with the pack, a ComfyUI-Manager that can bring it, and the queue over all that. */
async function bed(generation: Manners['generation'], manners: Partial<Manners> = {}, parts: Partial<PackQueueParts> = {}) {
  temp = await tempTree({ 'my nodes/other/__init__.py': '', ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`shelf/${name}`, text])) })
  const nodes = temp.at('my nodes')
  manager = await standInManager({ generation, nodes, registry: { 'good-pack@1.2.0': files }, ...manners })
  const effect: QueuedPack = { do: 'queue-pack', path: join(nodes, 'good-pack'), id: 'good-pack', version: '1.2.0', shelf: 'sha256:5', staging: join(nodes, '.greenlight-01X.disabled', 'good-pack') }
  let ids = 0
  const open = () =>
    createPackQueue({
      comfyui: async () => manager.running,
      shelved: async () => temp.at('shelf'),
      inTheWay: async () => null,
      claim: async (staging) => void (await mkdir(staging, { recursive: true })),
      async putAside(path, staging) {
        await rm(staging, { recursive: true, force: true })
        await mkdir(dirname(staging), { recursive: true })
        await rename(path, staging)
      },
      newId: () => `id${(ids += 1)}`,
      ...parts,
      patience: { ...patience, ...parts.patience },
    })
  return { effect, nodes, open, queue: open(), signal: new AbortController().signal }
}

describe.each(generations)('ComfyUI-Manager %s', (generation) => {
  it('brings a pack, whole, and is asked once; looking tells before and after; it goes back under the staging name', async () => {
    const { effect, queue, signal } = await bed(generation)
    expect(await queueAnswers(manager.running, signal)).toBe(true)
    expect(await queue.look(effect)).toBe('before')
    await queue.carryOut(effect, { signal })
    expect(await queue.look(effect)).toBe('after')
    expect(await readFile(join(effect.path, 'js/узел x.js'), 'utf8')).toBe('export {}\n')
    const asks = manager.asked.filter(({ route }) => /install$|task$|batch$/.test(route))
    expect(asks).toHaveLength(1)
    expect(JSON.stringify(asks)).toContain('"skip_post_install":true')
    // Done already: nobody is asked again.
    const before = manager.asked.length
    await queue.carryOut(effect, { signal })
    expect(manager.asked).toHaveLength(before)
    await queue.takeBack(effect, { signal })
    expect(await queue.look(effect)).toBe('before')
    expect(existsSync(join(effect.staging, '__init__.py'))).toBe(true)
    // What it remembers is not what is there any more.
    await queue.carryOut(effect, { signal })
    expect(await queue.look(effect)).toBe('after')
    expect(manager.asked.some(({ route }) => route.includes('reset'))).toBe(false)
  })

  it('refuses for its security level', async () => {
    const { effect, queue, signal } = await bed(generation, { strong: true })
    await expect(queue.carryOut(effect, { signal })).rejects.toEqual(coded('MANAGER_REFUSED', 'good-pack'))
    await queue.takeBack(effect, { signal })
    expect(await queue.look(effect)).toBe('before')
  })

  it('an answer that is lost is no second try', async () => {
    const { effect, queue, signal } = await bed(generation, { loses: /install$|task$|batch$/ })
    await queue.carryOut(effect, { signal })
    expect(await queue.look(effect)).toBe('after')
    expect(manager.asked.filter(({ route }) => /install$|task$|batch$/.test(route))).toHaveLength(1)
  })

  it('what it never got to hear fails and leaves nothing', async () => {
    const { effect, queue, signal } = await bed(generation, { says: (route) => (/install$|task$|batch$/.test(route) ? { status: 500, text: '<b>Internal</b>\u001b[31m server\r\nerror' } : undefined) })
    await expect(queue.carryOut(effect, { signal })).rejects.toEqual(coded('MANAGER_FAILED', 'it answered with status 500 (Internal [31m server error)'))
    await queue.takeBack(effect, { signal })
    expect(await queue.look(effect)).toBe('before')
  })

  it.each([
    ['another text', { ...files, '__init__.py': 'import os\n' }, 'different: __init__.py'],
    ['a file more', { ...files, 'sitecustomize.py': '' }, 'added: sitecustomize.py'],
    ['a compiled file more', { ...files, '__pycache__/x.pyc': '' }, 'added: __pycache__/x.pyc'],
    ['a file less', { '__init__.py': files['__init__.py'] }, 'missing: install.py, js/узел x.js'],
  ])('brings %s: it is not taken for what was looked at, and is taken back', async (_, other, says) => {
    const { effect, queue, signal } = await bed(generation, { registry: { 'good-pack@1.2.0': other } })
    await expect(queue.carryOut(effect, { signal })).rejects.toEqual(coded('MANAGER_BROUGHT_OTHER', says))
    expect(await queue.look(effect)).toBe('between')
    await queue.takeBack(effect, { signal })
    expect(await queue.look(effect)).toBe('before')
    expect(existsSync(effect.staging)).toBe(true)
  })

  it('ends in the middle', async () => {
    const { effect, queue, signal } = await bed(generation, {
      at(station) {
        if (station === 'half') throw new Error('disk full at /home/x')
      },
    })
    await expect(queue.carryOut(effect, { signal })).rejects.toEqual(coded('MANAGER_FAILED', generation === 'v4' ? 'disk full' : 'it ended in the middle'))
    expect(await queue.look(effect)).toBe('between')
    await queue.takeBack(effect, { signal })
    expect(await queue.look(effect)).toBe('before')
  })

  it('does not know the version', async () => {
    const { effect, queue, signal } = await bed(generation, { registry: {} })
    await expect(queue.carryOut(effect, { signal })).rejects.toEqual(coded('MANAGER_FAILED', generation === 'v4' ? 'not available node: good-pack@1.2.0' : 'its log alone tells why'))
  })

  it('never comes to an end: the wait is bounded, and nothing is taken from under its hands', async () => {
    const { effect, queue, signal } = await bed(generation, { at: (station) => (station === 'half' ? hang() : undefined) }, { patience: { whole: 150, rest: 100 } })
    await expect(queue.carryOut(effect, { signal })).rejects.toEqual(coded('MANAGER_FAILED', 'it is not done after 1 minutes'))
    await expect(queue.takeBack(effect, { signal })).rejects.toEqual(coded('MANAGER_BUSY'))
    expect(existsSync(join(effect.path, '__init__.py'))).toBe(true)
  })

  it('is ended together with ComfyUI, half-way', async () => {
    const { effect, queue, signal } = await bed(generation, { at: (station) => (station === 'half' ? manager.stop().then(hang) : undefined) })
    await expect(queue.carryOut(effect, { signal })).rejects.toEqual(coded('MANAGER_FAILED', 'does not answer any more'))
    expect(await queue.look(effect)).toBe('between')
    await queue.takeBack(effect, { signal })
    expect(await queue.look(effect)).toBe('before')
  })

  it('a cancel waits for its end, and takes it back then', async () => {
    let go = (): void => undefined
    const gate = new Promise<void>((resolve) => (go = resolve))
    const controller = new AbortController()
    const { effect, queue, signal } = await bed(generation, {
      at(station) {
        if (station !== 'half') return undefined
        controller.abort(new Error('cancelled'))
        return gate
      },
    })
    await expect(queue.carryOut(effect, { signal: controller.signal })).rejects.toThrow('cancelled')
    const back = queue.takeBack(effect, { signal })
    setTimeout(go, 100)
    await back
    expect(await queue.look(effect)).toBe('before')
    expect(existsSync(join(effect.staging, '.tracking'))).toBe(true)
  })

  it("waits behind the user's own tasks and leaves them alone", async () => {
    const done: string[] = []
    const { effect, queue, signal } = await bed(generation)
    const theirs = () => new Promise<string>((resolve) => setTimeout(() => resolve((done.push('theirs'), 'success')), 60))
    manager.queue.other(theirs)
    manager.queue.start()
    manager.queue.other(theirs)
    await queue.carryOut(effect, { signal })
    expect(await queue.look(effect)).toBe('after')
    expect(done).toEqual(['theirs', 'theirs'])
  })

  it('after a death between asking and starting: the task is brought to its end first, then taken back', async () => {
    const { effect, open, queue, signal } = await bed(generation, generation === 'v4-legacy' ? { at: () => new Promise((resolve) => setTimeout(resolve, 50)) } : { says: (route) => (route.endsWith('/start') && !started.now ? { status: 503, text: '' } : undefined) })
    const controller = new AbortController()
    const dead = queue.carryOut(effect, { signal: controller.signal })
    setTimeout(() => controller.abort(new Error('dead')), 60)
    await dead.catch(() => undefined)
    started.now = true
    await open().takeBack(effect, { signal })
    started.now = false
    expect(await queue.look(effect)).toBe('before')
    // Nothing of it comes later.
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await queue.look(effect)).toBe('before')
    expect(manager.queue.counts()).toMatchObject({ pending: 0, running: 0 })
  })
})

const started = { now: false }

it('nobody is asked where the shelf has lost the pack, something stands there, or the same pack has another folder', async () => {
  const { effect, nodes, signal } = await bed('v4')
  const make = (parts: Partial<PackQueueParts>) => createPackQueue({ comfyui: async () => manager.running, shelved: async () => temp.at('shelf'), inTheWay: async () => null, claim: async () => undefined, putAside: async () => undefined, newId: () => 'x', patience, ...parts })
  await expect(make({ shelved: async () => null }).carryOut(effect, { signal })).rejects.toEqual(coded('PACK_NOT_SHELVED'))
  await expect(make({ inTheWay: async () => 'good-pack.disabled' }).carryOut(effect, { signal })).rejects.toEqual(coded('PACK_FOLDER_CONFLICT', 'good-pack.disabled'))
  await expect(make({ comfyui: async () => null }).carryOut(effect, { signal })).rejects.toEqual(coded('MANAGER_FAILED', 'ComfyUI does not answer'))
  await mkdir(join(nodes, 'good-pack'))
  await writeFile(join(nodes, 'good-pack', 'mine.txt'), 'mine')
  await expect(make({}).carryOut(effect, { signal })).rejects.toEqual(coded('TARGET_TAKEN'))
  // Nobody asked for it, so it is nothing to be taken back.
  await make({ putAside: () => Promise.reject(new Error('touched')) }).takeBack(effect, { signal })
  expect(await make({}).look(effect)).toBe('before')
  expect(manager.asked).toEqual([])
})

it('a pack that brings a mark of its own is not judged before it is whole', async () => {
  let go = (): void => undefined
  const gate = new Promise<void>((resolve) => (go = resolve))
  const { effect, queue, signal } = await bed('v3', { registry: { 'good-pack@1.2.0': { '.tracking': 'of the publisher', ...files } }, at: (station) => (station === 'ends' ? undefined : station === 'half' ? gate : undefined) })
  setTimeout(go, 100)
  await queue.carryOut(effect, { signal })
  expect(await queue.look(effect)).toBe('after')
})

it('no queue answers where no ComfyUI-Manager is, or none that we know', async () => {
  const { signal } = await bed('v3', { says: () => ({ status: 200, text: '<html>' }) })
  expect(await queueAnswers(manager.running, signal)).toBe(false)
  expect(await queueAnswers(null, signal)).toBe(false)
  await manager.stop()
  expect(await queueAnswers(manager.running, signal)).toBe(false)
})

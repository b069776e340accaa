import { describe, expect, it } from 'vitest'
import { createMemoryModelIndex } from '../../core/testing/memory-model-index.js'
import { safetensorsOf } from '../../main/model-indexer/testing/safetensors-of.js'
import { problem } from '../../problems.js'
import { describeModels } from './describe-models.js'
import { hashModels } from './hash-models.js'
import type { IndexProgress } from './parts.js'
import { scanModels } from './scan-models.js'
import { createFakeDisk } from './testing/fake-disk.js'
import { clock, createFakeHasher, readers, rootAt } from './testing/parts.js'

function start() {
  const fake = createFakeDisk()
  const index = createMemoryModelIndex()
  const roots = [rootAt('/m')]
  const ports = { index, disk: fake.disk, clock, readers }
  return { fake, index, ports, roots, scan: (options = {}) => scanModels(ports, roots, options), names: async () => (await index.names()).map(({ name }) => name) }
}

describe('scan', () => {
  it('records what is new, changed and gone, and nothing else', async () => {
    const { fake, index, ports, roots, scan, names } = start()
    for (const name of ['a', 'b', 'c d/ü']) fake.put(`/m/${name}.ckpt`, name)
    expect(await scan()).toEqual({ files: 3, found: 3, gone: 0, renamed: [] })
    let writes = 0
    const watched = { ...index, record: (root: string, change: Parameters<typeof index.record>[1]) => ((writes += 1), index.record(root, change)) }
    expect(await scanModels({ ...ports, index: watched }, roots)).toEqual({ files: 3, found: 0, gone: 0, renamed: [] })
    expect(writes).toBe(0)
    fake.put('/m/a.ckpt', 'a', 2)
    fake.remove('/m/b.ckpt')
    expect(await scanModels({ ...ports, index: watched }, roots)).toEqual({ files: 2, found: 1, gone: 1, renamed: [] })
    expect(await names()).toEqual(['a.ckpt', 'c d/ü.ckpt'])
    expect(fake.count).toEqual({ opened: [], bytes: 0 })
  })

  it('a replaced file of the same size and time is another one', async () => {
    const { fake, index, scan } = start()
    fake.put('/m/a.ckpt', 'one')
    await scan()
    const [before] = (await index.list({})).models
    await index.addDigests(before!.id, before!, { blake3: 'ab' })
    fake.put('/m/a.ckpt', 'two')
    expect(await scan()).toMatchObject({ found: 1 })
    expect((await index.list({})).models[0]?.digests).toEqual({})
  })

  it('a drive that comes back under another number holds the same files', async () => {
    const { fake, index, ports, roots, scan } = start()
    fake.put('/m/a.ckpt', 'one')
    await scan()
    const [before] = (await index.list({})).models
    await index.addDigests(before!.id, before!, { blake3: 'ab' })
    const disk = {
      ...fake.disk,
      walk: (root: Parameters<typeof fake.disk.walk>[0], { take, ...rest }: Parameters<typeof fake.disk.walk>[1]) => fake.disk.walk(root, { ...rest, take: (found) => take(found.map((one) => ({ ...one, inode: `77${one.inode?.slice(1)}` }))) }),
    }
    await scanModels({ ...ports, disk }, roots)
    expect((await index.list({})).models[0]).toMatchObject({ inode: '77:1', digests: { blake3: 'ab' } })
  })

  it.each([
    ['a folder', ['sub'], ['a.ckpt', 'sub/b.ckpt', 'sub/deep/c.ckpt']],
    ['one file', ['sub/b.ckpt'], ['a.ckpt', 'sub/b.ckpt']],
    ['the root', [''], ['a.ckpt', 'sub/b.ckpt', 'sub/deep/c.ckpt', 'subway.ckpt']],
    ['nothing', [], ['a.ckpt']],
  ])('what cannot be seen is not gone: %s', async (_, unseen, kept) => {
    const { fake, index, scan, names } = start()
    for (const name of ['a', 'sub/b', 'sub/deep/c', 'subway']) fake.put(`/m/${name}.ckpt`, name)
    await scan()
    for (const name of ['sub/b', 'sub/deep/c', 'subway']) fake.remove(`/m/${name}.ckpt`)
    fake.outcome.unseen = unseen
    fake.outcome.problems = [problem('FOLDER_UNREADABLE', { path: '/m/sub' })]
    await scan()
    expect(await names()).toEqual(kept)
    expect((await index.problems()).map(({ code }) => code)).toEqual(['FOLDER_UNREADABLE'])
  })

  it('a folder of ComfyUI that never was is not missed, one that held something is', async () => {
    const { fake, index, scan, names } = start()
    Object.assign(fake.outcome, { unseen: [''], away: true, problems: [problem('FOLDER_UNREADABLE', { path: '/m' })] })
    await scan()
    expect(await index.problems()).toEqual([])
    fake.put('/m/a.ckpt', 'a')
    await scan()
    fake.remove('/m/a.ckpt')
    await scan()
    expect((await index.problems()).map(({ code }) => code)).toEqual(['FOLDER_UNREADABLE'])
    expect(await names()).toEqual(['a.ckpt'])
  })

  it('ended half way it keeps what it found, drops nothing, and the next one goes on', async () => {
    const { fake, index, ports, roots, scan, names } = start()
    fake.put('/m/0.ckpt', 'x')
    await scan()
    fake.remove('/m/0.ckpt')
    for (const name of ['a', 'b', 'c']) fake.put(`/m/${name}.ckpt`, name)
    const control = new AbortController()
    const progress: IndexProgress[] = []
    const ended = scanModels(ports, roots, { signal: control.signal, progress: (one) => (progress.push(one), control.abort(new Error('stop'))) })
    await expect(ended).rejects.toThrow('stop')
    expect(await names()).toEqual(['0.ckpt', 'a.ckpt'])
    await scan()
    expect(await names()).toEqual(['a.ckpt', 'b.ckpt', 'c.ckpt'])
    expect(index).toBeDefined()
  })

  it('writes in batches', async () => {
    const { fake, ports, roots, index } = start()
    for (let at = 0; at < 4500; at++) fake.put(`/m/${at}.ckpt`, 'x')
    const sizes: number[] = []
    const watched = { ...index, record: (root: string, change: Parameters<typeof index.record>[1]) => (sizes.push(change.found.length), index.record(root, change)) }
    await scanModels({ ...ports, index: watched }, roots)
    expect(sizes).toEqual([2000, 2000, 500])
  })
})

describe('describe', () => {
  it('reads what lacks facts: wanted ones first, each once', async () => {
    const { fake, index, ports, scan } = start()
    fake.put('/m/large.safetensors', safetensorsOf('x'.repeat(500)))
    fake.put('/m/small.safetensors', safetensorsOf('x'))
    fake.put('/m/middle.safetensors', safetensorsOf('x'.repeat(50)))
    await scan()
    expect(await describeModels(ports, { wanted: () => ['/m/middle.safetensors', '/m/absent'] })).toEqual({ described: 3, done: true })
    const models = fake.count.opened.filter((path) => path.endsWith('.safetensors'))
    expect(models).toEqual(['/m/middle.safetensors', '/m/large.safetensors', '/m/small.safetensors'])
    expect(await describeModels(ports)).toEqual({ described: 0, done: true })
    expect((await index.list({})).models.map(({ facts }) => [facts?.format, facts?.health])).toEqual([1, 2, 3].map(() => ['safetensors', 'whole']))
  })

  it('keeps what companion files claim', async () => {
    const { fake, index, ports, scan } = start()
    const sha256 = 'ab'.repeat(32)
    fake.put('/m/sub/ü.safetensors', safetensorsOf('x'))
    await scan()
    fake.put('/m/sub/ü.sha256', `${sha256}\n`)
    fake.put('/m/sub/ü.civitai.info', 'no JSON')
    fake.put('/m/sub/.cache/huggingface/download/ü.safetensors.metadata', `${'1'.repeat(40)}\n${sha256}\n1.5\n`)
    fake.put('/m/other.sha256', sha256)
    await describeModels(ports)
    expect((await index.list({})).models[0]?.claims).toMatchObject([{ from: 'ü.safetensors.metadata', sha256 }, { from: 'ü.sha256', sha256 }])
  })

  it('a file that cannot be opened has facts that say so, and is not tried again until it changes', async () => {
    const { fake, index, ports, scan } = start()
    fake.put('/m/a.safetensors', safetensorsOf('x'))
    fake.shut.add('/m/a.safetensors')
    await scan()
    await describeModels(ports)
    expect((await index.list({})).models[0]?.facts).toMatchObject({ health: 'unknown', faults: [{ code: 'unreadable', says: expect.stringContaining('no permission') }] })
    const tries = fake.count.opened.length
    await scan()
    await describeModels(ports)
    expect(fake.count.opened.length).toBe(tries)
    fake.shut.clear()
    fake.put('/m/a.safetensors', safetensorsOf('x'), 2)
    await scan()
    await describeModels(ports)
    expect((await index.list({})).models[0]?.facts?.health).toBe('whole')
  })

  it('a file that changes while it is read gets no facts of its old content, and holds up no other', async () => {
    const { fake, index, ports, scan } = start()
    fake.put('/m/a.safetensors', safetensorsOf('x'))
    fake.put('/m/b.safetensors', safetensorsOf('xx'))
    await scan()
    fake.onRead((path) => path.endsWith('a.safetensors') && fake.put(path, 'something else', 2))
    expect(await describeModels(ports)).toEqual({ described: 1, done: true })
    fake.onRead(() => undefined)
    await scan()
    await describeModels(ports)
    expect((await index.list({})).models.map(({ facts }) => facts?.format)).toEqual(['unknown', 'safetensors'])
  })

  it('what is wrong with a name is forgotten with the name', async () => {
    const { fake, index, ports, scan } = start()
    fake.put('/m/a.gguf', safetensorsOf('x'))
    await scan()
    await describeModels(ports)
    expect((await index.list({})).models[0]?.facts?.health).toBe('corrupt')
    fake.move('/m/a.gguf', '/m/a.safetensors')
    const { renamed } = await scan()
    expect(renamed).toEqual(['/m/a.safetensors'])
    expect(await describeModels(ports, { again: renamed })).toEqual({ described: 1, done: true })
    expect((await index.list({})).models).toMatchObject([{ name: 'a.safetensors', facts: { health: 'whole' } }])
  })

  it('many that cannot be described do not keep it from the others', async () => {
    const { fake, index, ports, scan } = start()
    for (let at = 0; at < 450; at++) fake.put(`/m/${at}.ckpt`, 'x')
    fake.put('/m/last.safetensors', safetensorsOf('y'))
    await scan()
    // Gone since the scan: nothing can be said of them.
    for (let at = 0; at < 450; at++) fake.remove(`/m/${at}.ckpt`)
    expect(await describeModels(ports)).toEqual({ described: 1, done: true })
    expect((await index.counts()).described).toBe(1)
  })

  it('ends at once with what it has, and yields to what is more urgent', async () => {
    const { fake, index, ports, scan } = start()
    for (let at = 0; at < 500; at++) fake.put(`/m/${at}.ckpt`, String(at))
    await scan()
    expect(await describeModels(ports, { yields: () => true })).toEqual({ described: 200, done: false })
    const control = new AbortController()
    fake.onRead(() => control.abort(new Error('stop')))
    await expect(describeModels(ports, { signal: control.signal })).rejects.toThrow('stop')
    expect((await index.counts()).described).toBe(201)
  })
})

describe('hash', () => {
  async function filled(count = 3) {
    const started = start()
    for (let at = 0; at < count; at++) started.fake.put(`/m/${at}.safetensors`, safetensorsOf('x'.repeat(10 + at)))
    await started.scan()
    return started
  }

  it('all: smallest first, wanted before all others, as many at a time as there are workers', async () => {
    const { fake, index, ports } = await filled(8)
    const { hasher, digested, seen } = createFakeHasher(fake, { workers: 3 })
    const wanted = () => new Map([['/m/7.safetensors', false]])
    expect(await hashModels({ ...ports, hasher }, { which: 'all', wanted })).toMatchObject({ hashed: 8, skipped: [] })
    expect(digested[0]).toBe('/m/7.safetensors')
    expect(digested.slice(1)).toEqual([0, 1, 2, 3, 4, 5, 6].map((at) => `/m/${at}.safetensors`))
    expect(seen.most).toBe(3)
    expect((await index.counts()).hashed).toBe(8)
    expect(await hashModels({ ...ports, hasher }, { which: 'all', wanted })).toMatchObject({ hashed: 0 })
  })

  it('needed: only what is wanted, in full where that is wanted, and what is wanted meanwhile', async () => {
    const { fake, index, ports } = await filled()
    const wanted = new Map([['/m/1.safetensors', false]])
    const { hasher, digested } = createFakeHasher(fake, { meanwhile: () => void wanted.set('/m/2.safetensors', true) })
    expect(await hashModels({ ...ports, hasher }, { which: 'needed', wanted: () => wanted })).toMatchObject({ hashed: 2 })
    expect(digested).toEqual(['/m/1.safetensors', '/m/2.safetensors'])
    const [zero, one, two] = (await index.list({})).models
    expect(Object.keys(zero!.digests)).toEqual([])
    expect(Object.keys(one!.digests)).toEqual(['blake3'])
    expect(Object.keys(two!.digests).sort()).toEqual(['blake3', 'sha256', 'tensorsSha256'])
    expect(two!.facts?.format).toBe('safetensors')
    wanted.set('/m/1.safetensors', true)
    expect(await hashModels({ ...ports, hasher }, { which: 'needed', wanted: () => wanted })).toMatchObject({ hashed: 1 })
  })

  it('none: nothing', async () => {
    const { fake, ports } = await filled()
    const { hasher, digested } = createFakeHasher(fake)
    await hashModels({ ...ports, hasher }, { which: 'none', wanted: () => new Map([['/m/1.safetensors', true]]) })
    expect(digested).toEqual([])
  })

  it('a file that changed is skipped and told: before, while and after it is read', async () => {
    const { fake, index, ports } = await filled(4)
    fake.put('/m/0.safetensors', 'other', 2)
    fake.remove('/m/3.safetensors')
    const { hasher } = createFakeHasher(fake, { meanwhile: (path) => void (path.includes('1') && fake.put(path, 'other', 2)) })
    const { hashed, skipped } = await hashModels({ ...ports, hasher }, { which: 'all' })
    expect(hashed).toBe(1)
    expect(skipped.map(({ code, message }) => [code, /\d/.exec(message)?.[0]])).toEqual([['FILE_CHANGED', '0'], ['FILE_CHANGED', '1'], ['FILE_CHANGED', '3']])
    expect((await index.list({})).models.map(({ digests }) => digests.blake3 !== undefined)).toEqual([false, false, true, false])
  })

  it('keeps each digest at once and goes on from there', async () => {
    const { fake, index, ports } = await filled(6)
    const control = new AbortController()
    const first = createFakeHasher(fake, { meanwhile: (path) => void (path.includes('3') && control.abort(new Error('stop'))) })
    await expect(hashModels({ ...ports, hasher: first.hasher }, { which: 'all', signal: control.signal })).rejects.toThrow('stop')
    expect((await index.counts()).hashed).toBe(3)
    const second = createFakeHasher(fake)
    await hashModels({ ...ports, hasher: second.hasher }, { which: 'all' })
    expect(second.digested).toEqual([3, 4, 5].map((at) => `/m/${at}.safetensors`))
  })

  it('a fault that is not of one file ends it, and no worker goes on alone', async () => {
    const { fake, ports } = await filled(50)
    const { hasher, digested } = createFakeHasher(fake, { workers: 2, meanwhile: (path) => (path.includes('/1.') ? Promise.reject(new TypeError('broken')) : undefined) })
    await expect(hashModels({ ...ports, hasher }, { which: 'all' })).rejects.toThrow('broken')
    expect(digested.length).toBeLessThan(6)
  })
})

it('progress comes at most ten times a second, with the last word', async () => {
  const { fake, ports, roots } = start()
  for (let at = 0; at < 900; at++) fake.put(`/m/${at}.ckpt`, 'x')
  let now = 0
  const told: IndexProgress[] = []
  const slow = { ...clock, now: () => (now += 1) }
  await scanModels({ ...ports, clock: slow }, roots, { progress: (one) => told.push(one) })
  expect(told.length).toBeGreaterThan(3)
  expect(told.length).toBeLessThan(15)
  expect(told.at(-1)).toMatchObject({ job: 'scan', done: 900 })
})

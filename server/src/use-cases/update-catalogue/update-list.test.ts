import { describe, expect, it } from 'vitest'
import { manyPacks, pack, version } from '../../adapters/comfy-registry/testing/make-packs.js'
import { busyFor, drops, fails, hangs, webPage } from '../../adapters/comfy-registry/testing/misbehaviours.js'
import { oddPacks } from '../../adapters/comfy-registry/testing/odd-packs.js'
import { type RegistryStandIn, startRegistry } from '../../adapters/comfy-registry/testing/stand-in.js'
import { createLoopbackHost } from '../../adapters/testing/loopback-host.js'
import { fivePages, pageOf, smoothUpdate } from './testing/five-pages.js'
import { updatePlace } from './testing/update-place.js'

const pagesAsked = (standIn: RegistryStandIn): number[] => standIn.asked.map(pageOf)
const nextDay = '2026-06-11T06:00:00.000Z'

describe('a whole list', () => {
  it('is kept as text, one pack a line, sorted', async () => {
    await using standIn = await startRegistry(oddPacks)
    await using place = await updatePlace(standIn.url)
    const done = await place.run()
    expect(done).toMatchObject({
      done: true,
      list: 'whole',
      resumed: false,
      packs: { kept: 7, added: 7, changed: 0, gone: 0, repeated: 0, unreadable: 0 },
      requests: 1,
      problems: [],
    })
    const files = await place.files()
    expect(Object.keys(files)).toEqual(['packs.jsonl', 'state.json'])
    expect(files['state.json']).toBe('{"at":"2026-06-10T12:00:00.000Z","page":1,"done":true}\n')
    expect(files['packs.jsonl']?.split('\n')[1]).toBe(
      '{"id":"comfyui-hibiki","title":"Pack comfyui-hibiki","repository":"https://github.com/jhj0517/ComfyUI-hibiki","description":"Made for tests.","licence":"see LICENSE","stars":0,"downloads":909,"updated":"2025-02-09T12:51:54.479852Z","latest":"1.0.0","status":"flagged","publisher":"maker","preempted":["Another","Hibiki"]}',
    )
    expect(done.written).toBe(Buffer.byteLength(files['packs.jsonl'] ?? ''))
    expect(done.received).toBeGreaterThan(done.written)
  })

  it('comes page by page with a pause between, telling how far it is', async () => {
    await using standIn = await startRegistry(manyPacks(40), fivePages)
    await using place = await updatePlace(standIn.url)
    const told: string[] = []
    await place.run({ progress: (done, total, what) => told.push(`${done}/${total} ${what}`) })
    expect(pagesAsked(standIn)).toEqual([1, 2, 3, 4, 5])
    expect(place.waits).toEqual([500, 500, 500, 500])
    expect(told.slice(0, 5)).toEqual([8, 16, 24, 32, 40].map((count) => `${count}/40 packs of the list`))
  })

  it('gives the same bytes for the same question', async () => {
    await using standIn = await startRegistry(manyPacks(40), fivePages)
    await using place = await updatePlace(standIn.url)
    await place.run()
    const before = await place.files()
    await place.run({ full: true })
    expect(await place.files()).toEqual(before)
  })

  it('lets packs go that are no longer listed, and only then', async () => {
    await using standIn = await startRegistry(manyPacks(40), fivePages)
    await using place = await updatePlace(standIn.url)
    await place.run()
    standIn.hold(manyPacks(38))
    expect((await place.run()).packs).toMatchObject({ kept: 40, gone: 0 })
    expect((await place.run({ full: true })).packs).toMatchObject({ kept: 38, gone: 2 })
    standIn.misbehave((asked) => (pageOf(asked) === 5 ? fails(403) : null))
    standIn.hold(manyPacks(36))
    expect(await place.run({ full: true })).toMatchObject({ done: false, packs: { kept: 38, gone: 0 } })
  })
})

describe('a list that is cut off', () => {
  it.each([1, 2, 3, 4, 5])('before page %i is the same when the next update has gone on', async (page) => {
    await using standIn = await startRegistry(manyPacks(40), fivePages)
    await using place = await updatePlace(standIn.url)
    standIn.misbehave((asked) => (pageOf(asked) >= page ? drops : null))
    const cut = await place.run()
    expect(cut).toMatchObject({ done: false, packs: { kept: (page - 1) * 8 } })
    expect(new Set(cut.problems.map(({ code }) => code))).toEqual(new Set(['SOURCE_UNREACHABLE']))
    expect(await place.packIds()).toHaveLength((page - 1) * 8)
    standIn.misbehave(null)
    const before = standIn.asked.length
    place.at(nextDay)
    expect(await place.run()).toMatchObject({ done: true, resumed: page > 1, requests: 6 - page, problems: [] })
    expect(standIn.asked.slice(before).map(pageOf)).toEqual([1, 2, 3, 4, 5].slice(page - 1))
    const expected = await smoothUpdate()
    // The list is of the time when it was begun.
    expect(await place.files()).toEqual(
      page === 1
        ? { ...expected, 'state.json': expected['state.json']?.replace('2026-06-10T12:00:00.000Z', nextDay) }
        : expected,
    )
  })

  it.each([1, 2, 3, 4, 5])('by the person while page %i is on its way keeps what came', async (page) => {
    await using standIn = await startRegistry(manyPacks(40), fivePages)
    await using place = await updatePlace(standIn.url)
    const stop = new AbortController()
    standIn.misbehave((asked) => {
      if (pageOf(asked) !== page) return null
      setTimeout(() => stop.abort(new Error('enough')), 10)
      return hangs
    })
    await expect(place.run({ signal: stop.signal })).rejects.toThrow('enough')
    expect(await place.packIds()).toHaveLength((page - 1) * 8)
    standIn.misbehave(null)
    expect(await place.run()).toMatchObject({ done: true, requests: 6 - page })
    expect(await place.files()).toEqual(await smoothUpdate())
  })

  it('ends at once in the middle of a wait', async () => {
    await using standIn = await startRegistry(manyPacks(40), fivePages)
    await using place = await updatePlace(standIn.url)
    const stop = new AbortController()
    standIn.misbehave((asked) => (pageOf(asked) === 3 ? busyFor(60) : null))
    const progress = (_: number, __: number | null, what: string): void =>
      what.startsWith('waiting 60 s') ? stop.abort(new Error('enough')) : undefined
    await expect(place.run({ signal: stop.signal, progress })).rejects.toThrow('enough')
    expect(await place.packIds()).toHaveLength(16)
  })

  it('goes on past a page that cannot be read, and asks for it the next time', async () => {
    await using standIn = await startRegistry(manyPacks(40), fivePages)
    await using place = await updatePlace(standIn.url)
    standIn.misbehave((asked) => (pageOf(asked) === 3 ? webPage : null))
    expect(await place.run()).toMatchObject({
      done: false,
      packs: { kept: 32 },
      problems: [{ code: 'REGISTRY_ANSWER_UNREADABLE' }],
    })
    expect(JSON.parse((await place.files())['state.json'] ?? '')).toMatchObject({ page: 2, done: false })
    standIn.misbehave(null)
    expect(await place.run()).toMatchObject({ done: true, resumed: true, packs: { kept: 40 }, problems: [] })
    expect(await place.files()).toEqual(await smoothUpdate())
  })

  it('gives up after three pages in a row', async () => {
    await using standIn = await startRegistry(manyPacks(80), fivePages)
    await using place = await updatePlace(standIn.url)
    standIn.misbehave((asked) => (pageOf(asked) > 2 ? fails(403) : null))
    const done = await place.run()
    expect(pagesAsked(standIn)).toEqual([1, 2, 3, 4, 5])
    expect(done.problems.map(({ code }) => code)).toEqual(['REGISTRY_REFUSED', 'REGISTRY_REFUSED', 'REGISTRY_REFUSED'])
  })

  it('begins anew when a kept page was lost, the state is damaged or a day has passed', async () => {
    await using standIn = await startRegistry(manyPacks(40), fivePages)
    await using place = await updatePlace(standIn.url)
    const cutAt4 = async (): Promise<void> => {
      standIn.misbehave((asked) => (pageOf(asked) >= 4 ? fails(403) : null))
      await place.run({ full: true })
      standIn.misbehave(null)
    }
    await cutAt4()
    await place.put('pages/2.json', '{"at":')
    expect(await place.run()).toMatchObject({ done: true, resumed: true, requests: 3 })
    await cutAt4()
    await place.put('state.json', '{"at":')
    expect(await place.run()).toMatchObject({
      done: true,
      resumed: false,
      requests: 5,
      problems: [{ code: 'REGISTRY_KEEP_UNREADABLE' }],
    })
    await cutAt4()
    place.at('2026-06-12T12:00:00.000Z')
    expect(await place.run({ full: true })).toMatchObject({ done: true, resumed: false, requests: 5, problems: [] })
    expect(await place.packIds()).toHaveLength(40)
  })
})

describe('changes', () => {
  it('are asked for since the last whole list, a day earlier for safety', async () => {
    const many = manyPacks(40)
    await using standIn = await startRegistry(many, fivePages)
    await using place = await updatePlace(standIn.url)
    await place.run()
    const files = await place.files()
    place.at(nextDay)
    expect(await place.run()).toMatchObject({
      done: true,
      list: 'changes',
      since: '2026-06-10T12:00:00.000Z',
      packs: { kept: 40, added: 0, changed: 0 },
      requests: 1,
    })
    expect(standIn.asked.at(-1)?.query.get('timestamp')).toBe('2026-06-09T12:00:00.000Z')
    expect(await place.files()).toEqual({
      ...files,
      'state.json': `{"at":"${nextDay}","page":1,"done":true,"since":"2026-06-10T12:00:00.000Z"}\n`,
    })
    const newer = pack('pack-007', [version('pack-007', '9.0.0', null)], {}, '2026-06-11T00:00:00Z')
    standIn.hold([
      ...many.filter(({ node }) => node.id !== 'pack-007'),
      newer,
      pack('a-new-one', [], {}, '2026-06-11T00:00:00Z'),
    ])
    place.at('2026-06-12T06:00:00.000Z')
    expect((await place.run()).packs).toMatchObject({ kept: 41, added: 1, changed: 1, gone: 0 })
    expect((await place.files())['packs.jsonl']).toContain(
      '"id":"pack-007","title":"Pack pack-007","repository":"https://github.com/maker/pack-007","description":"Made for tests.","licence":"see LICENSE","stars":0,"downloads":909,"updated":"2025-02-09T12:51:54.479852Z","latest":"9.0.0"',
    )
    // Changes are of the last whole list, not of each other: what was missed between two of them comes again.
    expect(standIn.asked.at(-1)?.query.get('timestamp')).toBe('2026-06-09T12:00:00.000Z')
  })

  it('are the whole list where the service takes no time, refuses it or a week has passed', async () => {
    for (const timestamp of ['ignored', 'refused'] as const) {
      await using standIn = await startRegistry(manyPacks(40), { ...fivePages, timestamp })
      await using place = await updatePlace(standIn.url)
      await place.run()
      const before = (await place.files())['packs.jsonl']
      expect(await place.run()).toMatchObject({
        done: true,
        list: timestamp === 'refused' ? 'whole' : 'changes',
        packs: { kept: 40, changed: 0 },
        problems: [],
      })
      expect((await place.files())['packs.jsonl']).toBe(before)
      place.at('2026-06-18T12:00:00.000Z')
      expect(await place.run()).toMatchObject({ list: 'whole', requests: 5 })
    }
  })

  it('are not enough for a damaged file: the whole list heals it', async () => {
    await using standIn = await startRegistry(manyPacks(40), fivePages)
    await using place = await updatePlace(standIn.url)
    await place.run()
    const { 'packs.jsonl': before = '' } = await place.files()
    await place.put(
      'packs.jsonl',
      `\ufeff${before
        .split('\n')
        .map((line, at) => (at === 3 ? line.slice(0, 40) : at === 5 ? '{"id":7}' : line))
        .join('\r\n')}`,
    )
    const done = await place.run()
    expect(done).toMatchObject({ done: true, list: 'whole', packs: { kept: 40, added: 2 } })
    expect(done.problems.map(({ message }) => message)).toEqual([expect.stringContaining('no record in line 4, 6')])
    expect((await place.files())['packs.jsonl']).toBe(before)
  })
})

it('asks nothing and writes nothing while the source is off', async () => {
  await using standIn = await startRegistry(manyPacks(40), fivePages)
  await using place = await updatePlace(standIn.url, createLoopbackHost('comfy-registry', standIn.url, 'off'))
  expect(await place.run({ packs: ['pack-001'] })).toMatchObject({
    done: false,
    requests: 1,
    asked: [],
    written: 0,
    problems: [{ code: 'SOURCE_OFF' }],
  })
  expect(standIn.asked).toEqual([])
  expect(await place.files()).toEqual({})
})

it('tells when it cannot write', async () => {
  await using standIn = await startRegistry(manyPacks(40), fivePages)
  await using place = await updatePlace(standIn.url)
  await place.put('packs.jsonl/in-its-place', 'x')
  await expect(place.run()).rejects.toMatchObject({
    problem: { code: 'REGISTRY_KEEP_UNWRITABLE', message: expect.stringContaining('packs.jsonl') as string },
  })
})

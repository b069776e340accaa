import { describe, expect, it } from 'vitest'
import { manyPacks } from '../../adapters/comfy-registry/testing/make-packs.js'
import { busyByLimit, busyFor, fails, says } from '../../adapters/comfy-registry/testing/misbehaviours.js'
import { startRegistry } from '../../adapters/comfy-registry/testing/stand-in.js'
import { fivePages, pageOf, smoothUpdate } from './testing/five-pages.js'
import { updatePlace } from './testing/update-place.js'

describe('a service that is not well', () => {
  it('may repeat entries from page to page', async () => {
    await using standIn = await startRegistry(manyPacks(40), { ...fivePages, repeats: true })
    await using place = await updatePlace(standIn.url)
    expect(await place.run()).toMatchObject({ done: true, packs: { kept: 40, repeated: 4 }, problems: [] })
    expect(await place.files()).toEqual(await smoothUpdate())
  })

  it('may take no large pages: smaller ones are asked for, by the next update too', async () => {
    await using standIn = await startRegistry(manyPacks(70), { mostLimit: 30 })
    await using place = await updatePlace(standIn.url)
    standIn.misbehave(({ query }) => (query.get('page') === '3' ? fails(403) : null))
    expect(await place.run()).toMatchObject({ done: false, packs: { kept: 60 } })
    standIn.misbehave(null)
    expect(await place.run()).toMatchObject({
      done: true,
      resumed: true,
      requests: 2,
      packs: { kept: 70 },
      problems: [],
    })
    expect(standIn.asked.map(({ query }) => query.get('limit'))).toEqual(['100', '30', '30', '30', '100', '30'])
  })

  it('may repeat its first page without end', async () => {
    await using standIn = await startRegistry(manyPacks(40), fivePages)
    await using place = await updatePlace(standIn.url)
    const first = JSON.stringify({ total: 4000, totalPages: 500, nodes: [{ id: 'one' }, { id: 'two' }] })
    standIn.misbehave(() => says(first))
    expect(await place.run()).toMatchObject({
      done: false,
      requests: 4,
      packs: { kept: 2 },
      problems: [{ code: 'REGISTRY_LIST_MOVED' }],
    })
  })

  it('may tell neither how many pages nor how many packs there are', async () => {
    await using standIn = await startRegistry(manyPacks(40), fivePages)
    await using place = await updatePlace(standIn.url)
    standIn.misbehave((asked) => {
      const from = (pageOf(asked) - 1) * 8
      return says(
        JSON.stringify({
          total: null,
          nodes: manyPacks(40)
            .slice(from, from + 8)
            .map(({ node }) => ({ id: node.id })),
        }),
      )
    })
    expect(await place.run()).toMatchObject({ done: true, requests: 6, packs: { kept: 40 }, problems: [] })
  })

  it('may lose packs while the list moves: they are told, and those kept before stay', async () => {
    await using standIn = await startRegistry(manyPacks(40), fivePages)
    await using place = await updatePlace(standIn.url)
    await place.run()
    standIn.misbehave((asked) =>
      pageOf(asked) === 2 ? says(JSON.stringify({ total: 40, totalPages: 5, nodes: [] })) : null,
    )
    const done = await place.run({ full: true })
    expect(done).toMatchObject({
      done: true,
      packs: { kept: 40, gone: 0 },
      problems: [{ code: 'REGISTRY_LIST_MOVED' }],
    })
    expect(done.problems[0]?.message).toContain('8 of its 40 packs')
  })

  it('may have entries that cannot be read: they are counted and hide no other', async () => {
    await using standIn = await startRegistry([])
    await using place = await updatePlace(standIn.url)
    standIn.misbehave(() => says('{"total":4,"totalPages":1,"nodes":[null,{"id":"../x"},{"id":"good"},"x"]}'))
    expect(await place.run()).toMatchObject({
      done: true,
      packs: { kept: 1, unreadable: 3 },
      problems: [{ code: 'REGISTRY_ENTRIES_UNREADABLE' }],
    })
  })

  it.each([
    ['Retry-After', busyFor(7), 7000],
    ['ratelimit', busyByLimit(55), 55_000],
    ['503 with Retry-After', busyFor(3, 503), 3000],
    ['no time', fails(500), 2000],
  ])('is left alone as long as it asks: %s', async (_, wrong, ms) => {
    await using standIn = await startRegistry(manyPacks(40), fivePages)
    await using place = await updatePlace(standIn.url)
    standIn.misbehave((_asked, nth) => (nth === 3 ? wrong : null))
    const told: string[] = []
    expect(await place.run({ progress: (_done, _total, what) => told.push(what) })).toMatchObject({
      done: true,
      requests: 6,
      problems: [],
    })
    expect(place.waits).toEqual([500, 500, ms, 500, 500])
    expect(told).toContain(`waiting ${ms / 1000} s before the Comfy Registry is asked again`)
    expect(await place.files()).toEqual(await smoothUpdate())
  })

  it('is asked by the next update when it wants more rest than a person waits', async () => {
    await using standIn = await startRegistry(manyPacks(40), fivePages)
    await using place = await updatePlace(standIn.url)
    standIn.misbehave((asked) => (pageOf(asked) > 3 ? busyFor(3600) : null))
    const done = await place.run()
    expect(done).toMatchObject({ done: false, packs: { kept: 24 } })
    expect(done.problems[0]).toMatchObject({
      code: 'REGISTRY_BUSY',
      message: expect.stringContaining('3600 seconds') as string,
    })
    expect(Math.max(...place.waits)).toBe(500)
    standIn.misbehave(null)
    await place.run()
    expect(await place.files()).toEqual(await smoothUpdate())
  })
})

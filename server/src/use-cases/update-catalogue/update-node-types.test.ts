import { describe, expect, it } from 'vitest'
import { comfyNode, pack, version } from '../../adapters/comfy-registry/testing/make-packs.js'
import { busyFor, drops, fails, hangs, says } from '../../adapters/comfy-registry/testing/misbehaviours.js'
import { oddNames, oddPacks } from '../../adapters/comfy-registry/testing/odd-packs.js'
import { startRegistry } from '../../adapters/comfy-registry/testing/stand-in.js'
import { createLoopbackHost } from '../../adapters/testing/loopback-host.js'
import { updatePlace, type UpdatePlace } from './testing/update-place.js'

interface Line {
  readonly id: string
  readonly version: string
  readonly types: readonly { readonly name: string }[]
}

async function linesOf(place: UpdatePlace): Promise<Line[]> {
  return ((await place.files())['node-types.jsonl'] ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
}

const asks = (type: string) => ({ list: false, types: [type] })

describe('node types of named packs', () => {
  it('are not asked for where nobody named one', async () => {
    await using standIn = await startRegistry(oddPacks)
    await using place = await updatePlace(standIn.url)
    expect(await place.run()).toMatchObject({ nodeTypes: { versions: 0, types: 0 }, asked: [], requests: 1 })
  })

  it('are kept to the letter, sorted, with inputs and outputs', async () => {
    await using standIn = await startRegistry(oddPacks)
    await using place = await updatePlace(standIn.url)
    expect(await place.run({ packs: ['odd-names', 'Mixed_case.PACK'] })).toMatchObject({
      done: true,
      nodeTypes: { versions: 2, types: oddNames.length + 1 },
      asked: [
        { id: 'odd-names', version: '0.1.0', types: oddNames.length, says: 'read now' },
        { id: 'mixed_case.pack', version: '3.0.0', types: 1, says: 'read now' },
      ],
    })
    const [mixed, odd] = await linesOf(place)
    expect(odd?.types.map(({ name }) => name)).toEqual([...oddNames].sort())
    expect(JSON.stringify(mixed)).toBe(
      '{"id":"mixed_case.pack","version":"3.0.0","types":[{"name":"Mixed","inputs":[{"name":"image","type":"IMAGE"},{"name":"mode","type":"COMBO"},{"name":"mask","type":"MASK"}],"outputs":["IMAGE","MASK"]}]}',
    )
    expect(standIn.installations()).toBe(0)
  })

  it('are of the newest version by semver that the service could read', async () => {
    await using standIn = await startRegistry(oddPacks)
    await using place = await updatePlace(standIn.url)
    const { asked } = await place.run({ packs: ['text-order'] })
    expect(asked).toEqual([
      { id: 'text-order', version: '1.10.0-beta.2', types: 1, says: 'read now, the registry has none of 1.10.0' },
    ])
    const latestOf = async (): Promise<string | undefined> =>
      /"id":"text-order".*?"latest":"([^"]+)"/.exec((await place.files())['packs.jsonl'] ?? '')?.[1]
    expect(await latestOf()).toBe('1.10.0')
    // The next list says 1.9.0 again, which is older than what was read.
    await place.run({ full: true })
    expect(await latestOf()).toBe('1.10.0-beta.2')
  })

  it('come on several pages, all of them or none', async () => {
    await using standIn = await startRegistry(oddPacks)
    await using place = await updatePlace(standIn.url)
    standIn.misbehave(({ segments, query }) =>
      segments.at(-1) === 'comfy-nodes' && query.get('page') === '3' ? fails(403) : null,
    )
    expect(await place.run({ packs: ['large-pack', 'odd-names'] })).toMatchObject({
      done: false,
      asked: [
        { id: 'large-pack', types: 0, says: 'its node types did not come' },
        { id: 'odd-names', types: oddNames.length },
      ],
      problems: [{ code: 'REGISTRY_REFUSED' }],
    })
    standIn.misbehave(null)
    expect((await place.run({ list: false, packs: ['large-pack'] })).asked).toMatchObject([
      { id: 'large-pack', types: 230 },
    ])
    expect((await linesOf(place)).map(({ id, types }) => [id, types.length])).toEqual([
      ['large-pack', 230],
      ['odd-names', oddNames.length],
    ])
  })

  it('are not asked for twice, unless everything is wanted anew', async () => {
    await using standIn = await startRegistry(oddPacks)
    await using place = await updatePlace(standIn.url)
    await place.run({ packs: ['large-pack'] })
    const before = await place.files()
    expect(await place.run({ list: false, packs: ['large-pack'] })).toMatchObject({
      requests: 2,
      asked: [{ says: 'kept from before', types: 230 }],
    })
    expect(await place.run({ list: false, full: true, packs: ['large-pack'] })).toMatchObject({
      requests: 5,
      asked: [{ says: 'read now' }],
    })
    expect(await place.files()).toEqual(before)
  })

  it('may be those of a version that is named; versions that are gone are let go', async () => {
    const two = (numbers: readonly string[]) => [
      pack(
        'p',
        numbers.map((number) => version('p', number, [comfyNode(`P ${number}`)])),
      ),
    ]
    await using standIn = await startRegistry(two(['1.0.0', '2.0.0']))
    await using place = await updatePlace(standIn.url)
    await place.run({ packs: ['p', 'p@1.0.0'] })
    expect((await linesOf(place)).map((line) => line.version)).toEqual(['2.0.0', '1.0.0'])
    expect(await place.run({ list: false, packs: ['p@7.7.7'] })).toMatchObject({
      done: false,
      problems: [{ code: 'REGISTRY_UNKNOWN' }],
    })
    standIn.hold(two(['1.0.0', '3.0.0']))
    await place.run({ list: false, packs: ['p'] })
    expect((await linesOf(place)).map((line) => line.version)).toEqual(['3.0.0', '1.0.0'])
  })

  it('tell what there is to tell of packs without any', async () => {
    await using standIn = await startRegistry([...oddPacks, pack('unread', [version('unread', '1.0.0', null)])])
    await using place = await updatePlace(standIn.url)
    const done = await place.run({
      packs: ['never-published', 'unread', 'not-there', 'banned-pack', '../install', 'odd-names'],
    })
    expect(done.asked).toMatchObject([
      { id: 'never-published', types: 0, says: 'it never published a version' },
      { id: 'unread', types: 0, says: 'the registry has no node types of it' },
      { id: 'odd-names', types: oddNames.length },
    ])
    expect(done.problems.map(({ code, message }) => [code, message.slice(0, 60)])).toEqual([
      ['REGISTRY_UNKNOWN', 'The Comfy Registry knows no node pack not-there.'],
      ['REGISTRY_REFUSED', 'The Comfy Registry does not answer for node pack banned-pack'],
      ['REGISTRY_UNKNOWN', 'The Comfy Registry knows no node pack ../install.'],
    ])
  })

  it('count what cannot be read', async () => {
    await using standIn = await startRegistry(oddPacks)
    await using place = await updatePlace(standIn.url)
    expect(await place.run({ list: false, packs: ['broken-texts'] })).toMatchObject({
      done: true,
      problems: [
        { code: 'REGISTRY_ENTRIES_UNREADABLE', message: expect.stringContaining('1 of the entries') as string },
      ],
    })
  })

  it('need no list of packs before', async () => {
    await using standIn = await startRegistry(oddPacks)
    await using place = await updatePlace(standIn.url)
    expect(await place.run({ list: false, packs: ['comfyui-hibiki'] })).toMatchObject({
      done: true,
      list: 'none',
      packs: { kept: 1 },
      requests: 3,
    })
    expect(Object.keys(await place.files())).toEqual(['node-types.jsonl', 'packs.jsonl'])
  })

  it('are kept when a later pack fails, is waited for or cut off', async () => {
    await using standIn = await startRegistry(oddPacks)
    await using place = await updatePlace(standIn.url)
    const stop = new AbortController()
    standIn.misbehave(({ segments }, nth) => {
      if (nth === 2) return busyFor(1)
      if (segments[1] !== 'large-pack') return null
      setTimeout(() => stop.abort(new Error('enough')), 10)
      return hangs
    })
    await expect(place.run({ list: false, packs: ['odd-names', 'large-pack'], signal: stop.signal })).rejects.toThrow(
      'enough',
    )
    expect((await linesOf(place)).map(({ id }) => id)).toEqual(['odd-names'])
    expect(await place.packIds()).toEqual(['odd-names'])
    standIn.misbehave(({ segments }) => (segments[1] === 'large-pack' ? drops : null))
    expect(await place.run({ list: false, packs: ['large-pack', 'comfyui-hibiki'] })).toMatchObject({
      done: false,
      asked: [{ id: 'comfyui-hibiki', types: 1 }],
      problems: [{ code: 'SOURCE_UNREACHABLE' }],
    })
  })
})

describe('the pack of a node type', () => {
  it('is the one that the registry chooses, and its node types come with it', async () => {
    const rival = pack('rival', [version('rival', '1.0.0', [comfyNode('Shared')])], { search_ranking: 1 })
    const preempting = pack('preempting', [version('preempting', '1.0.0', [comfyNode('Shared')])], {
      preempted_comfy_node_names: ['Shared'],
      search_ranking: 9,
    })
    await using standIn = await startRegistry([rival, preempting])
    await using place = await updatePlace(standIn.url)
    expect(await place.run(asks('Shared'))).toMatchObject({
      done: true,
      packOf: [{ type: 'Shared', id: 'preempting' }],
      asked: [{ id: 'preempting', types: 1 }],
    })
  })

  it.each(oddNames.map((name) => [name]))('is found for %j', async (name) => {
    await using standIn = await startRegistry(oddPacks)
    await using place = await updatePlace(standIn.url)
    expect((await place.run(asks(name))).packOf).toEqual([{ type: name, id: 'odd-names' }])
  })

  it('may be none, and that is no failure', async () => {
    await using standIn = await startRegistry(oddPacks)
    await using place = await updatePlace(standIn.url)
    expect(await place.run({ list: false, types: ['Nobody has this', '..', '\ud800'] })).toMatchObject({
      done: true,
      packOf: [
        { type: 'Nobody has this', id: null },
        { type: '..', id: null },
        { type: '\ud800', id: null },
      ],
      asked: [],
      problems: [],
    })
    expect(standIn.asked).toHaveLength(1)
    expect(await place.files()).toEqual({})
  })

  it('is not asked for while the source is off', async () => {
    await using standIn = await startRegistry(oddPacks)
    await using place = await updatePlace(standIn.url, createLoopbackHost('comfy-registry', standIn.url, 'off'))
    expect(await place.run({ list: false, types: ['Hibiki', 'b'], packs: ['x'] })).toMatchObject({
      done: false,
      packOf: [],
      asked: [],
      requests: 1,
      problems: [{ code: 'SOURCE_OFF' }],
    })
  })
})

it('reads no node types from an answer of another shape', async () => {
  await using standIn = await startRegistry(oddPacks)
  await using place = await updatePlace(standIn.url)
  standIn.misbehave(({ segments }) => (segments.at(-1) === 'versions' ? says('{"versions":[]}') : null))
  expect(await place.run({ list: false, packs: ['odd-names'] })).toMatchObject({
    done: false,
    problems: [{ code: 'REGISTRY_ANSWER_UNREADABLE' }],
  })
})

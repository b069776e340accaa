import { describe, expect, it } from 'vitest'
import type { Registry } from '../../../../core/ports.js'
import type { RegistryAnswer } from '../../../../core/registry.js'
import { changed, cutOff, emptied, fails, nulled, says, slowly, webPage, withoutLength } from '../misbehaviours.js'
import { oddNames } from '../odd-packs.js'
import type { RegistryStandIn } from '../stand-in.js'

/** A registry over a stand-in that holds `oddPacks`. */
export interface RegistryUnderTest extends AsyncDisposable {
  readonly registry: Registry
  readonly standIn: RegistryStandIn
}

const plain = { page: 1, limit: 100, since: null }

function must<T>(answer: RegistryAnswer<T>): T {
  if (!answer.ok) throw new Error(`${answer.failure.kind}: ${answer.failure.problem.message}`)
  return answer.value
}

function failureOf(answer: RegistryAnswer<unknown>) {
  return answer.ok ? null : { kind: answer.failure.kind, code: answer.failure.problem.code }
}

/** What the port `Registry` promises. */
export function describeRegistry(name: string, open: () => Promise<RegistryUnderTest>): void {
  describe(name, () => {
    it('lists packs with what is known of them and nothing more', async () => {
      await using made = await open()
      const { packs, total, pages, unreadable } = must(await made.registry.packs(plain))
      expect({ total, pages, unreadable }).toEqual({ total: 7, pages: 1, unreadable: 0 })
      expect(packs.find(({ id }) => id === 'comfyui-hibiki')).toEqual({
        id: 'comfyui-hibiki',
        title: 'Pack comfyui-hibiki',
        repository: 'https://github.com/jhj0517/ComfyUI-hibiki',
        description: 'Made for tests.',
        licence: 'see LICENSE',
        stars: 0,
        downloads: 909,
        updated: '2025-02-09T12:51:54.479852Z',
        latest: '1.0.0',
        status: 'flagged',
        publisher: 'maker',
        preempted: ['Another', 'Hibiki'],
      })
      expect(packs.find(({ id }) => id === 'never-published')).toEqual({
        id: 'never-published',
        title: 'Pack never-published',
        description: 'Made for tests.',
        stars: 0,
        downloads: 909,
        status: 'active',
        publisher: 'maker',
      })
      expect(packs.find(({ id }) => id === 'mixed_case.pack')).toMatchObject({ licence: 'MIT' })
      expect(packs.find(({ id }) => id === 'large-pack')).toMatchObject({ comfyui: '>=0.3.40' })
      expect(packs.find(({ id }) => id === 'broken-texts')).not.toHaveProperty('title')
    })

    it('asks for one page and for changes as the service names them', async () => {
      await using made = await open()
      const { registry, standIn } = made
      expect(must(await registry.packs({ page: 2, limit: 3, since: null })).packs.map(({ id }) => id)).toEqual([
        'mixed_case.pack',
        'never-published',
        'large-pack',
      ])
      expect(must(await registry.packs({ page: 1, limit: 3, since: '2026-01-01T00:00:00.000Z' }))).toMatchObject({
        packs: [],
        total: 0,
        pages: 0,
      })
      expect(standIn.asked.map(({ url }) => url)).toEqual([
        '/nodes?page=2&limit=3',
        '/nodes?page=1&limit=3&timestamp=2026-01-01T00%3A00%3A00.000Z',
      ])
    })

    it('finds a pack in any spelling and tells the one of the service', async () => {
      await using made = await open()
      const { registry } = made
      expect(must(await registry.pack(' mixed_case.pack '))).toMatchObject({
        spelling: 'Mixed_Case.Pack',
        pack: { id: 'mixed_case.pack', latest: '3.0.0' },
      })
      expect(must(await registry.versions('Mixed_Case.Pack')).map((one) => one.version)).toEqual(['3.0.0'])
      expect(failureOf(await registry.pack('not-there'))).toEqual({ kind: 'absent', code: 'REGISTRY_UNKNOWN' })
      expect(failureOf(await registry.pack('banned-pack'))).toEqual({ kind: 'here', code: 'REGISTRY_REFUSED' })
    })

    it('asks nothing about what can be no id, version or class name', async () => {
      await using made = await open()
      const { registry, standIn } = made
      const ids = ['', '..', '../versions', 'a/b', 'a b', '-a', 'a.', 'x?y', 'ä', 'a'.repeat(101)]
      for (const id of ids)
        expect(failureOf(await registry.pack(id))).toEqual({ kind: 'absent', code: 'REGISTRY_UNKNOWN' })
      for (const version of ['', '.', '..', '\ud800'])
        expect(failureOf(await registry.nodeTypes({ id: 'odd-names', version, page: 1, limit: 10 }))?.kind).toBe(
          'absent',
        )
      for (const type of ['', '.', '..', 'a\udc00'])
        expect(failureOf(await registry.packOfType(type))?.kind).toBe('absent')
      expect(standIn.asked).toEqual([])
    })

    it('orders versions by semver and leaves out those nobody can have', async () => {
      await using made = await open()
      const versions = must(await made.registry.versions('text-order'))
      expect(versions.map(({ version, extracted }) => [version, extracted])).toEqual([
        ['1.10.0', 'pending'],
        ['1.10.0-beta.2', 'success'],
        ['1.9.0', 'success'],
      ])
      expect(failureOf(await made.registry.versions('not-there'))).toEqual({ kind: 'absent', code: 'REGISTRY_UNKNOWN' })
    })

    it('reads node types out of the JSON in their texts', async () => {
      await using made = await open()
      const { types, unreadable, pages } = must(
        await made.registry.nodeTypes({ id: 'broken-texts', version: '1.0.0', page: 1, limit: 100 }),
      )
      const usual = [
        { name: 'image', type: 'IMAGE' },
        { name: 'mode', type: 'COMBO' },
        { name: 'mask', type: 'MASK' },
      ]
      expect({ unreadable, pages }).toEqual({ unreadable: 1, pages: 1 })
      expect(types).toEqual([
        { name: 'Cut text', outputs: ['IMAGE', 'MASK'] },
        { name: 'No text' },
        { name: 'One output', inputs: usual, outputs: ['LATENT'], deprecated: true },
        { name: 'Combo output', inputs: [], outputs: ['COMBO', 'INT'] },
      ])
    })

    it('tells the pages of a large pack, and none for a version that was never read', async () => {
      await using made = await open()
      const { registry } = made
      expect(must(await registry.nodeTypes({ id: 'large-pack', version: '1.0.0', page: 3, limit: 100 }))).toMatchObject(
        { pages: 3, types: { length: 30 } },
      )
      expect(must(await registry.nodeTypes({ id: 'text-order', version: '1.10.0', page: 1, limit: 100 }))).toEqual({
        types: [],
        unreadable: 0,
        pages: 0,
      })
    })

    it.each(oddNames.map((name) => [name]))('asks which pack has %j', async (type) => {
      await using made = await open()
      expect(must(await made.registry.packOfType(type)).pack.id).toBe('odd-names')
      expect(failureOf(await made.registry.packOfType(`${type}!`))?.kind).toBe('absent')
      expect(made.standIn.asked[0]?.segments).toEqual(['comfy-nodes', type, 'node'])
    })

    const wrongs: [string, Parameters<RegistryStandIn['misbehave']>[0], string][] = [
      ['a web page with status 200', () => webPage, 'here REGISTRY_ANSWER_UNREADABLE'],
      ['text that is no JSON', () => says('{"nodes": [1,'), 'here REGISTRY_ANSWER_UNREADABLE'],
      ['an empty answer', () => says(''), 'here REGISTRY_ANSWER_UNREADABLE'],
      ['JSON of another shape', () => says('{"hello": "world"}'), 'here REGISTRY_ANSWER_UNREADABLE'],
      ['a bare list where a page is due', () => says('[]'), 'here REGISTRY_ANSWER_UNREADABLE'],
      ['nesting without end', () => says('['.repeat(100_000)), 'here REGISTRY_ANSWER_UNREADABLE'],
      ['400', () => fails(400), 'refused-query REGISTRY_REFUSED'],
      ['403', () => fails(403), 'here REGISTRY_REFUSED'],
      ['404', () => fails(404), 'absent REGISTRY_UNKNOWN'],
      [
        '500 of the other shape',
        () => fails(500, {}, { message: 'oh', details: ['a', 7, 'b'] }),
        'passing REGISTRY_REFUSED',
      ],
      ['a body that is cut off', () => cutOff, 'passing SOURCE_UNREACHABLE'],
    ]
    it.each(wrongs)('takes %s for what it is', async (_, decide, told) => {
      await using made = await open()
      made.standIn.misbehave(decide)
      const failure = failureOf(await made.registry.packs(plain))
      expect(`${failure?.kind} ${failure?.code}`).toBe(told)
    })

    it("tells the service's own words in both shapes of its errors", async () => {
      await using made = await open()
      const messageOf = async (body: unknown): Promise<string> => {
        made.standIn.misbehave(() => fails(403, {}, body))
        const answer = await made.registry.packs(plain)
        return answer.ok ? '' : answer.failure.problem.message
      }
      expect(await messageOf({ message: 'Node banned', error: 'why' })).toContain('(status 403: Node banned; why)')
      expect(await messageOf({ message: 'Bad', details: ['a', 'b'] })).toContain('(status 403: Bad; a; b)')
      expect(await messageOf(['\u001b[2J'])).toContain('(status 403)')
    })

    it('bears nulls, missing fields, empty lists and entries that are none', async () => {
      await using made = await open()
      const { registry, standIn } = made
      standIn.misbehave(() => nulled)
      const bare = must(await registry.packs(plain))
      expect(bare.packs[0]).toEqual({ id: 'comfyui-hibiki' })
      expect(bare).toMatchObject({ unreadable: 0, packs: { length: 7 } })
      expect(must(await registry.nodeTypes({ id: 'odd-names', version: '0.1.0', page: 1, limit: 5 })).types).toEqual(
        oddNames.slice(0, 5).map((name) => ({ name })),
      )
      standIn.misbehave(() => emptied)
      expect(must(await registry.packs(plain))).toMatchObject({ packs: [], total: 7 })
      expect(must(await registry.versions('odd-names'))).toEqual([])
      standIn.misbehave(() =>
        says(
          '{"nodes":[null,7,"x",[],{},{"id":null},{"id":""},{"id":"../x"},{"id":" OK ","downloads":-1,"github_stars":"12","latest_version":{"createdAt":"0001-01-01T00:00:00Z"},"license":7,"preempted_comfy_node_names":[null,"b","a","b"]}],"total":"9"}',
        ),
      )
      expect(must(await registry.packs(plain))).toEqual({
        packs: [{ id: 'ok', stars: 12, preempted: ['a', 'b'] }],
        unreadable: 8,
        total: 9,
        pages: null,
      })
      standIn.misbehave(() => says('{"nodes":null,"total":0}'))
      expect(must(await registry.packs(plain))).toMatchObject({ packs: [], total: 0 })
    })

    it('reads an answer that is slow or does not tell its length', async () => {
      await using made = await open()
      made.standIn.misbehave((_, nth) => (nth === 1 ? slowly(80) : withoutLength))
      expect(must(await made.registry.packs(plain)).packs).toHaveLength(7)
      expect(must(await made.registry.versions('odd-names'))).toHaveLength(1)
    })

    it('cuts what is too long and takes control characters away', async () => {
      await using made = await open()
      made.standIn.misbehave(() =>
        changed(() => ({
          total: 1,
          nodes: [
            {
              id: 'x',
              name: '\u001b[31mred\u0007\r\n',
              description: '😀'.repeat(3000),
              license: `MIT License\n\n${'x'.repeat(50_000)}`,
            },
          ],
        })),
      )
      const [only] = must(await made.registry.packs(plain)).packs
      expect(only).toMatchObject({ title: '[31mred', licence: 'MIT License' })
      expect(only?.description?.length).toBeLessThanOrEqual(1000)
      expect(only?.description?.isWellFormed()).toBe(true)
    })

    it('ends at once with the signal and its reason', async () => {
      await using made = await open()
      const stop = new AbortController()
      made.standIn.misbehave(() => () => undefined)
      const waiting = made.registry.packs(plain, stop.signal)
      setTimeout(() => stop.abort(new Error('enough')), 20)
      await expect(waiting).rejects.toThrow('enough')
      await expect(made.registry.packs(plain, stop.signal)).rejects.toThrow('enough')
    })

    it('never calls install, whatever it is asked for', async () => {
      await using made = await open()
      const { registry, standIn } = made
      for (const id of ['odd-names', 'text-order', 'install']) {
        await registry.pack(id)
        await registry.versions(id)
        await registry.nodeTypes({ id, version: 'install', page: 1, limit: 10 })
        await registry.packOfType('install')
      }
      expect(standIn.installations()).toBe(0)
      expect(new Set(standIn.asked.map(({ method }) => method))).toEqual(new Set(['GET']))
    })
  })
}

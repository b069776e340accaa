import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../../ports.js'
import { type ToldCatalogue, toldCatalogue } from './catalogue-facts.js'

/** What every catalogue must do, whatever it reads. `create` answers one over what is told. */
export function describeCatalogue(name: string, create: (told: ToldCatalogue) => Promise<Catalogue>): void {
  const ask = async (types: readonly string[], ids: readonly string[] = [], models: readonly string[] = []) =>
    (await create(toldCatalogue)).lookUp(types, ids, models)
  const titles = async (type: string) => (await ask([type])).claims.get(type)?.map(({ title }) => title) ?? []

  describe(`${name}: claims`, () => {
    it('lists every claimant of a type, by repository, and says who was given it', async () => {
      const claims = (await ask(['Shared'])).claims.get('Shared') ?? []
      expect(claims.map(({ repository, title, via, wins }) => [repository, title, via, wins])).toEqual([
        ['https://github.com/comfyanonymous/ComfyUI', 'ComfyUI', 'exact-type', undefined],
        ['https://github.com/other/vendor', 'Vendor', 'exact-type', true],
        ['https://github.com/Owner/Nice-Pack', 'Nice Pack ✨', 'exact-type', undefined],
        ['https://github.com/third/Collector', 'Collector', 'exact-type', undefined],
      ])
      expect(claims.every(({ from }) => typeof from === 'string' && from !== '')).toBe(true)
    })

    it('takes the name letter for letter, and names of prototypes as names', async () => {
      const known = await ask(['nice', 'Nice ', '', 'hasOwnProperty', 'constructor', '__proto__', 'toString', '節點 ノード'])
      expect([...known.claims.keys()].sort()).toEqual(['__proto__', 'constructor', 'toString', '節點 ノード'])
    })

    it('lets a pattern speak behind those who list the name, and only a pattern that is mostly its own', async () => {
      const claims = (await ask(['C (vendor)'])).claims.get('C (vendor)')
      expect(claims?.map(({ title, via }) => [title, via])).toEqual([['Collector', 'exact-type'], ['Vendor', 'pattern']])
      expect(await titles('B (vendor)')).toEqual(['Vendor'])
      expect((await ask(['B (vendor)'])).claims.get('B (vendor)')?.[0]?.via).toBe('pattern')
      expect(await titles('A (vendor)')).toEqual(['Vendor', 'Collector'])
      expect(await titles('whatever')).toEqual([])
      expect(await titles(`${'a'.repeat(80)}!`)).toEqual([])
      expect(await titles(`${'x'.repeat(100_000)} (vendor)`)).toEqual([])
    })
  })

  describe(`${name}: packs`, () => {
    it.each([
      ['nice-pack', 'Nice Pack ✨'],
      ['NICE-PACK', 'Nice Pack ✨'],
      ['Owner/Nice-Pack', 'Nice Pack ✨'],
      ['git@github.com:OWNER/nice-pack.git', 'Nice Pack ✨'],
      ['https://www.github.com/Owner/Nice-Pack/tree/main/nodes', 'Nice Pack ✨'],
      ['old-owner/vendor', 'Vendor'],
      ['comfyui_tools', 'Tools'],
      ['comfyui-tools', 'Tools'],
      ['tools', 'Tools'],
    ])('knows %s', async (id, title) => {
      expect((await ask([], [id])).packs.get(id)?.title).toBe(title)
    })

    it('names a pack found by an id with that id, lower case', async () => {
      const { packs } = await ask([], ['ComfyUI_Tools'])
      expect(packs.get('ComfyUI_Tools')).toMatchObject({ id: 'comfyui_tools', repository: 'https://github.com/seventh/ComfyUI_Tools' })
      expect(packs.get('comfyui_tools')).toBe(packs.get('ComfyUI_Tools'))
      expect(packs.get('github.com/seventh/comfyui_tools')?.title).toBe('Tools')
    })

    it.each(['nobody', 'nobody/nothing', 'same-name', 'collects', 'comfyanonymous/ComfyUI', 'ComfyUI', '', ' ', '../x', 'a/b/c', '__proto__', 'constructor'])(
      'knows nothing of %j, or cannot tell which',
      async (id) => {
        const { packs } = await ask([], [id])
        expect(packs.get(id)).toBeUndefined()
        expect(packs.size).toBe(0)
      },
    )

    it('tells of a pack what the catalogue tells, and no more', async () => {
      const { packs } = await ask([], ['Owner/Nice-Pack', 'two/same-name', 'third/Collector', 'tools', 'one/same_name'])
      expect(packs.get('Owner/Nice-Pack')).toMatchObject({ id: 'nice-pack', about: { author: 'Owner', stars: 12, updated: '2026-01-02' } })
      expect(packs.get('Owner/Nice-Pack')?.risks).toBeUndefined()
      expect(packs.get('two/same-name')?.risks?.map(({ kind }) => kind)).toEqual(['deprecated'])
      expect(packs.get('third/Collector')?.about?.deprecated).toContain('archived')
      expect(packs.get('third/Collector')?.id).toBeNull()
      expect(packs.get('tools')?.risks).toEqual([{ kind: 'packages', says: expect.stringContaining('torch>=2') }])
      expect(packs.get('one/same_name')?.about).toBeUndefined()
    })
  })

  describe(`${name}: shares`, () => {
    it('counts what every claimant has in common with whom, ComfyUI left out', async () => {
      const { shares } = await ask(['Shared', 'KSampler'])
      expect([...shares.keys()].sort()).toEqual(['github.com/other/vendor', 'github.com/owner/nice-pack', 'github.com/third/collector'])
      expect(shares.get('github.com/third/collector')).toEqual({
        types: 5,
        names: ['A (vendor)', 'C (vendor)', 'Mine', 'Nice', 'Shared'],
        exclusive: 2,
        with: [
          { key: 'github.com/owner/nice-pack', title: 'Nice Pack ✨', shared: 2, alone: 2, types: 3 },
          { key: 'github.com/other/vendor', title: 'Vendor', shared: 2, alone: 1, types: 4 },
        ],
      })
      expect(shares.get('github.com/owner/nice-pack')).toMatchObject({ types: 3, exclusive: 1 })
      expect(shares.get('github.com/nobody/nothing')).toBeUndefined()
    })
  })

  describe(`${name}: models`, () => {
    it('knows models by file name in any letters, below any folder', async () => {
      const { models } = await ask([], [], ['BIG.safetensors', 'sub\\in-pack.pth', 'a/b/none.pth', ''])
      expect([...models.keys()].sort()).toEqual(['big.safetensors', 'in-pack.pth'])
      expect(models.get('big.safetensors')).toMatchObject([
        { name: 'Big.safetensors', url: 'https://example.org/a/Big.safetensors', directory: 'checkpoints/SDXL', base: 'SDXL', size: 6_940_000_000 },
        { name: 'big.safetensors', directory: 'vae', size: 334_600_000 },
      ])
      expect(models.get('in-pack.pth')).toMatchObject([{ directory: null, size: null }])
    })
  })

  describe(`${name}: as a whole`, () => {
    it('answers the same to the same question, in any order', async () => {
      const catalogue = await create(toldCatalogue)
      const plain = async (types: string[]) => {
        const { claims, packs, shares } = await catalogue.lookUp(types, ['tools', 'nice-pack'])
        const sorted = (map: ReadonlyMap<string, unknown>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))
        return JSON.stringify([sorted(claims), sorted(packs), sorted(shares)])
      }
      const first = await plain(['Nice', 'Shared', 'Two'])
      expect(await plain(['Two', 'Shared', 'Nice', 'Nice'])).toBe(first)
    })

    it('counts what it has', async () => {
      const [part, ...more] = await (await create(toldCatalogue)).status()
      expect(more).toEqual([])
      expect(part).toMatchObject({ packs: 10, nodeTypes: 17, models: 3 })
    })

    it('knows nothing when nothing is told', async () => {
      const known = await (await create({ packs: [], models: [] })).lookUp(['X'], ['y'], ['z'])
      expect([known.claims.size, known.packs.size, known.shares.size, known.models.size]).toEqual([0, 0, 0, 0])
    })
  })
}

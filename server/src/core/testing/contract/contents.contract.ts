import { expect, it } from 'vitest'
import { hashKey, type HashAsked, type ModelIndex } from '../../model-index.js'
import { addHash, described, factsOf, filled, hex, modelAt, models, walked } from './build-models.js'

/** What is learned of contents, and who shares it. */
export function keepsContents(create: () => Promise<ModelIndex>): void {
  it('gives facts and claims back whole', async () => {
    const index = await filled(await create(), [walked('a.ckpt')])
    const facts = factsOf({
      metadata: { ['__proto__']: 'x', text: '"\\\n\u0000 𝄞' },
      pickle: { word: 'unknown imports', imports: ['os.system'] },
    })
    const claims = [
      {
        from: 'a.civitai.info',
        says: 'model 1',
        url: 'https://civitai.com/models/1',
        sha256: hex('ab'),
        autov2: 'ab00000000',
      },
    ]
    await index.describe([await described(index, 'a.ckpt', { facts, claims })])
    const model = await modelAt(index, 'a.ckpt')
    expect(model.facts).toEqual(facts)
    expect(model.claims).toEqual(claims)
    await index.describe([
      await described(index, 'a.ckpt', { facts: factsOf({ kind: null, family: null }), claims: [] }),
    ])
    expect(await modelAt(index, 'a.ckpt')).toMatchObject({ facts: { kind: null, family: null }, claims: [] })
  })

  it('leaves out what was read from a file that is another one by now', async () => {
    const index = await filled(await create(), [walked('a.ckpt'), walked('b.ckpt')])
    const [stale, fresh] = [await described(index, 'a.ckpt'), await described(index, 'b.ckpt')]
    await index.record(models.path, { found: [walked('a.ckpt', { size: 7 })], gone: [] })
    await index.describe([stale, fresh, { ...fresh, id: 9999 }])
    expect((await modelAt(index, 'a.ckpt')).facts).toBeNull()
    expect((await modelAt(index, 'b.ckpt')).facts).toEqual(factsOf())
    expect(await index.addDigests(stale.id, stale.stamp, { blake3: hex('aa') })).toBe(false)
    expect(await index.addKeys(stale.id, stale.stamp, { quick: 'quick:2:00' })).toBe(false)
    expect(await index.addDigests(9999, fresh.stamp, { blake3: hex('aa') })).toBe(false)
    expect(await index.addDigests(fresh.id, fresh.stamp, { blake3: hex('aa') })).toBe(true)
  })

  it('makes one content of files with the same BLAKE3', async () => {
    const index = await filled(
      await create(),
      ['a.ckpt', 'b.ckpt', 'c.ckpt'].map((name) => walked(name)),
    )
    await index.describe([await described(index, 'b.ckpt')])
    await addHash(index, 'a.ckpt', 'aa', { sha256: hex('5a') })
    await addHash(index, 'b.ckpt', 'aa', { tensorsSha256: hex('7e') })
    const digests = { blake3: hex('aa'), sha256: hex('5a'), tensorsSha256: hex('7e') }
    for (const name of ['a.ckpt', 'b.ckpt'])
      expect(await modelAt(index, name)).toMatchObject({ facts: factsOf(), digests })
    expect((await modelAt(index, 'c.ckpt')).digests).toEqual({})
    await index.describe([await described(index, 'a.ckpt', { facts: factsOf({ family: 'flux' }) })])
    expect((await modelAt(index, 'b.ckpt')).facts?.family).toBe('flux')
  })

  it('keeps hashes that a later reading did not take', async () => {
    const index = await filled(await create(), [walked('a.ckpt')])
    await addHash(index, 'a.ckpt', 'aa', { sha256: hex('5a'), tensorsSha256: hex('7e') })
    await addHash(index, 'a.ckpt', 'aa')
    expect((await modelAt(index, 'a.ckpt')).digests).toEqual({
      blake3: hex('aa'),
      sha256: hex('5a'),
      tensorsSha256: hex('7e'),
    })
  })

  it('believes the bytes when they changed behind an equal stamp, for every name of them', async () => {
    const index = await filled(await create(), [
      walked('a.ckpt', { inode: '1:1' }),
      walked('hard.ckpt', { inode: '1:1' }),
      walked('copy.ckpt'),
    ])
    await index.describe([await described(index, 'a.ckpt')])
    await addHash(index, 'copy.ckpt', 'aa')
    await addHash(index, 'a.ckpt', 'aa', { sha256: hex('5a') })
    await addHash(index, 'a.ckpt', 'bb')
    for (const name of ['a.ckpt', 'hard.ckpt'])
      expect(await modelAt(index, name)).toMatchObject({ facts: null, digests: { blake3: hex('bb') } })
    expect((await modelAt(index, 'a.ckpt')).digests).toEqual({ blake3: hex('bb') })
    expect(await modelAt(index, 'copy.ckpt')).toMatchObject({
      facts: factsOf(),
      digests: { blake3: hex('aa'), sha256: hex('5a') },
    })
  })

  it('never takes a sample for an identity', async () => {
    const index = await filled(await create(), [walked('a.ckpt'), walked('b.ckpt')])
    const keys = { quick: `quick:2:${hex('1')}`, comfydock16: '636da73294eca212' }
    for (const name of ['a.ckpt', 'b.ckpt']) {
      const { id, stamp } = await described(index, name)
      expect(await index.addKeys(id, stamp, keys)).toBe(true)
    }
    await addHash(index, 'a.ckpt', 'aa')
    await addHash(index, 'b.ckpt', 'bb')
    const { id, stamp } = await described(index, 'b.ckpt')
    await index.addKeys(id, stamp, { comfygit16: 'ffff000011112222' })
    expect(await modelAt(index, 'a.ckpt')).toMatchObject({ keys, digests: { blake3: hex('aa') } })
    expect(await modelAt(index, 'b.ckpt')).toMatchObject({
      keys: { ...keys, comfygit16: 'ffff000011112222' },
      digests: { blake3: hex('bb') },
    })
    const found = await index.byHashes([{ type: 'comfydock16', value: keys.comfydock16 }])
    expect(found.get(`comfydock16:${keys.comfydock16}`)?.map(({ name }) => name)).toEqual(['a.ckpt', 'b.ckpt'])
  })

  it('finds by every kind of hash, and by nothing that is not known', async () => {
    const index = await filled(await create(), [walked('a.ckpt'), walked('copy.ckpt'), walked('other.ckpt')])
    await addHash(index, 'a.ckpt', 'b3', { sha256: hex('0123456789abc'), tensorsSha256: hex('fedcba9876543') })
    await addHash(index, 'copy.ckpt', 'b3')
    const asked: HashAsked[] = [
      { type: 'blake3', value: hex('B3') },
      { type: 'sha256', value: hex('0123456789abc') },
      { type: 'tensorsSha256', value: hex('fedcba9876543') },
      { type: 'autov2', value: '0123456789' },
      { type: 'autov3', value: 'FEDCBA987654' },
      { type: 'autov2', value: '012345678f' },
      { type: 'autov2', value: '' },
      { type: 'sha256', value: '0123456789' },
      { type: 'quick', value: hex('b3') },
      { type: 'autov3', value: "' or 1=1 --" },
    ]
    const found = await index.byHashes(asked)
    expect([...found.keys()]).toEqual(asked.slice(0, 5).map(hashKey))
    for (const files of found.values()) expect(files.map(({ name }) => name)).toEqual(['a.ckpt', 'copy.ckpt'])
  })

  it('finds the same weights by their fingerprint', async () => {
    const index = await filled(await create(), [walked('a.ckpt'), walked('b.ckpt', { size: 5 }), walked('c.ckpt')])
    await index.describe([await described(index, 'a.ckpt'), await described(index, 'b.ckpt')])
    await index.describe([await described(index, 'c.ckpt', { facts: factsOf({ fingerprint: null }) })])
    const found = await index.byFingerprints([factsOf().fingerprint ?? '', 'blake3:none'])
    expect([...found].map(([key, files]) => [key, files.map(({ name }) => name)])).toEqual([
      [factsOf().fingerprint, ['a.ckpt', 'b.ckpt']],
    ])
  })

  it('names one file of each content that lacks something: facts as they were met, hashes smallest first', async () => {
    const index = await filled(await create(), [
      walked('large.ckpt', { size: 900 }),
      walked('b.ckpt', { inode: '1:1', size: 5 }),
      walked('a.ckpt', { inode: '1:1', size: 5 }),
      walked('middle.ckpt', { size: 50 }),
    ])
    const lacking = async (what: 'blake3' | 'facts' | 'sha256', limit = 100) =>
      (await index.lacking(what, limit)).map(({ name }) => name)
    expect(await lacking('facts')).toEqual(['large.ckpt', 'a.ckpt', 'middle.ckpt'])
    expect(await lacking('facts', 2)).toEqual(['large.ckpt', 'a.ckpt'])
    expect(await lacking('blake3')).toEqual(['a.ckpt', 'middle.ckpt', 'large.ckpt'])
    expect(await lacking('facts', 0)).toEqual([])
    await index.describe([await described(index, 'b.ckpt')])
    await addHash(index, 'middle.ckpt', 'aa')
    await addHash(index, 'large.ckpt', 'bb', { sha256: hex('5a') })
    expect(await lacking('facts')).toEqual(['large.ckpt', 'middle.ckpt'])
    expect(await lacking('blake3')).toEqual(['a.ckpt'])
    expect(await lacking('sha256')).toEqual(['a.ckpt', 'middle.ckpt'])
    await index.record(models.path, { found: [], gone: ['a.ckpt', 'b.ckpt'] })
    expect(await lacking('blake3')).toEqual([])
  })
}

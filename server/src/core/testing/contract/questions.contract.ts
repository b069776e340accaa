import { expect, it } from 'vitest'
import type { ModelIndex, ModelQuery } from '../../model-index.js'
import { addHash, described, downloads, factsOf, filled, models, walked } from './build-models.js'

/** What can be asked. */
export function answersQuestions(create: () => Promise<ModelIndex>): void {
  const asked = async (index: ModelIndex, query: ModelQuery): Promise<string[]> =>
    (await index.list(query)).models.map(({ name }) => name)

  it('answers an empty index with nothing', async () => {
    const index = await create()
    expect(await index.list({ search: 'x', folder: 'loras', kind: 'lora' })).toEqual({ models: [], total: 0 })
    expect(await index.counts()).toEqual({ files: 0, bytes: 0, described: 0, hashed: 0, corrupt: 0 })
    expect([
      await index.names(),
      await index.outside(),
      await index.sharedSizes(),
      await index.bySizes([1]),
      await index.problems(),
    ]).toEqual([[], [], [], [], []])
    expect([await index.byPaths(['/a']), await index.byHashes([]), await index.lacking('facts', 5)]).toEqual([
      new Map(),
      new Map(),
      [],
    ])
  })

  it('sorts without regard to case, by size and by time, both ways', async () => {
    const index = await filled(await create(), [
      walked('b.ckpt', { size: 1, modified: 3 }),
      walked('B.ckpt', { size: 3, modified: 1 }),
      walked('a.ckpt', { size: 2, modified: 2 }),
      walked('Ä.ckpt', { size: 2, modified: 2 }),
      walked('𝄞.ckpt', { size: 9, modified: 9 }),
      walked('\uffee.ckpt', { size: 9, modified: 9 }),
    ])
    const byName = ['a.ckpt', 'B.ckpt', 'b.ckpt', 'Ä.ckpt', '\uffee.ckpt', '𝄞.ckpt']
    expect(await asked(index, {})).toEqual(byName)
    expect(await asked(index, { sort: 'name', descending: true })).toEqual(byName.toReversed())
    expect(await asked(index, { sort: 'size' })).toEqual([
      'b.ckpt',
      'a.ckpt',
      'Ä.ckpt',
      'B.ckpt',
      '\uffee.ckpt',
      '𝄞.ckpt',
    ])
    expect(await asked(index, { sort: 'modified', descending: true, limit: 3 })).toEqual([
      '𝄞.ckpt',
      '\uffee.ckpt',
      'b.ckpt',
    ])
  })

  it('pages, and counts what it does not show', async () => {
    const index = await filled(
      await create(),
      Array.from({ length: 25 }, (_, at) => walked(`${String(at).padStart(2, '0')}.ckpt`)),
    )
    const { models: page, total } = await index.list({ offset: 20, limit: 10 })
    expect([page.map(({ name }) => name), total]).toEqual([['20.ckpt', '21.ckpt', '22.ckpt', '23.ckpt', '24.ckpt'], 25])
    expect(await index.list({ offset: 30, limit: 10 })).toEqual({ models: [], total: 25 })
    expect(await index.list({ limit: 0 })).toEqual({ models: [], total: 25 })
    expect(await asked(index, { offset: 24 })).toEqual(['24.ckpt'])
  })

  it('searches words in any case, order and spelling, in the whole path', async () => {
    const index = await filled(await create(), [
      walked('loras/Größe_100%.safetensors'),
      walked('loras/Grosse 1000.safetensors'),
      walked('vae/x.ckpt'),
    ])
    await index.record(downloads.path, { found: [walked('Sub Folder/Flux.GGUF')], gone: [] })
    const found = async (search: string) => asked(index, { search })
    expect(await found('GRÖSSE')).toEqual([])
    expect(await found('grÖßE LORAS')).toEqual(['loras/Größe_100%.safetensors'])
    expect(await found('gro\u0308ße_')).toEqual(['loras/Größe_100%.safetensors'])
    expect(await found('100%')).toEqual(['loras/Größe_100%.safetensors'])
    expect(await found('e_1')).toEqual(['loras/Größe_100%.safetensors'])
    expect(await found('models\\vae')).toEqual(['vae/x.ckpt'])
    expect(await found('comfyui/models/vae/x')).toEqual(['vae/x.ckpt'])
    expect(await found('模型/sub gguf')).toEqual(['Sub Folder/Flux.GGUF'])
    expect(await found("'; drop table files --")).toEqual([])
    expect(await found(' \t ')).toHaveLength(4)
    expect((await index.list({ search: 'loras', limit: 1 })).total).toBe(2)
  })

  it('filters by folder, kind, family and health', async () => {
    const index = await filled(await create(), [
      walked('a.CKPT'),
      walked('b.safetensors'),
      walked('x/model_index.json'),
      walked('x/Amodel_index.json'),
      walked('y.yaml'),
    ])
    await index.record(downloads.path, { found: [walked('a.ckpt')], gone: [] })
    await index.describe([
      await described(index, 'a.CKPT', { facts: factsOf({ kind: 'checkpoint', health: 'corrupt', family: 'sd1' }) }),
      await described(index, 'b.safetensors'),
    ])
    expect(await asked(index, { folder: 'checkpoints' })).toEqual(['a.CKPT', 'b.safetensors'])
    expect(await asked(index, { folder: 'diffusers' })).toEqual(['x/model_index.json'])
    expect(await asked(index, { folder: 'loras' })).toEqual([])
    expect(await asked(index, { kind: 'lora' })).toEqual(['b.safetensors'])
    expect(await asked(index, { family: 'sd1', health: 'corrupt', folder: 'checkpoints', search: 'a' })).toEqual([
      'a.CKPT',
    ])
    expect(await asked(index, { family: 'sd1', health: 'whole' })).toEqual([])
  })

  it('answers by path, in the spelling that was asked', async () => {
    const index = await filled(await create(), [walked('sub/a b.ckpt')])
    await index.record(downloads.path, { found: [walked('x/y.ckpt')], gone: [] })
    const paths = [
      '/ComfyUI/models/sub/a b.ckpt',
      'D:\\Größe 模型\\x\\y.ckpt',
      'd:/Größe 模型/x/y.ckpt',
      '/ComfyUI/models/sub',
      'sub/a b.ckpt',
      '/comfyui/models/sub/a b.ckpt',
    ]
    const found = await index.byPaths(paths)
    expect([...found].map(([path, { name }]) => [path, name])).toEqual([
      [paths[0], 'sub/a b.ckpt'],
      [paths[1], 'x/y.ckpt'],
      [paths[2], 'x/y.ckpt'],
    ])
  })

  it('finds sizes that several files share', async () => {
    const index = await filled(await create(), [
      walked('d.ckpt', { size: 9 }),
      walked('c.ckpt', { size: 9 }),
      walked('b.ckpt', { size: 0 }),
      walked('a.ckpt', { size: 3 }),
    ])
    await index.record(downloads.path, { found: [walked('z.ckpt', { size: 0 })], gone: [] })
    expect(await index.sharedSizes()).toEqual([0, 9])
    expect((await index.bySizes([9, 0, 0, 77])).map(({ name }) => name)).toEqual([
      'b.ckpt',
      'z.ckpt',
      'c.ckpt',
      'd.ckpt',
    ])
  })

  it('lists names lightly, by root and then by name', async () => {
    const index = await filled(await create(), [walked('b.yaml', { size: 4 }), walked('a.ckpt')])
    await index.record(downloads.path, { found: [walked('A/a.ckpt')], gone: [] })
    expect((await index.names()).map(({ root, name, size, folders }) => ({ root, name, size, folders }))).toEqual([
      { root: models.path, name: 'a.ckpt', size: 100, folders: ['checkpoints'] },
      { root: models.path, name: 'b.yaml', size: 4, folders: ['configs'] },
      { root: downloads.path, name: 'A/a.ckpt', size: 100, folders: [] },
    ])
    expect(await index.outside()).toEqual([{ name: 'A/a.ckpt', path: 'D:\\Größe 模型\\A\\a.ckpt', size: 100 }])
  })

  it('counts files, bytes and what is known of them', async () => {
    const index = await filled(await create(), [walked('a.ckpt', { size: 7 }), walked('b.ckpt'), walked('c.ckpt')])
    await index.describe([
      await described(index, 'a.ckpt', { facts: factsOf({ health: 'corrupt' }) }),
      await described(index, 'b.ckpt'),
    ])
    await addHash(index, 'c.ckpt', 'aa')
    expect(await index.counts()).toEqual({ files: 3, bytes: 207, described: 2, hashed: 1, corrupt: 1 })
  })
}

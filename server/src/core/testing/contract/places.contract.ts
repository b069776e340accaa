import { expect, it } from 'vitest'
import type { ModelIndex } from '../../model-index.js'
import {
  addHash,
  described,
  downloads,
  factsOf,
  filled,
  hex,
  modelAt,
  models,
  namesOf,
  walked,
} from './build-models.js'

/** Files come, change, move and go. */
export function keepsPlaces(create: () => Promise<ModelIndex>): void {
  it('answers a new file with nothing known of its content', async () => {
    const index = await filled(await create(), [
      walked('sub/Größe 模型.safetensors', { inode: '1:7', link: '/nas/x.safetensors' }),
    ])
    const { id, ...model } = await modelAt(index, 'sub/Größe 模型.safetensors')
    expect(id).toBeTypeOf('number')
    expect(model).toEqual({
      path: '/ComfyUI/models/sub/Größe 模型.safetensors',
      root: models.path,
      name: 'sub/Größe 模型.safetensors',
      folders: ['checkpoints'],
      link: '/nas/x.safetensors',
      size: 100,
      modified: 1700000000000.25,
      inode: '1:7',
      facts: null,
      digests: {},
      keys: {},
      claims: [],
    })
  })

  it('gives back stamps as they were recorded', async () => {
    const index = await filled(await create(), [
      walked('a.ckpt', { inode: '1:1' }),
      walked('b.ckpt', { size: 2 ** 41 + 1, modified: 0.5, link: 'x' }),
    ])
    const stamps = await index.stamps(models.path)
    expect([...stamps.keys()].sort()).toEqual(['a.ckpt', 'b.ckpt'])
    expect(stamps.get('b.ckpt')).toEqual({
      id: (await modelAt(index, 'b.ckpt')).id,
      size: 2 ** 41 + 1,
      modified: 0.5,
      inode: null,
      link: 'x',
    })
    expect([...(await index.stamps('/nowhere'))]).toEqual([])
  })

  it('keeps the content of a file that is met again as it was', async () => {
    const file = walked('a.ckpt', { inode: '1:1' })
    const index = await filled(await create(), [file])
    await index.describe([await described(index, 'a.ckpt')])
    await addHash(index, 'a.ckpt', 'aa')
    await index.record(models.path, { found: [{ ...file, link: '/other' }], gone: [] })
    await index.record(models.path, { found: [{ ...file, inode: null }], gone: [] })
    expect(await modelAt(index, 'a.ckpt')).toMatchObject({
      link: null,
      inode: '1:1',
      facts: factsOf(),
      digests: { blake3: hex('aa') },
    })
  })

  it('knows a file whose disk came back under another number', async () => {
    const index = await filled(await create(), [walked('a.ckpt', { inode: '1:77' })])
    await addHash(index, 'a.ckpt', 'aa')
    await index.record(models.path, { found: [walked('a.ckpt', { inode: '9:77' })], gone: [] })
    expect(await modelAt(index, 'a.ckpt')).toMatchObject({ inode: '9:77', digests: { blake3: hex('aa') } })
  })

  it.each([
    ['size', { size: 101 }],
    ['time', { modified: 1700000000000.5 }],
    ['inode', { inode: '1:2' }],
  ])('parts a file from its content when its %s differs, and nobody else', async (_, change) => {
    const file = walked('a.ckpt', { inode: '1:1' })
    const index = await filled(await create(), [file, walked('b.ckpt')])
    for (const name of ['a.ckpt', 'b.ckpt']) {
      await index.describe([await described(index, name, { claims: [{ from: 'x.civitai.info', says: 'from there' }] })])
      await addHash(index, name, 'aa')
    }
    const { id } = await modelAt(index, 'a.ckpt')
    await index.record(models.path, { found: [{ ...file, ...change }], gone: [] })
    expect(await modelAt(index, 'a.ckpt')).toMatchObject({
      id,
      ...change,
      facts: null,
      digests: {},
      keys: {},
      claims: [],
    })
    expect(await modelAt(index, 'b.ckpt')).toMatchObject({
      facts: factsOf(),
      digests: { blake3: hex('aa') },
      claims: [{ from: 'x.civitai.info' }],
    })
  })

  it('forgets what is gone, and takes a name that is found and gone as found', async () => {
    const index = await filled(await create(), [walked('a.ckpt'), walked('b.ckpt'), walked('c.ckpt')])
    await index.record(models.path, { found: [walked('b.ckpt')], gone: ['a.ckpt', 'b.ckpt', 'never.ckpt'] })
    expect(await namesOf(index)).toEqual(['b.ckpt', 'c.ckpt'])
    expect(await index.byPaths(['/ComfyUI/models/a.ckpt'])).toEqual(new Map())
  })

  it.each([
    [
      'in one call',
      (index: ModelIndex) =>
        index.record(models.path, { found: [walked('new/b.ckpt', { inode: '1:1' })], gone: ['a.ckpt'] }),
    ],
    [
      'found first',
      async (index: ModelIndex) => {
        await index.record(models.path, { found: [walked('new/b.ckpt', { inode: '1:1' })], gone: [] })
        await index.record(models.path, { found: [], gone: ['a.ckpt'] })
      },
    ],
    [
      'gone first',
      async (index: ModelIndex) => {
        await index.record(models.path, { found: [], gone: ['a.ckpt'] })
        await index.record(models.path, { found: [walked('new/b.ckpt', { inode: '1:1' })], gone: [] })
      },
    ],
  ])('knows the content of a renamed file, %s', async (_, rename) => {
    const index = await filled(await create(), [walked('a.ckpt', { inode: '1:1' })])
    await index.describe([await described(index, 'a.ckpt', { claims: [{ from: 'a.json', says: 'told' }] })])
    await addHash(index, 'a.ckpt', 'aa')
    await rename(index)
    expect(await namesOf(index)).toEqual(['new/b.ckpt'])
    expect(await modelAt(index, 'new/b.ckpt')).toMatchObject({
      facts: factsOf(),
      digests: { blake3: hex('aa') },
      claims: [{ from: 'a.json' }],
    })
  })

  it('knows a file that moved to another root, also when it was missed first', async () => {
    const index = await filled(await create(), [walked('a.ckpt', { inode: '1:1' })])
    await addHash(index, 'a.ckpt', 'aa')
    await index.record(models.path, { found: [], gone: ['a.ckpt'] })
    await index.finishWalk(models.path, [])
    await index.record(downloads.path, { found: [walked('a b.ckpt', { inode: '1:1' })], gone: [] })
    await index.finishWalk(downloads.path, [])
    expect(await modelAt(index, 'a b.ckpt', downloads)).toMatchObject({
      path: 'D:\\Größe 模型\\a b.ckpt',
      digests: { blake3: hex('aa') },
    })
  })

  it('waits for a vanished content until every root was walked, and no longer', async () => {
    const index = await filled(await create(), [walked('a.ckpt', { inode: '1:1' })])
    await addHash(index, 'a.ckpt', 'aa')
    await index.record(models.path, { found: [], gone: ['a.ckpt'] })
    await index.finishWalk(models.path, [])
    await index.finishWalk(downloads.path, [])
    await index.record(models.path, { found: [walked('a.ckpt', { inode: '1:1' })], gone: [] })
    expect((await modelAt(index, 'a.ckpt')).digests).toEqual({})
  })

  it('tells two files apart that changed names', async () => {
    const [one, two] = [walked('a.ckpt', { inode: '1:1' }), walked('b.ckpt', { inode: '1:2' })]
    const index = await filled(await create(), [one, two])
    await addHash(index, 'a.ckpt', 'aa')
    await addHash(index, 'b.ckpt', 'bb')
    await index.record(models.path, {
      found: [
        { ...two, name: 'a.ckpt' },
        { ...one, name: 'b.ckpt' },
      ],
      gone: [],
    })
    expect((await modelAt(index, 'a.ckpt')).digests.blake3).toBe(hex('bb'))
    expect((await modelAt(index, 'b.ckpt')).digests.blake3).toBe(hex('aa'))
  })

  it('takes names of one inode as one content, and equal stamps without an inode as two', async () => {
    const index = await filled(await create(), [
      walked('a.ckpt', { inode: '1:1' }),
      walked('hard.ckpt', { inode: '1:1' }),
      walked('x.ckpt'),
      walked('y.ckpt'),
    ])
    await addHash(index, 'a.ckpt', 'aa')
    await addHash(index, 'x.ckpt', 'bb')
    expect((await modelAt(index, 'hard.ckpt')).digests.blake3).toBe(hex('aa'))
    expect((await modelAt(index, 'y.ckpt')).digests).toEqual({})
  })

  it('forgets the files of roots that no longer count, and their findings', async () => {
    const index = await filled(await create(), [walked('a.ckpt')])
    await index.record(downloads.path, { found: [walked('b.ckpt')], gone: [] })
    await index.finishWalk(models.path, [{ code: 'FOLDER_LOOP', message: 'm', hint: 'h' }])
    await index.setRoots([downloads])
    expect(await namesOf(index)).toEqual(['b.ckpt'])
    expect(await index.problems()).toEqual([])
    await index.record(models.path, { found: [walked('c.ckpt')], gone: [] })
    expect(await namesOf(index)).toEqual(['b.ckpt'])
  })

  it('keeps contents when the roots are drawn anew around the same files', async () => {
    const index = await filled(await create(), [walked('loras/a.ckpt', { inode: '1:1' })])
    await addHash(index, 'loras/a.ckpt', 'aa')
    const narrow = { ...models, path: '/ComfyUI/models/loras' }
    await index.setRoots([narrow])
    await index.record(narrow.path, { found: [walked('a.ckpt', { inode: '1:1' })], gone: [] })
    expect((await modelAt(index, 'a.ckpt', narrow)).digests.blake3).toBe(hex('aa'))
  })

  it('takes the folders of a root as they were set last', async () => {
    const index = await filled(await create(), [walked('a.ckpt'), walked('sdxl/model_index.json'), walked('b.gguf')])
    expect((await index.names()).map(({ folders }) => folders)).toEqual([['checkpoints'], [], ['diffusers']])
    await index.setRoots([{ ...models, folders: [{ name: 'unet', accepts: 'any' }] }])
    expect((await index.names()).map(({ folders }) => folders)).toEqual([['unet'], ['unet'], ['unet']])
  })

  it('keeps the findings of the last walk of each root, in the order of the roots', async () => {
    const index = await filled(await create(), [])
    const told = (message: string) => ({ code: 'FOLDER_UNREADABLE', message, hint: 'h' })
    await index.finishWalk(downloads.path, [told('second')])
    await index.finishWalk(models.path, [told('old')])
    await index.finishWalk(models.path, [told('first'), told('first too')])
    expect((await index.problems()).map(({ message }) => message)).toEqual(['first', 'first too', 'second'])
  })
}

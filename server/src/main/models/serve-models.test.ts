import { link, writeFile } from 'node:fs/promises'
import { DuplicatesSchema, FoundModelsSchema, type IndexStatus, IndexStatusSchema, ModelDetailsSchema, ModelsSchema } from '@greenlight/shared/models'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acquireIndexLock } from '../../adapters/sqlite/index-lock.js'
import { checkpoint, comfyuiWith, lora, modelLike, workflowOf } from './testing/comfyui-with.js'
import { greenlight, isBuilt, serveGreenlight } from './testing/run-greenlight.js'

const saved = 'user/default/workflows'

describe.skipIf(!isBuilt)('a sidecar on the state folder', () => {
  let place: Awaited<ReturnType<typeof comfyuiWith>>
  let sidecar: Awaited<ReturnType<typeof serveGreenlight>>

  beforeAll(async () => {
    const many = Array.from({ length: 5 }, (_, at) => [`models/loras/style ${at}.safetensors`, modelLike('lora-sd1', `number ${'x'.repeat(at)}`)])
    place = await comfyuiWith({
      ...Object.fromEntries(many),
      'models/checkpoints/дом xl.safetensors': modelLike('diffusers-sdxl'),
      [`${saved}/a.json`]: workflowOf(checkpoint('дом xl.safetensors'), lora('style 3.safetensors')),
      [`${saved}/b.json`]: workflowOf(lora('style 3.safetensors')),
    })
    await link(place.inComfyui('models/loras/style 0.safetensors'), place.inComfyui('models/loras/link.safetensors'))
    sidecar = await serveGreenlight(place)
    await ended({})
  })
  afterAll(async () => {
    await sidecar[Symbol.asyncDispose]()
    await place[Symbol.asyncDispose]()
  })

  async function get<const S extends v.GenericSchema>(schema: S, path: string): Promise<v.InferOutput<S>> {
    const { status, body } = await sidecar.get(path)
    expect([status, body]).toEqual([200, body])
    return v.parse(schema, body)
  }

  /** Begins a work and waits for the end of it. */
  async function ended(work: unknown): Promise<IndexStatus> {
    const { work: mine = -1 } = v.parse(IndexStatusSchema, (await sidecar.post('/models/index', work)).body)
    for (;;) {
      const status = await get(IndexStatusSchema, '/models/status')
      if (status.working?.includes(mine) !== true) return status
      await new Promise((done) => setTimeout(done, 20))
    }
  }

  it('answers pages, filters and orders, with uses', async () => {
    const names = async (query: string) => (await get(ModelsSchema, `/models?${query}`)).models.map(({ name }) => name)
    const all = await get(ModelsSchema, '/models')
    expect(all.total).toBe(7)
    expect(all.models.map(({ name, uses }) => [name, uses])).toEqual([
      ['link.safetensors', 0],
      ['style 0.safetensors', 0],
      ['style 1.safetensors', 0],
      ['style 2.safetensors', 0],
      ['style 3.safetensors', 2],
      ['style 4.safetensors', 0],
      ['дом xl.safetensors', 1],
    ])
    const page = await get(ModelsSchema, '/models?offset=2&limit=2')
    expect([page.total, page.models.map(({ name }) => name)]).toEqual([7, ['style 1.safetensors', 'style 2.safetensors']])
    expect(await names('limit=0')).toEqual([])
    expect(await names('offset=99')).toEqual([])
    expect(await names('search=STYLE%203.safe')).toEqual(['style 3.safetensors'])
    expect(await names('folder=checkpoints')).toEqual(['дом xl.safetensors'])
    expect(await names('kind=checkpoint')).toEqual([])
    expect(await names('family=sdxl')).toEqual(['дом xl.safetensors'])
    expect(await names('health=corrupt')).toEqual([])
    expect((await names('sort=name&order=descending'))[0]).toBe('дом xl.safetensors')
    expect((await names('sort=uses&order=descending&limit=3'))).toEqual(['style 3.safetensors', 'дом xl.safetensors', 'link.safetensors'])
    expect((await names('sort=uses&order=descending&limit=1&offset=1'))).toEqual(['дом xl.safetensors'])
    const sizes = (await get(ModelsSchema, '/models?sort=size&order=descending')).models.map(({ size }) => size)
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
    for (const query of ['kind=lorra', 'limit=-1', 'sort=taste']) expect((await sidecar.get(`/models?${query}`)).status).toBe(400)
  })

  it('tells one file, and what is not one with 404', async () => {
    const path = place.inComfyui('models/checkpoints/дом xl.safetensors')
    expect(await get(ModelDetailsSchema, `/models/details?path=${encodeURIComponent(path)}`)).toMatchObject({ model: { path, family: 'sdxl', uses: 1 } })
    expect(await sidecar.get('/models/details?path=nowhere')).toMatchObject({ status: 404, body: { code: 'MODEL_NOT_FOUND' } })
  })

  it('hashes what it is told to, and knows links from copies', async () => {
    const before = await get(IndexStatusSchema, '/models/status')
    expect(before).toMatchObject({ state: 'idle', files: 7, described: 7, working: [] })
    expect(await ended({ hash: 'all', full: true })).toMatchObject({ hashed: 7 })
    const { groups, saves } = await get(DuplicatesSchema, '/models/duplicates')
    expect(groups.map(({ files }) => files.map(({ link: isLink }) => isLink))).toEqual([[false, true]])
    expect(saves).toBe(0)
    expect(await sidecar.post('/models/stop', {})).toMatchObject({ status: 200, body: { state: 'idle' } })
  })

  it('is the one that writes: commands go through it, and see what they asked for', async () => {
    await writeFile(place.inComfyui('models/loras/brand new.safetensors'), modelLike('lora-sdxl', 'brand new'))
    expect(acquireIndexLock(place.state, 'a test')).toMatchObject({ ok: false })
    const [index, list, found] = await Promise.all([
      greenlight(place, 'models', 'index', '--full', '--format', 'json'),
      greenlight(place, 'models', 'list', '--format', 'json'),
      greenlight(place, 'models', 'find', 'brand_new', '--format', 'json'),
    ])
    expect([index.status, list.status, found.status]).toEqual([0, 0, 0])
    expect(v.parse(IndexStatusSchema, JSON.parse(index.out))).toMatchObject({ files: 8, described: 8, hashed: 8 })
    expect(v.parse(ModelsSchema, JSON.parse(list.out)).total).toBe(8)
    expect(v.parse(FoundModelsSchema, JSON.parse(found.out)).matches[0]?.model.name).toBe('brand new.safetensors')
    // The names that the sidecar kept are not older than its index.
    expect((await get(FoundModelsSchema, '/models/find?asked=brand_new')).matches[0]?.model.name).toBe('brand new.safetensors')
    expect(acquireIndexLock(place.state, 'a test')).toMatchObject({ ok: false, holder: expect.stringContaining('greenlight serve') })
  })
})

import { createHash } from 'node:crypto'
import { link, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { AdoptionSchema, DuplicatesSchema, FoundModelsSchema, IndexStatusSchema, ModelDetailsSchema, ModelsSchema, UnusedModelsSchema, VerifiedModelsSchema } from '@greenlight/shared/models'
import { CheckSchema } from '@greenlight/shared/report'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pngWith } from '../../adapters/images/testing/png-with.js'
import { checkpoint, comfyuiWith, lora, modelLike, workflowOf } from '../../main/models/testing/comfyui-with.js'
import { greenlight as run, isBuilt, type Ran } from '../../main/models/testing/run-greenlight.js'

const saved = 'user/default/workflows'
const xl = modelLike('diffusers-sdxl')
const style = modelLike('lora-sdxl')
const unusedOne = modelLike('lora-sd1')
const letters = '日の出'

let place: Awaited<ReturnType<typeof comfyuiWith>>
const greenlight = (...args: readonly string[]): Promise<Ran> => run(place, ...args)

async function json<const S extends v.GenericSchema>(schema: S, ...args: readonly string[]): Promise<v.InferOutput<S> & { status: number }> {
  const { status, out } = await greenlight(...args, '--format', 'json')
  return { ...(v.parse(schema, JSON.parse(out)) as v.InferOutput<S> & object), status }
}

describe.skipIf(!isBuilt)('greenlight models', () => {
  beforeAll(async () => {
    place = await comfyuiWith({
      [`models/checkpoints/${letters} xl.safetensors`]: xl,
      'models/loras/sub dir/style.safetensors': style,
      'models/loras/style copy.safetensors': style,
      'models/loras/never.safetensors': unusedOne,
      'models/loras/page.safetensors': '<!DOCTYPE html><html><body>Sign in</body></html>',
      [`${saved}/a.json`]: workflowOf(checkpoint(`${letters} xl.safetensors`)),
      [`${saved}/b.png`]: pngWith({ workflow: workflowOf(lora('sub dir/style.safetensors')) }),
      [`${saved}/broken.json`]: '{"nodes": [',
      '../Downloads/new lora.safetensors': modelLike('lora-sd1', 'another'),
      '../Downloads/same.safetensors': unusedOne,
      '../Downloads/page.safetensors': '<!DOCTYPE html><html><body>Sign in</body></html>',
    })
    await symlink(place.inComfyui('models/loras/style copy.safetensors'), place.inComfyui('models/loras/a symbolic.safetensors'))
    // A time without a fraction can be put back exactly.
    await utimes(place.inComfyui('models/loras/never.safetensors'), 1_700_000_000, 1_700_000_000)
    await link(place.inComfyui('models/loras/style copy.safetensors'), place.inComfyui('models/loras/hard.safetensors'))
  })
  afterAll(() => place[Symbol.asyncDispose]())

  it.each([
    [['models', 'fly'], 'models does not know "fly"'],
    [['models', 'list', 'extra'], 'does not take "extra"'],
    [['models', 'list', '--kind', 'lorra'], '--kind is one of'],
    [['models', 'list', '--sort', 'taste'], '--sort is one of'],
    [['models', 'find'], 'models find needs'],
    [['models', 'show', 'a', 'b'], 'does not take "b"'],
    [['models', 'adopt'], 'models adopt needs'],
    [['models', 'index', '--hash', 'some'], '--hash is one of'],
    [['models', 'index', '--hash', 'none', '--full'], '--full hashes every file'],
    [['models', 'index', '--forget'], 'needs a DIR'],
    [['models', 'index', '--forget', '/not/added'], '/not/added is no folder that you added'],
    [['models', 'duplicates', '--format', 'xml'], '--format is text or json'],
  ])('%j is a mistake in words: 2', async (args, words) => {
    const { status, out, err } = await greenlight(...args)
    expect({ status, out }).toEqual({ status: 2, out: '' })
    expect(err).toContain(words)
    expect(err).not.toContain('    at ')
  })

  it.each([
    ['show', 'zzzz-qqqq.safetensors'],
    ['verify', 'zzzz-qqqq.safetensors'],
    // Only like one that is here.
    ['show', 'stile copy.safetensors'],
    ['verify', 'no such folder/never.safetensors'],
  ])('%s %s: 1, MODEL_NOT_FOUND', async (name, asked) => {
    const { status, out, err } = await greenlight('models', name, asked, '--format', 'json')
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toContain('MODEL_NOT_FOUND')
  })

  it('index hashes as much as it is told to', async () => {
    const none = await json(IndexStatusSchema, 'models', 'index', '--hash', 'none')
    expect(none).toMatchObject({ status: 0, state: 'idle', files: 7, described: 7, hashed: 0 })
    const { models } = await json(ModelsSchema, 'models', 'list')
    expect(models.filter(({ blake3, sha256 }) => blake3 !== undefined || sha256 !== undefined)).toEqual([])
    const { status, out, err } = await greenlight('models', 'index')
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(out).toMatch(/^7 files, .* 0 hashed, 1 damaged\.\n$/)
    await writeFile(place.inComfyui(saved, 'asks.json'), workflowOf(lora('never.safetensors', { hash: createHash('sha256').update(unusedOne).digest('hex'), hash_type: 'SHA256' })))
    expect(await json(IndexStatusSchema, 'models', 'index')).toMatchObject({ status: 0, hashed: 1 })
    expect((await json(ModelsSchema, 'models', 'list')).models.filter(({ sha256 }) => sha256 !== undefined).map(({ name }) => name)).toEqual(['never.safetensors'])
    await rm(place.inComfyui(saved, 'asks.json'))
    expect(await json(IndexStatusSchema, 'models', 'index', '--full')).toMatchObject({ status: 0, hashed: 7, corrupt: 1 })
    const full = await json(ModelsSchema, 'models', 'list')
    expect(full.models.every(({ blake3, sha256 }) => blake3 !== undefined && sha256 !== undefined)).toBe(true)
  })

  it('list filters, sorts and counts', async () => {
    const all = await json(ModelsSchema, 'models', 'list')
    expect(all).toMatchObject({ status: 0, total: 7 })
    expect(all.models.map(({ name }) => name)).toContain(`${letters} xl.safetensors`)
    const bySize = await json(ModelsSchema, 'models', 'list', '--kind', 'lora', '--sort', 'size')
    expect(bySize.models.map(({ kind }) => kind)).toEqual(['lora', 'lora', 'lora', 'lora', 'lora'])
    expect(bySize.models.map(({ size }) => size)).toEqual(bySize.models.map(({ size }) => size).sort((a, b) => b - a))
    expect((await json(ModelsSchema, 'models', 'list', '--health', 'corrupt')).models.map(({ name }) => name)).toEqual(['page.safetensors'])
    expect((await json(ModelsSchema, 'models', 'list', '--search', 'STYLE sub')).models.map(({ name }) => name)).toEqual(['sub dir/style.safetensors'])
    const { out, err } = await greenlight('models', 'list', '--folder', 'checkpoints')
    expect(out).toContain(`checkpoints        ${letters} xl.safetensors`)
    expect(out).toContain('1 files, ')
    expect(err).toBe('')
  })

  it('find knows names, paths and hashes', async () => {
    const near = await json(FoundModelsSchema, 'models', 'find', 'Never_.ckpt')
    expect(near).toMatchObject({ status: 0, matches: [{ by: 'name', model: { name: 'never.safetensors' } }, ...near.matches.slice(1)] })
    const details = await json(ModelDetailsSchema, 'models', 'show', place.inComfyui(`models/checkpoints/${letters} xl.safetensors`))
    expect(details).toMatchObject({ status: 0, model: { folder: 'checkpoints', family: 'sdxl', health: 'whole' } })
    const { sha256 = '', autov3 = '' } = details.model
    for (const asked of [sha256, sha256.slice(7), sha256.slice(7, 17), autov3, details.model.blake3 ?? '']) {
      const { matches } = await json(FoundModelsSchema, 'models', 'find', asked)
      expect(matches.map(({ by, model }) => [by, model.path])).toEqual([['hash', details.model.path]])
    }
    const nothing = await greenlight('models', 'find', 'zzzz-qqqq.safetensors')
    expect(nothing.status).toBe(1)
    expect(nothing.out).toContain('Nothing here is')
    expect((await greenlight('models', 'show', `${letters} xl.safetensors`)).out).toContain('AutoV3')
  })

  it('duplicates tells copies from links, and what they cost', async () => {
    const { status, groups, saves } = await json(DuplicatesSchema, 'models', 'duplicates')
    expect(status).toBe(0)
    expect(groups.map(({ files }) => files.map(({ path, link }) => [path.slice(place.inComfyui('models/loras/').length), link]))).toEqual([
      [
        ['a symbolic.safetensors', true],
        ['hard.safetensors', false],
        ['style copy.safetensors', true],
        ['sub dir/style.safetensors', false],
      ],
    ])
    expect(saves).toBe(style.length)
    expect((await greenlight('models', 'duplicates')).out).toContain('could be saved in all')
  })

  it('unused counts workflows, those in pictures too, and tells what could not be read', async () => {
    const { status, workflows, unreadable, unused, used, bytes } = await json(UnusedModelsSchema, 'models', 'unused')
    expect(status).toBe(0)
    expect(workflows).toBe(3)
    expect(unreadable).toEqual([place.inComfyui(saved, 'broken.json')])
    expect(used.map(({ path, workflows: by }) => [path, by])).toEqual([
      [place.inComfyui(`models/checkpoints/${letters} xl.safetensors`), [place.inComfyui(saved, 'a.json')]],
      [place.inComfyui('models/loras/sub dir/style.safetensors'), [place.inComfyui(saved, 'b.png')]],
    ])
    expect(unused.map(({ name }) => name).sort()).toEqual(['a symbolic.safetensors', 'hard.safetensors', 'never.safetensors', 'page.safetensors', 'style copy.safetensors'])
    expect(bytes).toBeGreaterThan(0)
    const { out, err } = await greenlight('models', 'unused', place.at('no such file.json'))
    expect(out).toContain('are named by none of 3 workflows')
    expect(err).toContain('broken.json')
    expect(err).toContain('PATH_NOT_FOUND')
  })

  it('adopt says where a stray file belongs, and touches nothing', async () => {
    const stray = place.at('Downloads', 'new lora.safetensors')
    const before = await stat(stray)
    expect(await json(AdoptionSchema, 'models', 'adopt', stray)).toMatchObject({
      status: 0,
      kind: 'lora',
      family: 'sd1',
      folder: 'loras',
      to: place.inComfyui('models/loras/new lora.safetensors'),
      already: [],
    })
    expect((await stat(stray)).mtimeMs).toBe(before.mtimeMs)
    const copy = await greenlight('models', 'adopt', place.at('Downloads', 'same.safetensors'))
    expect(copy).toMatchObject({ status: 0, err: '' })
    expect(copy.out).toContain('already here, byte for byte')
    expect(copy.out).toContain(place.inComfyui('models/loras/never.safetensors'))
    const page = await json(AdoptionSchema, 'models', 'adopt', place.at('Downloads', 'page.safetensors'))
    expect(page).toMatchObject({ status: 1, health: 'corrupt' })
    expect(page.says).toMatch(/web page|HTML/)
    const absent = await greenlight('models', 'adopt', place.at('Downloads', 'nothing.safetensors'))
    expect({ status: absent.status, out: absent.out }).toEqual({ status: 1, out: '' })
  })

  it('a folder of the user is searched until it is forgotten', async () => {
    await writeFile(place.at('asks.json'), workflowOf(lora('new lora.safetensors')))
    const stateOf = async () => (await json(CheckSchema, 'check', place.at('asks.json'))).reports[0]?.models.map(({ state, candidates }) => [state, candidates.map(({ path }) => path)])
    expect(await stateOf()).toEqual([['missing', []]])
    expect(await json(IndexStatusSchema, 'models', 'index', '--hash', 'none', place.at('Downloads'))).toMatchObject({ status: 0, files: 10 })
    expect(await stateOf()).toEqual([['elsewhere', [place.at('Downloads', 'new lora.safetensors')]]])
    expect(await json(IndexStatusSchema, 'models', 'index', '--hash', 'none', '--forget', place.at('Downloads'))).toMatchObject({ status: 0, files: 7 })
    expect(await stateOf()).toEqual([['missing', []]])
    const absent = await greenlight('models', 'index', place.at('no such folder'))
    expect(absent.status).toBe(1)
    expect(absent.err).toContain('PATH_NOT_FOUND')
    expect(await readFile(place.at('state/model-roots.txt'), 'utf8')).not.toContain('no such folder')
  })

  it('a line of the list of folders that names none is told, and hides nothing', async () => {
    const list = place.at('state/model-roots.txt')
    const before = await readFile(list, 'utf8')
    await writeFile(list, `${before}\r\nrelative/folder\r\n`)
    const { status, err } = await greenlight('models', 'index', '--hash', 'none')
    await writeFile(list, before)
    expect(status).toBe(0)
    expect(err).toContain('MODEL_ROOT_RELATIVE')
    expect(err).toContain('relative/folder')
  })

  it('verify finds a file whose bytes changed behind its size and time', async () => {
    expect(await json(VerifiedModelsSchema, 'models', 'verify', 'style copy.safetensors')).toMatchObject({ status: 0, models: [{ answer: 'same' }] })
    const path = place.inComfyui('models/loras/never.safetensors')
    const { mtimeMs, size } = await stat(path)
    const bytes = new Uint8Array(await readFile(path))
    bytes[bytes.length - 1] = 0
    await writeFile(path, bytes)
    await utimes(path, mtimeMs / 1000, mtimeMs / 1000)
    expect(await stat(path)).toMatchObject({ mtimeMs, size })
    const all = await json(VerifiedModelsSchema, 'models', 'verify')
    expect(all.status).toBe(1)
    expect(all.models.filter(({ answer }) => answer !== 'same').map(({ path: at, answer }) => [at.slice(place.inComfyui('models/loras/').length), answer])).toEqual([
      ['never.safetensors', 'changed'],
      ['page.safetensors', 'corrupt'],
    ])
    const { status, out } = await greenlight('models', 'verify', path)
    expect(status).toBe(1)
    expect(out).toMatch(/^changed /)
  })
})

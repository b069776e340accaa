import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { companionNames } from './companion-names.js'
import { readCompanion } from './read-companion.js'

const sha = '7c819b6d13663ed720c2254f4fe18373107dfef2448d337913c8fc545640881e'
const other = 'a'.repeat(64)
const blake = '6516d85337c819c33af609918eca45d1db43cafc705163bca927892eb8a8330c'
const read = (name: string, value: unknown, model?: string) => readCompanion(name, JSON.stringify(value), model)

const file = (name: string, hash: string, more: Record<string, unknown> = {}) => ({
  name,
  hashes: { SHA256: hash.toUpperCase(), AutoV2: hash.slice(0, 10).toUpperCase() },
  downloadUrl: `https://civitai.com/api/download/models/176425?type=Model&token=geheim`,
  ...more,
})
const version = {
  id: 176425,
  modelId: 43331,
  name: 'v7',
  baseModel: 'SD 1.5',
  trainedWords: ['majic', 'ein Wört'],
  model: { name: 'majicMIX realistic' },
  files: [
    {
      ...file('majicmixRealistic_v7.safetensors', sha),
      hashes: {
        AutoV1: 'C45EB528',
        AutoV2: '7C819B6D13',
        AutoV3: '22D8CB95B807',
        SHA256: sha.toUpperCase(),
        CRC32: 'D3C1CE6B',
        BLAKE3: blake.toUpperCase(),
      },
    },
  ],
  downloadUrl: 'https://civitai.com/api/download/models/176425',
}

describe('companionNames', () => {
  test('in the folder of the model', () => {
    expect(companionNames('My model v1.5.safetensors')).toEqual([
      '.cache/huggingface/download/My model v1.5.safetensors.metadata',
      'My model v1.5.civitai.info',
      'My model v1.5.cm-info.json',
      'My model v1.5.cminfo.json',
      'My model v1.5.json',
      'My model v1.5.metadata.json',
      'My model v1.5.safetensors.sha256',
      'My model v1.5.sha256',
      'My model v1.5.swarm.json',
    ])
  })

  test('paths of both kinds, names without an ending, nothing', () => {
    expect(companionNames('sub/模型.ckpt')).toContain('模型.civitai.info')
    expect(companionNames('sub\\m.ckpt')).toContain('m.sha256')
    expect(companionNames('.hidden')).toContain('.hidden.sha256')
    expect(companionNames('')).toEqual([])
  })
})

describe('.civitai.info', () => {
  test('one file', () => {
    expect(read('majicmixRealistic_v7.civitai.info', version)).toEqual([
      {
        from: 'majicmixRealistic_v7.civitai.info',
        says: 'Civitai: version 176425 of model 43331, "majicMIX realistic", for SD 1.5, trigger words "majic", "ein Wört"',
        url: 'https://civitai.com/api/download/models/176425?type=Model',
        sha256: sha,
        blake3: blake,
        autov2: '7c819b6d13',
        autov3: '22d8cb95b807',
      },
    ])
  })

  test('a renamed file keeps the hash where there is only one', () => {
    expect(read('mine.civitai.info', version)[0]?.sha256).toBe(sha)
  })

  test('of several files the one with this name', () => {
    const several = { ...version, files: [file('a.safetensors', other, { primary: true }), file('b.safetensors', sha)] }
    expect(read('B.civitai.info', several)[0]?.sha256).toBe(sha)
    expect(read('renamed.civitai.info', several)[0]).toMatchObject({
      url: 'https://civitai.com/models/43331?modelVersionId=176425',
    })
    expect(read('renamed.civitai.info', several)[0]).not.toHaveProperty('sha256')
  })

  test('of files that differ in their ending only by the full name', () => {
    const both = { ...version, files: [file('m.ckpt', other), file('m.safetensors', sha)] }
    expect(read('m.civitai.info', both)[0]).not.toHaveProperty('sha256')
    expect(read('m.civitai.info', both, 'm.safetensors')[0]?.sha256).toBe(sha)
  })

  test('hashes of the wrong length, and no hashes', () => {
    const wrong = {
      ...version,
      files: [{ name: 'm.ckpt', hashes: { SHA256: 'abc', AutoV2: 7, AutoV3: other, BLAKE3: null } }],
    }
    expect(read('m.civitai.info', wrong)[0]).toMatchObject({ autov3: 'a'.repeat(12) })
    expect(Object.keys(read('m.civitai.info', wrong)[0] ?? {})).toEqual(['from', 'says', 'url', 'autov3'])
    expect(read('m.civitai.info', { ...version, files: 'none' })).toHaveLength(1)
    expect(read('m.civitai.info', { unrelated: true })).toEqual([])
  })
})

describe('other programs', () => {
  test('Lora Manager: what it counted, and what Civitai says', () => {
    const value = {
      file_name: 'm',
      model_name: 'M',
      sha256: sha,
      base_model: 'SDXL 1.0',
      from_civitai: true,
      civitai: { id: 5, modelId: 3, files: [file('x.safetensors', other), file('y.safetensors', other)] },
    }
    expect(read('m.metadata.json', value)).toEqual([
      { from: 'm.metadata.json', says: 'ComfyUI-Lora-Manager: "M", for SDXL 1.0', sha256: sha },
      {
        from: 'm.metadata.json',
        says: 'Civitai: version 5 of model 3',
        url: 'https://civitai.com/models/3?modelVersionId=5',
      },
    ])
    expect(
      read('m.metadata.json', { sha256: '', from_civitai: false, civitai: null, hf_url: 'https://huggingface.co/a/b' }),
    ).toEqual([{ from: 'm.metadata.json', says: 'ComfyUI-Lora-Manager', url: 'https://huggingface.co/a/b' }])
    expect(read('m.metadata.json', { something: 'else' })).toEqual([])
  })

  test('Stability Matrix and Civicomfy', () => {
    const value = {
      ModelId: 3,
      VersionId: 5,
      ModelName: 'M',
      BaseModel: 'Pony',
      TrainedWords: [],
      Hashes: { SHA256: sha.toUpperCase(), CRC32: 'D3C1CE6B', BLAKE3: blake },
    }
    const claim = { url: 'https://civitai.com/models/3?modelVersionId=5', sha256: sha, blake3: blake }
    expect(read('m.cm-info.json', value)).toEqual([
      { from: 'm.cm-info.json', says: 'Stability Matrix: version 5 of model 3, "M", for Pony', ...claim },
    ])
    expect(read('m.cminfo.json', value)[0]).toMatchObject({
      says: 'Civicomfy: version 5 of model 3, "M", for Pony',
      ...claim,
    })
  })

  test('A1111, with and without what Civitai browsers add', () => {
    const notes = {
      description: '',
      'sd version': 'SDXL',
      'activation text': 'a, b,, c, d, e, f, g',
      'preferred weight': 0.8,
      notes: '',
    }
    expect(read('m.json', notes)).toEqual([
      { from: 'm.json', says: 'A1111 web UI: for SDXL, trigger words "a", "b", "c", "d", "e" and 2 more' },
    ])
    expect(read('m.json', { ...notes, modelId: '3', modelVersionId: 5, sha256: sha.toUpperCase() })[0]).toMatchObject({
      sha256: sha,
      url: 'https://civitai.com/models/3?modelVersionId=5',
    })
    expect(read('m.json', { _class_name: 'UNet', sha256: sha })).toEqual([])
  })

  test('SwarmUI', () => {
    expect(
      read('m.swarm.json', {
        'modelspec.title': 'T',
        'modelspec.architecture': 'stable-diffusion-xl-v1-base',
        'modelspec.hash_sha256': `0x${sha}`,
      }),
    ).toEqual([
      { from: 'm.swarm.json', says: 'SwarmUI: "T", for stable-diffusion-xl-v1-base', autov3: sha.slice(0, 12) },
    ])
  })

  test('huggingface_hub', () => {
    const path = '.cache/huggingface/download/m.safetensors.metadata'
    const commit = 'b'.repeat(40)
    const claim = { from: 'm.safetensors.metadata', says: `Downloaded from Hugging Face at commit ${commit}` }
    expect(readCompanion(path, `${commit}\r\n${sha}\r\n1712345678.123\r\n`)).toEqual([{ ...claim, sha256: sha }])
    expect(readCompanion(path, `${commit}\n"${'c'.repeat(40)}"\n1712345678\n`)).toEqual([claim])
    expect(readCompanion(path, `${sha}\n`)).toEqual([])
  })
})

describe('.sha256', () => {
  const sums = (text: string, name = 'My model.sha256', model?: string) =>
    readCompanion(name, text, model).map(({ sha256 }) => sha256)

  test.each([
    ['bare', sha],
    ['bare, capital, CRLF and a byte order mark', `\ufeff${sha.toUpperCase()}\r\n`],
    ['sha256sum', `${sha}  My model.safetensors\n`],
    ['sha256sum, binary, of several', `${other} *else.ckpt\r\n${sha} *sub\\My Model.ckpt\r\n`],
    ['BSD', `SHA256 (./My model.safetensors) = ${sha}\n`],
  ])('%s', (_, text) => expect(sums(text)).toEqual([sha]))

  test.each([
    ['of another file', `${sha}  else.safetensors`],
    ['two bare hashes', `${sha}\n${other}`],
    ['two hashes for one name', `${sha}  My model.ckpt\n${other}  My model.ckpt`],
    ['too short', sha.slice(1)],
    ['nothing', ''],
  ])('not %s', (_, text) => expect(sums(text)).toEqual([]))

  test('by the full name', () => {
    expect(sums(`${sha}  m.ckpt\n${other}  m.safetensors`, 'm.ckpt.sha256')).toEqual([sha])
    expect(sums(`${sha}  m.ckpt\n${other}  m.safetensors`, 'm.sha256', 'm.safetensors')).toEqual([other])
  })
})

describe('foreign text', () => {
  const names = companionNames('m.safetensors')

  test('is cleaned: control characters, secrets, addresses that are none', () => {
    const nasty = {
      ...version,
      model: { name: 'a\u001b[31m\u202eb' },
      files: [file('m.ckpt', sha, { downloadUrl: 'https://user:pw@x.org/a?X-Amz-Signature=1&api_key=2&a=1#f' })],
    }
    expect(read('m.civitai.info', nasty)[0]).toMatchObject({ url: 'https://x.org/a?a=1' })
    expect(read('m.civitai.info', nasty)[0]?.says).toContain('"a\ufffd[31m\ufffdb"')
    const script = { ...version, downloadUrl: '', files: [file('m.ckpt', sha, { downloadUrl: 'javascript:alert(1)' })] }
    expect(read('m.civitai.info', script)[0]?.url).toBe('https://civitai.com/models/43331?modelVersionId=176425')
  })

  test('keys of every object are keys like any other', () => {
    expect(readCompanion('m.civitai.info', '{"__proto__":{"id":5},"constructor":{"modelId":3}}')).toEqual([])
    expect(readCompanion('m.cm-info.json', '{"ModelId":3,"Hashes":{"__proto__":{"SHA256":"x"}}}')).toHaveLength(1)
  })

  test('that is too long, cut or no JSON gives nothing', () => {
    for (const name of names) {
      expect(readCompanion(name, ' '.repeat(9 * 1024 * 1024))).toEqual([])
      expect(readCompanion(name, '{"id": 5, "modelId"')).toEqual([])
      expect(readCompanion(name, '<html>')).toEqual([])
    }
    expect(readCompanion('m.txt', sha)).toEqual([])
  })

  test('of any shape never throws, and hashes are hashes', () => {
    const key = fc.constantFrom(
      'id',
      'modelId',
      'files',
      'hashes',
      'SHA256',
      'Hashes',
      'civitai',
      'sha256',
      'model',
      'trainedWords',
      'name',
      'modelspec.hash_sha256',
      'sd version',
    )
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(sha, 'm.safetensors', 5, null, true, ''),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
      ),
    }))
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.oneof(
          tree.map((value) => JSON.stringify(value)),
          fc.string(),
        ),
        (name, text) => {
          for (const claim of readCompanion(name, text)) {
            expect(claim.sha256 ?? sha).toMatch(/^[0-9a-f]{64}$/)
            expect(claim.autov3 ?? 'a'.repeat(12)).toMatch(/^[0-9a-f]{12}$/)
            expect(claim.says).not.toBe('')
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})

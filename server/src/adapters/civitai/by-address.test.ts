import { describe, expect, it } from 'vitest'
import { expectProper, filesOf } from '../../core/testing/contract/proper-files.js'
import { createLoopbackHost } from '../testing/loopback-host.js'
import { startStandIn } from '../testing/stand-in.js'
import { createCivitai } from './civitai.js'
import { fileOf, majic, modelOf, type ServedModel, versionOf } from './testing/models.js'
import { startCivitai } from './testing/service.js'

async function ask(
  address: string,
  models: readonly ServedModel[] = [majic],
  options: Parameters<typeof startCivitai>[1] = {},
) {
  await using service = await startCivitai(models, options)
  const host = createLoopbackHost('civitai', service.url)
  const files = filesOf(await createCivitai(host).byAddress(address))
  expectProper(files)
  return { files, sent: host.sent, url: service.url }
}

const download = 'https://civitai.com/api/download/models/1'

describe('an address of Civitai', () => {
  it.each([
    'https://civitai.com/models/43331?modelVersionId=176425',
    'https://civitai.com/models/43331/majicmix-realistic?modelVersionId=176425',
    'https://civitai.com/api/download/models/176425',
    'https://civitai.red/api/download/models/176425?fileId=134792',
    'urn:air:sd1:checkpoint:civitai:43331@176425',
    'urn:air:sd1:checkpoint:civitai:43331@176425+134792.SafeTensor',
  ])('leads to the file: %s', async (address) => {
    const { files, sent, url } = await ask(address)
    expect(files).toEqual([
      {
        provider: 'civitai',
        name: 'majicmixRealistic_v7.safetensors',
        url: `${url}/api/download/models/176425?fileId=134792`,
        page: `${url}/models/43331?modelVersionId=176425`,
        size: 2132625894,
        sizeExact: true,
        hashes: {
          sha256: '7c819b6d13663ed720c2254f4fe18373107dfef2448d337913c8fc545640881e',
          blake3: '6516d85337c819c33af609918eca45d1db43cafc705163bca927892eb8a8330c',
          autov2: '7c819b6d13',
          crc32: 'd3c1ce6b',
        },
        directory: 'checkpoints',
        base: 'SD 1.5',
        licence: null,
        access: 'open',
        revision: '176425',
      },
    ])
    expect(sent.some(({ path }) => path.startsWith('/api/download'))).toBe(false)
  })

  it.each(['https://civitai.com/models/43331', 'urn:air:sd1:checkpoint:civitai:43331'])(
    'without a version leads to the files of all: %s',
    async (address) => {
      const versions = [
        versionOf(3, [fileOf(31, 'new.safetensors', { primary: true })]),
        versionOf(2, [
          fileOf(21, 'old.safetensors'),
          fileOf(22, 'config.yaml', { type: 'Config' }),
          fileOf(23, 'faces.zip', { type: 'Training Data' }),
        ]),
      ]
      const { files } = await ask(address, [{ ...majic, versions: [...versions, ...majic.versions] }])
      expect(files.map(({ name, revision }) => [name, revision])).toEqual([
        ['majicmixRealistic_v7.safetensors', '176425'],
        ['new.safetensors', '3'],
        ['old.safetensors', '2'],
      ])
      expect(files[0]?.licence).toBe('Civitai: commercial use: Image, Rent; credit needed')
    },
  )

  it('of a version that belongs to another model tells so', async () => {
    const { files } = await ask('https://civitai.com/models/7?modelVersionId=176425')
    expect(files).toMatchObject([{ tells: ['The address names model 7; this version belongs to model 43331.'] }])
  })

  it.each([
    'https://civitai.com/models/43332',
    'https://civitai.com/models/43331?modelVersionId=5',
    `${download}?fileId=9`,
  ])('that leads nowhere has no files: %s', async (address) => {
    expect((await ask(address)).files).toEqual([])
  })

  it('whose version has no file any more has no files', async () => {
    expect((await ask(download, [modelOf('LORA', [versionOf(1, [])])])).files).toEqual([])
  })
})

describe('the file that is meant', () => {
  const several = [
    fileOf(14, 'tiny-vae.pt', { type: 'VAE' }),
    fileOf(12, 'tiny.safetensors', { metadata: { format: 'SafeTensor', size: 'full', fp: 'fp32' } }),
    fileOf(11, 'tiny.ckpt', {
      metadata: { format: 'PickleTensor', size: 'full', fp: 'fp32' },
      pickleScanResult: 'Danger',
    }),
    fileOf(13, 'tiny.safetensors', {
      type: 'Pruned Model',
      primary: true,
      metadata: { format: 'SafeTensor', size: 'pruned', fp: 'fp16' },
    }),
    fileOf(15, 'tiny.yaml', { type: 'Config' }),
  ]
  it.each([
    ['', 13],
    ['?fileId=12', 12],
    ['?type=Model', 11],
    ['?type=Model&format=SafeTensor', 12],
    ['?type=model&format=pickletensor&size=full&fp=fp32', 11],
    ['?type=Pruned%20Model&format=SafeTensor', 13],
    ['?type=Config', 15],
    ['?format=SafeTensor&size=full', 12],
    ['?format=GGUF', null],
    ['?fp=bf16', null],
    ['?type=Archive', null],
  ])('by %j is %s', async (query, id) => {
    const { files, url } = await ask(download + query, [modelOf('Checkpoint', [versionOf(1, several)])])
    expect(files.map((file) => file.url)).toEqual(id === null ? [] : [`${url}/api/download/models/1?fileId=${id}`])
  })

  it('is not a VAE of another version that comes along', async () => {
    const model = modelOf('Checkpoint', [versionOf(1, several.filter(({ primary }) => !primary).toReversed())])
    expect((await ask(download, [model])).files).toMatchObject([
      { name: 'tiny.ckpt', tells: ["Civitai's scan calls this file dangerous."] },
    ])
    const { files, url } = await ask(`${download}?type=VAE`, [model])
    expect(files).toMatchObject([
      {
        name: 'tiny-vae.pt',
        directory: 'vae',
        revision: null,
        url: `${url}/api/download/models/1?type=VAE&format=SafeTensor`,
      },
    ])
    expect(files[0]?.tells?.join()).toContain('may belong to another model')
  })

  it('is left out where its name is none', async () => {
    for (const name of [null, '', '../x.safetensors', 'a\\b.safetensors', 'a\u202eb.pt']) {
      expect(
        (
          await ask(download, [
            modelOf('LORA', [versionOf(1, [fileOf(1, '', { name }), fileOf(2, 'good.safetensors')])]),
          ])
        ).files,
      ).toMatchObject([{ name: 'good.safetensors' }])
    }
  })
})

describe('what stands between', () => {
  const early = { earlyAccessEndsAt: '2026-11-25T00:00:00.000Z' }
  it.each([
    ['nothing', {}, 'open', null],
    ['a login', { requireAuth: true }, 'login', 'API key'],
    [
      'early access',
      { ...early, availability: 'EarlyAccess', checkPermission: true },
      'early-access',
      '2026-11-25T00:00:00.000Z',
    ],
    ['early access to fetching only', early, 'early-access', '2026-11-25T00:00:00.000Z'],
    [
      'early access that is over, though its word is left',
      { earlyAccessEndsAt: '2026-11-20T00:00:00.000Z', availability: 'EarlyAccess' },
      'open',
      null,
    ],
    ['payment without an end', { checkPermission: true }, 'paid', 'paid'],
    ['the wish of the author', { usageControl: 'Generation' }, 'removed', 'generator only'],
    ['a version that was withdrawn', { status: 'Unpublished' }, 'removed', 'not published'],
    ['privacy', { availability: 'Private', checkPermission: true }, 'login', 'login'],
  ])('%s', async (_name, more, access, words) => {
    const { files } = await ask(download, [modelOf('LORA', [versionOf(1, [fileOf(1, 'x.safetensors')], more)])])
    expect(files).toMatchObject([{ access }])
    expect(files[0]?.tells?.join(' ') ?? null).toEqual(words === null ? null : expect.stringContaining(words))
  })

  it.each([
    ['a deadline ahead', early, 'early-access'],
    ['the word alone', { availability: 'EarlyAccess' }, 'early-access'],
    ['payment', { paidAccess: { terms: {}, endsAt: null } }, 'paid'],
    ['nothing', {}, 'open'],
  ])('is told without the small route too: %s', async (_name, more, access) => {
    expect(
      (
        await ask(download, [modelOf('LORA', [versionOf(1, [fileOf(1, 'x.safetensors')], more)])], {
          withoutMini: true,
        })
      ).files,
    ).toMatchObject([{ access }])
  })

  it('is that the author archived the model: what it was is told all the same', async () => {
    const archived = { ...majic, mode: 'Archived' }
    const { files } = await ask('https://civitai.com/api/download/models/176425', [archived])
    expect(files).toMatchObject([
      {
        access: 'removed',
        name: 'majicmixRealistic_v7.safetensors',
        size: 2132625894,
        tells: [expect.stringContaining('archived')],
      },
    ])
    expect(files[0]?.hashes.sha256).toBe('7c819b6d13663ed720c2254f4fe18373107dfef2448d337913c8fc545640881e')
  })

  it('is told as removed where the files are hidden for a reason that is not told', async () => {
    await using service = await startStandIn(({ path }) => ({
      body: path.includes('/mini/')
        ? { requireAuth: false, checkPermission: false, fileName: 'x.safetensors', size: 1.5, hashes: {} }
        : { id: 1, modelId: 2, files: [], model: { type: 'LORA' } },
    }))
    const answer = await createCivitai(createLoopbackHost('civitai', service.url)).byAddress(download)
    expect(filesOf(answer)).toMatchObject([{ access: 'removed', name: 'x.safetensors' }])
  })

  it('is unknown where the files are told without names', async () => {
    await using service = await startStandIn(() => ({
      body: { id: 1, modelId: 2, files: [{ id: 3 }, null], model: null },
    }))
    const answer = await createCivitai(createLoopbackHost('civitai', service.url)).byAddress(download)
    expect(answer).toMatchObject({ ok: false, problem: { code: 'PROVIDER_ANSWER_UNREADABLE' } })
  })

  it('is that the model was taken down', async () => {
    expect((await ask('https://civitai.com/models/43331', [{ ...majic, mode: 'TakenDown' }])).files).toMatchObject([
      { access: 'removed' },
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { filesOf } from '../../core/testing/contract/proper-files.js'
import type { ModelProvider } from '../../core/ports.js'
import { createLoopbackHost } from '../testing/loopback-host.js'
import { createCivitai } from './civitai.js'
import { fileOf, majic, modelOf, type ServedModel, versionOf } from './testing/models.js'
import { startCivitai } from './testing/service.js'

type Hash = Parameters<NonNullable<ModelProvider['byHash']>>[0]

async function ask(hash: Hash, models: readonly ServedModel[] = [majic]) {
  await using service = await startCivitai(models)
  const host = createLoopbackHost('civitai', service.url)
  return { files: filesOf((await createCivitai(host).byHash?.(hash)) ?? { ok: true, files: [] }), sent: host.sent }
}

describe('a file by its hash', () => {
  it('is found by the old short kind too', async () => {
    const { files, sent } = await ask({ type: 'autov1', value: 'c45eb528' })
    expect(files).toMatchObject([{ name: 'majicmixRealistic_v7.safetensors', access: 'open' }])
    expect(sent[0]?.path).toBe('/api/v1/model-versions/by-hash/C45EB528')
  })

  it('is not one that has the same digits as another kind', async () => {
    expect((await ask({ type: 'crc32', value: 'C45EB528' })).files).toEqual([])
    expect((await ask({ type: 'autov1', value: 'D3C1CE6B' })).files).toEqual([])
  })

  it('is not asked for where it can be none', async () => {
    for (const hash of [
      { type: 'sha256', value: 'abc' },
      { type: 'autov2', value: '../../models' },
      { type: 'blake3', value: '' },
      { type: 'autov3', value: 'z'.repeat(12) },
    ] as const) {
      expect(await ask(hash)).toEqual({ files: [], sent: [] })
    }
  })

  it('is the one that carries it, out of several of one name', async () => {
    const model = modelOf('LORA', [
      versionOf(1, [
        fileOf(1, 'same.safetensors', { hashes: { SHA256: 'A'.repeat(64) } }),
        fileOf(2, 'same.safetensors', { hashes: { SHA256: 'b'.repeat(64), AutoV3: null } }),
      ]),
    ])
    const { files } = await ask({ type: 'sha256', value: 'B'.repeat(64) }, [model])
    expect(files).toMatchObject([
      {
        name: 'same.safetensors',
        hashes: { sha256: 'b'.repeat(64) },
        url: expect.stringMatching(/fileId=2$/) as unknown,
      },
    ])
  })

  it('is the one of the oldest version where several have it', async () => {
    const carrying = (id: number) => fileOf(id, `v${id}.safetensors`, { hashes: { SHA256: 'A'.repeat(64) } })
    const { files } = await ask({ type: 'autov2', value: 'a'.repeat(10) }, [
      modelOf('LORA', [
        versionOf(9, [carrying(90)]),
        versionOf(5, [{ ...carrying(50), hashes: { SHA256: 'A'.repeat(64), AutoV2: 'A'.repeat(10) } }]),
      ]),
    ])
    expect(files.map(({ revision }) => revision)).toEqual(['5'])
  })

  it('is found by twelve digits of what is told whole, and the other way round', async () => {
    const whole = 'c'.repeat(12) + 'd'.repeat(52)
    const model = (told: string) => [
      modelOf('LORA', [versionOf(1, [fileOf(1, 'x.safetensors', { hashes: { AutoV3: told } })])]),
    ]
    expect((await ask({ type: 'autov3', value: 'C'.repeat(12) }, model('C'.repeat(12)))).files).toHaveLength(1)
    expect((await ask({ type: 'autov3', value: whole }, model(whole))).files).toHaveLength(1)
  })

  it('is told of an archived model, as removed', async () => {
    const { files } = await ask(
      { type: 'blake3', value: '6516D85337C819C33AF609918ECA45D1DB43CAFC705163BCA927892EB8A8330C' },
      [{ ...majic, mode: 'Archived' }],
    )
    expect(files).toMatchObject([{ access: 'removed', name: 'majicmixRealistic_v7.safetensors' }])
  })

  it('of a VAE is its own, wherever it lies', async () => {
    const model = modelOf('Checkpoint', [
      versionOf(1, [
        fileOf(1, 'x.safetensors'),
        fileOf(2, 'x.vae.pt', { type: 'VAE', hashes: { SHA256: 'E'.repeat(64) } }),
      ]),
    ])
    expect((await ask({ type: 'sha256', value: 'e'.repeat(64) }, [model])).files).toMatchObject([
      { directory: 'vae', revision: '1', url: expect.stringMatching(/fileId=2$/) as unknown },
    ])
  })
})

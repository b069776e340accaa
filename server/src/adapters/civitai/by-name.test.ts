import { describe, expect, it } from 'vitest'
import { expectProper, filesOf } from '../../core/testing/contract/proper-files.js'
import { createLoopbackHost } from '../testing/loopback-host.js'
import { startStandIn } from '../testing/stand-in.js'
import { createCivitai } from './civitai.js'
import { fileOf, majic, modelOf, type ServedModel, versionOf } from './testing/models.js'
import { startCivitai } from './testing/service.js'

async function ask(name: string, directory: string | null, models: readonly ServedModel[], ofAPage = 100) {
  await using service = await startCivitai(models, { ofAPage })
  const host = createLoopbackHost('civitai', service.url)
  const files = filesOf((await createCivitai(host).byName?.(name, directory)) ?? { ok: true, files: [] })
  expectProper(files)
  return { files, sent: host.sent }
}

const many = Array.from({ length: 30 }, (_, at) =>
  modelOf('LORA', [versionOf(at + 1, [fileOf(at + 1, 'tiny.safetensors')])], { id: at + 1, name: `Tiny ${at}` }),
)

describe('files by name', () => {
  it('are those of exactly this name, in the kinds that the folder takes', async () => {
    const near = modelOf('LORA', [versionOf(7, [fileOf(7, 'majicmixRealistic_v7.safetensors')])], {
      name: 'majicmixRealistic LoRA',
    })
    const { files, sent } = await ask('SD15\\majicmixRealistic_v7.safetensors', 'checkpoints', [majic, near])
    expect(files).toMatchObject([
      { revision: '176425', licence: 'Civitai: commercial use: Image, Rent; credit needed' },
    ])
    expect(sent[0]?.path).toContain('types=Checkpoint')
    expect((await ask('majicmixRealistic_v7.safetensors', null, [majic, near])).files).toHaveLength(2)
    expect((await ask('majicmixRealistic_V7.safetensors', null, [majic, near])).files).toEqual([])
  })

  it('are both where a version has two of one name', async () => {
    const model = modelOf('LORA', [
      versionOf(1, [fileOf(1, 'tiny.safetensors'), fileOf(2, 'tiny.safetensors', { sizeKB: 288.5 })]),
    ])
    expect((await ask('tiny.safetensors', 'loras', [model])).files.map(({ size }) => size)).toEqual([147558, 295424])
  })

  it('come from two pages at most, each once though pages overlap', async () => {
    const { files, sent } = await ask('tiny.safetensors', 'loras', many, 10)
    expect(files).toHaveLength(20)
    expect(sent).toHaveLength(2)
    expect(sent[1]?.path).toContain('cursor=10%7C364671%7C25494')
  })

  it('are told with what stands between as far as the list says it', async () => {
    const model = modelOf('LORA', [
      versionOf(1, [fileOf(1, 'tiny.safetensors')], { earlyAccessEndsAt: '2026-12-01T00:00:00Z' }),
    ])
    expect((await ask('tiny.safetensors', 'loras', [model])).files).toMatchObject([
      { access: 'early-access', tells: [expect.stringContaining('2026-12-01')] },
    ])
  })

  it('are a problem while the search is down, not none', async () => {
    await using service = await startStandIn(() => ({
      status: 503,
      headers: { 'retry-after': '2', 'cache-control': 'no-store' },
      body: { error: 'Search is temporarily unavailable' },
    }))
    expect(
      await createCivitai(createLoopbackHost('civitai', service.url)).byName?.('tiny.safetensors', null),
    ).toMatchObject({ ok: false, problem: { code: 'SOURCE_BUSY' } })
  })
})

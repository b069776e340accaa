import { describe, expect, it } from 'vitest'
import { filesOf } from '../../core/testing/contract/proper-files.js'
import { createLoopbackHost } from '../testing/loopback-host.js'
import { createHuggingFace } from './huggingface.js'
import { nextPage } from './next-page.js'
import { type HubFacts, startHub } from './testing/hub.js'
import { gated, studio } from './testing/repositories.js'

async function ask(name: string, facts: HubFacts) {
  await using hub = await startHub(facts)
  const host = createLoopbackHost('huggingface', hub.url)
  const files = filesOf((await createHuggingFace(host).byName?.(name, null)) ?? { ok: true, files: [] })
  return { files, sent: host.sent }
}

const copies = Object.fromEntries(
  Array.from({ length: 60 }, (_, at) => [
    `maker-${at}/tiny-copy`,
    { ...studio, commit: at.toString(16).padStart(40, '0') },
  ]),
)

describe('files by name', () => {
  it('are those of exactly this name, with size, hash and commit', async () => {
    const { files, sent } = await ask('Flux\\tiny-fp8.safetensors', {
      repositories: {
        'studio/tiny': studio,
        'studio/tiny-other': {
          ...studio,
          files: { 'tiny-fp8.safetensors.index.json': { size: 1, oid: '1'.repeat(40) } },
        },
      },
    })
    expect(files).toMatchObject([
      {
        name: 'tiny-fp8.safetensors',
        size: 20,
        hashes: { sha256: '9b'.repeat(32) },
        revision: studio.commit,
        licence: 'studio-non-commercial',
      },
    ])
    expect(sent.map(({ method, path }) => `${method} ${path.split('?')[0] ?? ''}`)).toEqual([
      'GET /api/models',
      'GET /api/models',
      `POST /api/models/studio/tiny/paths-info/${studio.commit}`,
    ])
  })

  it('are told of gated repositories too, with what stands between', async () => {
    const { files } = await ask('gated-dev.safetensors', { repositories: { 'studio/gated-dev': gated } })
    expect(files).toMatchObject([
      { access: 'licence', size: 23802932552, tells: [expect.stringContaining('agree to terms')] },
    ])
  })

  it('are looked for in a bounded number of repositories, each once', async () => {
    const { files, sent } = await ask('tiny-fp8.safetensors', { repositories: copies, ofAPage: 20 })
    expect(files).toHaveLength(6)
    expect(new Set(files.map(({ url }) => url)).size).toBe(6)
    expect(sent.length).toBeLessThanOrEqual(15)
  })

  it('are found where the list of repositories does not tell files', async () => {
    const { files } = await ask('tiny-fp8.safetensors', {
      repositories: { 'studio/tiny': studio },
      withoutSiblings: true,
    })
    expect(files).toMatchObject([{ name: 'tiny-fp8.safetensors', size: 20 }])
  })

  it('stay untold when nothing bears the name, after three searches', async () => {
    const { files, sent } = await ask('tiny-nowhere-bf16.safetensors', { repositories: { 'studio/tiny': studio } })
    expect(files).toEqual([])
    expect(sent.length).toBeLessThanOrEqual(3)
  })
})

describe('the next page', () => {
  it.each([
    ['<https://huggingface.co/api/models?cursor=abc%3D&limit=5>; rel="next"', '/api/models?cursor=abc%3D&limit=5'],
    ['<https://x/api/models?c=1>; rel="prev", </api/models?c=3>; rel=next', '/api/models?c=3'],
    ['<https://evil.example/other?c=1>; rel="next"', null],
    ['<http://[::1>; rel="next"', null],
    ['<https://mirror.example/hub/api/models?c=2>; rel="next"', '/api/models?c=2'],
    ['nonsense', null],
  ])('of %s', (link, route) => {
    expect(nextPage(new Map([['link', link]]))).toBe(route)
  })
})

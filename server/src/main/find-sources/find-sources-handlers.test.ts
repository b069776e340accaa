import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SourceSearchesSchema } from '@greenlight/shared/sources'
import * as v from 'valibot'
import { createHasher } from '../../adapters/hashing/hasher.js'
import { startHub } from '../../adapters/huggingface/testing/hub.js'
import { createCarriers } from '../../adapters/images/carriers.js'
import { nothingInstalled, nothingKnown } from '../../core/installed.js'
import { noModelKnowledge } from '../../core/model-knowledge.js'
import { changeSetting } from '../../adapters/files/sources/change-settings.js'
import { tempTree } from '../../adapters/files/testing/temp-tree.js'
import { openOutsideHosts } from '../sources/open-outside-hosts.js'
import { createFindSourcesHandlers } from './find-sources-handlers.js'
import { createMemoryDecisionBook } from '../../core/testing/memory-decision-book.js'

const ae = { size: 335304388, sha256: '2a'.repeat(32), oid: '3b'.repeat(20) }
const hubFacts = {
  repositories: {
    'studio/tiny': {
      commit: '1f'.repeat(20),
      cardData: { license: 'mit' },
      files: { 'split_files/vae/tiny ae.safetensors': ae },
    },
  },
}
const url = 'https://huggingface.co/studio/tiny/blob/main/split_files/vae/tiny%20ae.safetensors'

const workflow = {
  version: 0.4,
  last_node_id: 1,
  last_link_id: 0,
  links: [],
  nodes: [
    {
      id: 1,
      type: 'VAELoader',
      mode: 0,
      inputs: [],
      outputs: [],
      properties: { models: [{ name: 'tiny ae.safetensors', url, directory: 'vae' }] },
      widgets_values: ['tiny ae.safetensors'],
    },
  ],
}
const call = { params: {}, query: undefined, text: '', signal: new AbortController().signal, tier: 'panel' } as const

async function handlers(state: string, demo = false) {
  const hasher = await createHasher()
  const ports = {
    hasher,
    carriers: createCarriers(),
    models: { know: async () => noModelKnowledge },
    catalogue: { lookUp: async () => nothingKnown, status: async () => [] },
    decisions: createMemoryDecisionBook(),
  }
  const outside = openOutsideHosts({ state, env: {} })
  const vae = { roots: ['/comfy/models/vae'], accepts: 'any' as const }
  const facts = async () => ({ installed: { ...nothingInstalled, root: '/comfy' }, digest: '' })
  return createFindSourcesHandlers({
    ports,
    watch: { get: facts, refresh: facts },
    outside: async () => outside,
    allowed: new Set(),
    place: { root: '/comfy', modelFolders: async () => ({ modelFolders: new Map([['vae', vae]]) }) },
    isDemo: () => demo,
  })
}

describe('POST /models/sources', () => {
  test('nobody is asked until the person says so; then the hub, and what it answers is told', async () => {
    await using hub = await startHub(hubFacts)
    await using made = await tempTree({ 'state/': '' })
    const state = made.at('state')
    const { findSources } = await handlers(state)
    const off = await findSources({ ...call, body: { workflow, ask: ['huggingface'] } })
    expect(off.searches).toMatchObject([
      {
        name: 'tiny ae.safetensors',
        state: 'FOUND',
        source: { url, from: 'workflow', raw: url.replace('/blob/', '/resolve/') },
      },
    ])
    expect(hub.asked).toEqual([])

    await changeSetting(state, 'huggingface', { use: 'ask', endpoint: hub.url })
    const asking = await handlers(state)
    await asking.findSources({ ...call, body: { workflow } })
    expect(hub.asked).toEqual([])
    const told = await asking.findSources({ ...call, body: { workflow, ask: ['huggingface'] } })
    expect(v.parse(SourceSearchesSchema, told).searches).toMatchObject([
      {
        state: 'FOUND',
        source: { url, from: 'workflow', sha256: `sha256:${ae.sha256}`, size: ae.size, access: 'open' },
      },
    ])
    expect(hub.asked.length).toBeGreaterThan(0)
  })

  test('only those named, and a name that the workflow does not ask for', async () => {
    await using made = await tempTree({ 'state/': '' })
    const { findSources } = await handlers(made.at('state'))
    const { searches } = await findSources({
      ...call,
      body: { workflow, names: ['TINY AE.safetensors', 'other.ckpt'] },
    })
    expect(searches.map(({ name, state }) => [name, state])).toEqual([
      ['tiny ae.safetensors', 'FOUND'],
      ['other.ckpt', 'ERROR'],
    ])
  })

  test('no workflow, and no demo for a real ComfyUI', async () => {
    await using made = await tempTree({ 'state/': '' })
    const { findSources } = await handlers(made.at('state'))
    await expect(findSources({ ...call, body: { workflow: 5 } })).rejects.toMatchObject({
      problem: { code: 'NOT_A_WORKFLOW' },
    })
    const demo = await handlers(made.at('state'), true)
    await expect(demo.findSources({ ...call, body: { workflow } })).rejects.toMatchObject({
      problem: { code: 'COMFYUI_NOT_FOUND' },
    })
  })
})

describe('POST /models/script', () => {
  test('into the folders of this installation, also one that a pack has still to add', async () => {
    await using made = await tempTree({ 'state/': '' })
    const { modelScript } = await handlers(made.at('state'))
    const models = [
      { name: 'tiny ae.safetensors', directory: 'vae', url },
      { name: 'face.bin', directory: 'ipadapter', url: 'https://huggingface.co/a/b/resolve/main/face.bin' },
      { name: 'up.bin', directory: '../../up', url: 'https://huggingface.co/a/b/resolve/main/up.bin' },
      { name: 'unknown.bin', directory: null, url: 'https://huggingface.co/a/b/resolve/main/unknown.bin' },
    ]
    const { script } = await modelScript({ ...call, body: { models, tool: 'curl', shell: 'posix' } })
    expect(script).toContain(
      "with_curl 'https://huggingface.co/studio/tiny/resolve/main/split_files/vae/tiny%20ae.safetensors' '/comfy/models/vae' '/comfy/models/vae/tiny ae.safetensors'",
    )
    expect(script).toContain(`'${join('/comfy', 'models', 'ipadapter')}'`)
    expect(script).toContain('# Left out: unknown.bin: which model folder its node reads is unknown')
    expect(script).not.toContain('..')
  })
})

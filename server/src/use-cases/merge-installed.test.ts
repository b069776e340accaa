import { describe, expect, it } from 'vitest'
import { type Installed, nothingInstalled } from '../core/installed.js'
import { mergeInstalled } from './merge-installed.js'

const pack = (folder: string, more: Partial<Installed['nodePacks'][number]> = {}): Installed['nodePacks'][number] => ({
  folder,
  path: `/c/custom_nodes/${folder}`,
  id: null,
  title: folder,
  repository: null,
  kind: 'folder',
  state: 'enabled',
  ...more,
})

describe('mergeInstalled', () => {
  it('lets the answers say what runs and the disk say where it lies', () => {
    const answers: Installed = {
      ...nothingInstalled,
      comfyui: '0.29.0',
      objectInfo: 'live',
      startedAt: '2026-11-21T02:10:37.206',
      definitions: new Map(),
      nodePacks: [pack('a', { nodeTypes: ['A'] }), pack('only-running')],
      models: new Map([['loras', [{ name: 'x.safetensors', path: null, size: null }, { name: 'far.safetensors', path: null, size: null }]]]),
    }
    const disk: Installed = {
      ...nothingInstalled,
      root: '/c',
      comfyui: '0.28.0',
      nodePacks: [pack('a', { id: 'a-pack' }), pack('b', { state: 'disabled' })],
      models: new Map([['loras', [{ name: 'x.safetensors', path: '/c/models/loras/x.safetensors', size: 7 }]]]),
      inputs: new Set(['p.png']),
    }
    const merged = mergeInstalled(answers, disk)
    expect(merged).toMatchObject({ root: '/c', comfyui: '0.29.0', objectInfo: 'live', startedAt: '2026-11-21T02:10:37.206' })
    expect(merged.nodePacks.map(({ folder, id, nodeTypes }) => [folder, id, nodeTypes])).toEqual([
      ['a', 'a-pack', ['A']],
      ['b', null, undefined],
      ['only-running', null, undefined],
    ])
    expect(merged.models?.get('loras')).toEqual([
      { name: 'x.safetensors', path: '/c/models/loras/x.safetensors', size: 7 },
      { name: 'far.safetensors', path: null, size: null },
    ])
    expect(merged.inputs).toEqual(new Set(['p.png']))
  })

  it('knows a loose file under its module name, and what did not load', () => {
    const merged = mergeInstalled(
      {
        ...nothingInstalled,
        nodePacks: [pack('x', { nodeTypes: ['X'] })],
        importFailures: [{ module: 'custom_nodes.y', folder: 'y', reason: 'No module named torchx', from: 'live' }],
      },
      { ...nothingInstalled, nodePacks: [pack('x.py', { kind: 'file' }), pack('y'), pack('z', { state: 'import-failed', because: 'then' })] },
    )
    expect(merged.nodePacks.map(({ folder, state, because, nodeTypes }) => [folder, state, because, nodeTypes])).toEqual([
      ['x.py', 'enabled', undefined, ['X']],
      ['y', 'import-failed', 'No module named torchx', undefined],
      ['z', 'import-failed', 'then', undefined],
    ])
  })

  it('keeps "nothing to look in" apart from "looked and found nothing"', () => {
    expect(mergeInstalled(nothingInstalled, nothingInstalled).models).toBeNull()
    expect(mergeInstalled({ ...nothingInstalled, models: new Map() }, nothingInstalled).models).toEqual(new Map())
  })

  it('believes the running server over a log', () => {
    const failure = { module: 'm', folder: null, reason: 'now', from: 'live' } as const
    const merged = mergeInstalled(
      { ...nothingInstalled, importFailures: [failure] },
      { ...nothingInstalled, importFailures: [{ ...failure, reason: 'then', from: 'log' }, { ...failure, module: 'n', from: 'log' }] },
    )
    expect(merged.importFailures.map(({ module, reason }) => [module, reason])).toEqual([['m', 'now'], ['n', 'now']])
  })
})

import type { HeldModel } from '@greenlight/shared/held'
import type { ModelEntry, WorkflowReport } from '@greenlight/shared/report'
import { describe, expect, test } from 'vitest'
import type { ModelReference } from '../../workflow/references.js'
import { beginSearch } from './begin-search.js'
import { hashesOf } from './check-file.js'
import { conclude } from './decide.js'
import { namesNotWanted, wantedOfHeld, wantedOfWorkflow } from './wanted-models.js'

const known = { models: new Map() }
const reference = (name: string, facts: Partial<ModelReference> = {}): ModelReference => ({
  name,
  directory: 'loras',
  node: '1',
  nodeType: 'LoraLoader',
  widget: 'lora_name',
  active: true,
  embedded: [],
  evidence: [],
  ...facts,
})
const entry = (name: string, state: ModelEntry['state']): ModelEntry => ({
  ...reference(name),
  state,
  file: null,
  sources: [],
  candidates: [],
  evidence: [],
})
const reportOf = (...models: ModelEntry[]): Pick<WorkflowReport, 'models'> => ({ models })

describe('of a workflow', () => {
  const models = [
    reference('here.safetensors'),
    reference('lost.safetensors'),
    reference('off.safetensors', { active: false }),
    reference('lost.safetensors', { node: '2' }),
  ]
  const report = reportOf(
    entry('here.safetensors', 'present'),
    entry('lost.safetensors', 'missing'),
    entry('off.safetensors', 'missing'),
    entry('lost.safetensors', 'missing'),
  )

  test('those that are not here, each once', () => {
    const wanted = wantedOfWorkflow({ models, notes: [] }, report, known, {})
    expect(wanted.map(({ reference: { name } }) => name)).toEqual(['lost.safetensors'])
  })

  test('those named, whatever their state; and the names that it does not know', () => {
    const names = ['HERE.safetensors', 'off.safetensors', 'none.ckpt']
    const wanted = wantedOfWorkflow({ models, notes: [] }, report, known, { names })
    expect(wanted.map(({ reference: { name } }) => name)).toEqual(['here.safetensors', 'off.safetensors'])
    expect(namesNotWanted(names, wanted)).toEqual(['none.ckpt'])
  })

  test('pages in notes that name no file, each once', () => {
    const links = [
      'https://civitai.com/models/5',
      'https://civitai.red/models/5/name',
      'https://huggingface.co/a/b/resolve/main/x.safetensors',
      'https://huggingface.co/a/b',
      'https://example.com/blog',
      'https://github.com/a/pack',
    ]
    const notes = [{ node: '9', text: '', links }]
    const [wanted] = wantedOfWorkflow({ models, notes }, report, known, {})
    expect(wanted?.pages).toEqual(['https://civitai.com/models/5', 'https://huggingface.co/a/b'])
  })
})

describe('of the parameters of an image', () => {
  const held = (facts: Partial<HeldModel>): HeldModel => ({
    name: 'majicmix_v7',
    directory: 'checkpoints',
    from: 'Model hash',
    confidence: 0.9,
    ...facts,
  })

  test('a name without an ending is one there, and its hash is asked for', () => {
    const [wanted] = wantedOfHeld({ models: [held({ hash: { type: 'short', value: '7c819b6d13' } })] }, {})
    if (wanted === undefined) throw new Error('none')
    expect(hashesOf(wanted)).toEqual([{ type: 'autov2', value: '7c819b6d13' }])
    expect(conclude(beginSearch(wanted)).state).toBe('NOT_FOUND')
  })

  test('what Civitai calls it is an address', () => {
    const models = [held({ air: 'urn:air:sd1:checkpoint:civitai:43331@176425' }), held({ civitaiVersion: 9 })]
    expect(wantedOfHeld({ models }, {}).map(({ claims }) => claims.map(({ source: { raw } }) => raw))).toEqual([
      ['https://civitai.com/api/download/models/176425'],
      ['https://civitai.com/api/download/models/9'],
    ])
  })

  test('a file here that has the hash ends the search; one of the name alone does not', () => {
    const here = (by: 'hash' | 'name') => held({ here: [{ path: '/m/x.safetensors', by, says: '' }] })
    const states = (['hash', 'name'] as const).map((by) => {
      const [wanted] = wantedOfHeld({ models: [here(by)] }, { names: ['majicmix_v7'] })
      return wanted === undefined ? null : conclude(beginSearch(wanted)).state
    })
    expect(states).toEqual(['FOUND', 'NOT_FOUND'])
    expect(wantedOfHeld({ models: [here('hash')] }, {})).toEqual([])
  })
})

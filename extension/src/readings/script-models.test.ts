import { expect, test } from 'vitest'
import { foundSome, modelsCheck } from '../dev/fixtures-models.js'
import { chooseModel } from './choices.js'
import { scriptModels } from './script-models.js'

const report = modelsCheck.reports[0]!
const nothing = { decisions: [], found: () => null }
const name = 'antelope-v2-face-landmarks-1k3d68.onnx'
const oil = '油彩-style_v3.safetensors'

test('each model that is not here with its first source, its hash and what stands before it', () => {
  expect(scriptModels(report, nothing)).toEqual([
    { name: 'dream-shaper-xl-v21_fp16.safetensors', directory: 'checkpoints', url: expect.stringContaining('models.example') },
    { name, directory: 'insightface', url: expect.stringContaining('hub.example'), sha256: `sha256:${'ab'.repeat(32)}`, access: 'login' },
  ])
})

test('a chosen address goes before the first, with what the report knows of it; a chosen file needs none', () => {
  const everywhere = { everywhere: true } as const
  const mirror = 'https://models.example/onnx/antelope-v2-face-landmarks-1k3d68.onnx'
  const decisions = [chooseModel(name, 'insightface', { url: mirror }, everywhere), chooseModel('dream-shaper-xl-v21_fp16.safetensors', null, { widgetValue: 'x' }, everywhere)]
  expect(scriptModels(report, { ...nothing, decisions })).toEqual([{ name, directory: 'insightface', url: mirror }])
})

test('only what a search is certain of is taken', () => {
  const source = { url: 'https://hub.example/oil.safetensors', from: 'huggingface' }
  const found = (asked: string) => (asked === oil ? { ...foundSome, state: 'FOUND' as const, source } : null)
  expect(scriptModels(report, { decisions: [], found }).map((model) => model.name)).toContain(oil)
  expect(scriptModels(report, { decisions: [], found: (asked) => (asked === oil ? foundSome : null) }).map((model) => model.name)).not.toContain(oil)
})

test('what is here, asleep or in doubt is left out', () => {
  const models = report.models.map((model, at) => (at === 0 ? { ...model, active: false } : { ...model, sources: model.sources.map((source) => ({ ...source, doubt: 'no' })) }))
  expect(scriptModels({ ...report, models }, nothing)).toEqual([])
  expect(scriptModels({ ...report, models: report.models.map((model) => ({ ...model, state: 'present' as const })) }, nothing)).toEqual([])
})

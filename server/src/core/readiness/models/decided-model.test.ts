import type { ModelDecision } from '@greenlight/shared/decisions'
import { expect, test } from 'vitest'
import { noModelKnowledge } from '../../model-knowledge.js'
import { buildFolders, buildInstalled } from '../testing/build-installed.js'
import { buildModelReference } from '../testing/build-references.js'
import { judgeModel } from './judge-model.js'

const decide = (use: ModelDecision['use']): ModelDecision => ({ about: 'model', scope: { everywhere: true }, name: 'a.safetensors', directory: 'checkpoints', use })
const judge = (models: readonly string[], decision: ModelDecision | null, urls: readonly string[] = []) => {
  const embedded = urls.map((url) => ({ name: 'a.safetensors', url, directory: 'checkpoints', hash: null, hashType: null, where: 'models[0]' }))
  const installed = buildInstalled({ root: '/comfy', models: buildFolders({ checkpoints: models }) })
  const { entry, causes } = judgeModel(buildModelReference('a.safetensors', { embedded }), installed, noModelKnowledge, { decision })
  return { entry, fix: causes[0]?.fix, next: causes[0]?.next({ wanting: [], nodes: ['4'] }) }
}

test('of several files the one that was chosen', () => {
  const models = ['old/a.safetensors', 'new/a.safetensors']
  expect(judge(models, null).fix).toBe('choose-model')
  const { entry, fix, next } = judge(models, decide({ widgetValue: 'new/a.safetensors' }))
  expect(fix).toBe('edit-widget')
  expect(entry).toMatchObject({ state: 'elsewhere', candidates: [{ widgetValue: 'new/a.safetensors', confidence: 1, evidence: [{ from: 'decision' }, {}] }] })
  expect(next).toContain('new/a.safetensors')
})

test('a chosen file that went is told, and the choice is open again', () => {
  const { entry, fix } = judge(['old/a.safetensors', 'new/a.safetensors'], decide({ widgetValue: 'gone/a.safetensors' }))
  expect(fix).toBe('choose-model')
  expect(entry.evidence).toContainEqual({ from: 'decision', says: 'You chose gone/a.safetensors before, and it is not among the files here any more.' })
})

test('a file that is there needs no choice', () => {
  expect(judge(['a.safetensors', 'new/a.safetensors'], decide({ widgetValue: 'new/a.safetensors' })).entry.state).toBe('present')
})

const urls = ['https://one.example/a.safetensors', 'https://two.example/a.safetensors']

test('of several addresses the one that was chosen', () => {
  expect(judge([], null, urls).fix).toBe('choose-model')
  const { entry, fix, next } = judge([], decide({ url: 'https://two.example/a.safetensors' }), urls)
  expect(fix).toBe('download-model')
  expect(next).toContain('two.example')
  expect(entry.sources.map(({ url, from }) => [url, from])).toEqual([[urls[1], 'decision'], [urls[0], 'workflow']])
})

test('an address that only the person knows', () => {
  expect(judge([], decide({ url: 'https://mine.example/a.safetensors' })).next).toContain('mine.example')
})

import type { ModelSource } from '@greenlight/shared/report'
import { expect, test } from 'vitest'
import { modelsCheck } from '../dev/fixtures-models.js'
import { addressOf, hostOf, modelOf, sortSources, usableFiles } from './model-answers.js'

const source = (more: Partial<ModelSource>): ModelSource => ({ url: 'https://a.example/x.bin', from: 'workflow', ...more })
const report = modelsCheck.reports[0]!

test('a source in doubt and one that was taken down are never offered', () => {
  const good = source({ access: 'login' })
  const doubted = source({ doubt: 'It is an archive.' })
  const gone = source({ access: 'removed' })
  expect(sortSources([doubted, good, gone])).toEqual({ offered: [good], doubted: [doubted, gone] })
})

test('a host is told without www, and what is no web address as it stands', () => {
  expect(hostOf('https://www.hub.example:8443/a/b')).toBe('hub.example:8443')
  expect(hostOf('urn:air:sdxl:lora:civitai:1@2')).toBe('urn:air:sdxl:lora:civitai:1@2')
  expect(hostOf('not an address')).toBe('not an address')
})

test('the file itself is taken before the page about it', () => {
  expect(addressOf(source({ raw: 'https://a.example/raw/x.bin' }))).toBe('https://a.example/raw/x.bin')
  expect(addressOf(source({}))).toBe('https://a.example/x.bin')
})

test('a row finds the entry of its own node', () => {
  expect(modelOf({ subject: '油彩-style_v3.safetensors', nodes: ['14'] }, report)?.directory).toBe('loras')
  expect(modelOf({ subject: 'nothing', nodes: ['14'] }, report)).toBeNull()
})

test('a file that no loader reads is not to be used as it lies', () => {
  const [first] = report.models[0]!.candidates
  expect(usableFiles([first!, { ...first!, widgetValue: null }])).toEqual([first])
})

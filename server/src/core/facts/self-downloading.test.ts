import { expect, test } from 'vitest'
import type { NodeDefinition } from '../definitions.js'
import { saysItDownloads } from './self-downloading.js'

const plain: NodeDefinition = {
  type: 'X',
  displayName: 'X',
  description: '',
  category: '',
  module: '',
  inputs: [],
  outputs: [],
  outputNode: false,
  deprecated: false,
  experimental: false,
  apiNode: false,
}

test.each([
  'DownloadAndLoadFlorence2Model',
  'JJC_DownloadAndLoadJoyCaptionModel',
  'easy downloadDotsOCRAndLoadModel',
  'AutoDownloadBiRefNetModel',
  'WANModelsAutoDownload',
  '(Down)Load Sonic',
  'DWPreprocessor',
  'SAMModelLoader (segment anything)',
  'WD14Tagger|pysssss',
  'RIFE VFI',
  'LayerMask: LoadFlorence2Model',
])('%s fetches its own weights', (type) => {
  expect(saysItDownloads(type, null)).toContain(type)
})

test.each([
  'CheckpointLoaderSimple',
  'DownloadImage',
  'SaveImageAndLoad',
  'WD14Tagger',
  'Segmenter',
  'constructor',
  '',
])('%j does not say so', (type) => {
  expect(saysItDownloads(type, null)).toBeNull()
})

test('a definition can say it', () => {
  expect(saysItDownloads('LoadX', { ...plain, displayName: '(Down)Load X' })).toContain('definition')
  expect(saysItDownloads('LoadX', { ...plain, description: 'Models are automatically downloaded.' })).toContain(
    'definition',
  )
  expect(saysItDownloads('LoadX', { ...plain, description: 'Saves a downloaded file.' })).toBeNull()
})

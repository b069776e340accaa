import { expect, it } from 'vitest'
import { createCarriers } from './carriers.js'
import { asciiTag, exifWith, jpegWith, pngWith } from './testing/index.js'

function tracesIn(bytes: Uint8Array) {
  const unpacked = createCarriers().unpack(bytes, 'x')
  return unpacked.ok ? unpacked.carried.traces : unpacked.problem
}

it('tells which program made a picture', () => {
  expect(tracesIn(pngWith({ Software: 'NovelAI', Author: 'me' }))).toEqual([{ key: 'software', text: 'NovelAI' }])
  expect(tracesIn(pngWith({ invokeai_metadata: '{"a": 1}' }, { kind: 'zTXt' }))).toEqual([{ key: 'invokeai_metadata', text: '{"a": 1}' }])
  expect(tracesIn(jpegWith({ exif: exifWith([asciiTag(0x0131, 'Draw Things')]) }))).toEqual([{ key: 'software', text: 'Draw Things' }])
})

it('has none where nothing tells, and never takes one for a workflow', () => {
  expect(tracesIn(pngWith({ workflow: '{"nodes": []}' }))).toBeUndefined()
  const unpacked = createCarriers().unpack(pngWith({ Software: '{"nodes": [], "links": []}' }), 'x')
  expect(unpacked).toMatchObject({ ok: true, carried: { workflow: null, prompt: null } })
})

it('leaves a trace alone that is longer than any program writes', () => {
  expect(tracesIn(pngWith({ Dream: 'x'.repeat(300 * 1024) }))).toBeUndefined()
})

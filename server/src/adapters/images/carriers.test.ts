import { describe, expect, it } from 'vitest'
import type { Carried } from '../../core/ports.js'
import { createCarriers } from './carriers.js'
import * as make from './testing/index.js'

const carriers = createCarriers()

function carriedIn(bytes: Uint8Array): Carried {
  const unpacked = carriers.unpack(bytes, 'a file')
  if (!unpacked.ok) throw new Error(`${unpacked.problem.code}: ${unpacked.problem.message}`)
  return unpacked.carried
}

/** A seed above 2^53, Python's NaN, other scripts, quotes, entities, a line feed: whatever a reader could bend. */
const workflow = `{"nodes": [{"id": 1, "type": "模型 <Ü> & \\"q\\"\\n", "widgets_values": [18446744073709551615, ${'"x", '.repeat(20_000)}1]}], "links": []}`
const prompt = '{"1": {"class_type": "KSampler", "is_changed": NaN, "inputs": {"name": "é & <a>.safetensors"}}}'
const texts = { prompt, workflow }
const comment = `{"CreationTime": "now", "prompt": ${JSON.stringify(prompt)}, "workflow": ${workflow}}`
const shortComment = `{"prompt": ${JSON.stringify(prompt)}, "workflow": {"nodes": []}}`
const a1111 = 'a 猫 <lora:x:1>\nNegative prompt: dog\nSteps: 20, Sampler: Euler a, Seed: 1, Model hash: 0123456789, Model: v1'
const upper = { PROMPT: prompt, WORKFLOW: workflow }

describe('prompt and workflow come back as they were written from', () => {
  it.each<[string, Carried['carrier'], string, Uint8Array]>([
    ['PNG, tEXt', 'image', 'PNG', make.pngWith(texts)],
    ['PNG, tEXt behind the pixels', 'image', 'PNG', make.pngWith(texts, { after: true })],
    ['PNG, zTXt', 'image', 'PNG', make.pngWith(texts, { kind: 'zTXt' })],
    ['PNG, iTXt', 'image', 'PNG', make.pngWith(texts, { kind: 'iTXt' })],
    ['PNG, compressed iTXt', 'image', 'PNG', make.pngWith(texts, { kind: 'iTXt-compressed' })],
    ['PNG, comf of an animation', 'image', 'PNG', make.pngWith(texts, { kind: 'comf', after: true })],
    ['PNG, eXIf', 'image', 'PNG', make.pngWith({}, { chunks: [make.pngChunk('eXIf', make.comfyExif(texts))] })],
    ['PNG, comment', 'image', 'PNG', make.pngWith({ Comment: comment })],
    ['WebP', 'image', 'WebP', make.webpWith({ exif: make.comfyExif(texts) })],
    ['WebP, Motorola order', 'image', 'WebP', make.webpWith({ exif: make.comfyExif(texts, 'MM') })],
    ['WebP, capital keys', 'image', 'WebP', make.webpWith({ exif: make.comfyExif({ Prompt: prompt, Workflow: workflow }) })],
    ['WebP, Exif mark', 'image', 'WebP', make.webpWith({ exif: make.join('Exif\0\0', make.comfyExif(texts)) })],
    ['WebP, odd chunks without padding', 'image', 'WebP', make.webpWith({ exif: make.comfyExif(texts) }, { unpadded: true })],
    ['WebP, XMP', 'image', 'WebP', make.webpWith({ xmp: make.xmpWith(comment) })],
    ['TIFF', 'image', 'TIFF', make.comfyExif(texts)],
    ['AVIF', 'image', 'AVIF', make.avifWith(make.comfyExif(texts))],
    ['AVIF, inside idat', 'image', 'AVIF', make.avifWith(make.comfyExif(texts), { inside: true })],
    ['AVIF, XMP', 'image', 'AVIF', make.avifWith(make.exifWith([]), { xmp: make.xmpWith(comment) })],
    ['HEIF', 'image', 'HEIF', make.avifWith(make.comfyExif(texts), { brand: 'heic' })],
    ['GIF', 'image', 'GIF', make.gifWith(comment)],
    ['SVG, objects', 'image', 'SVG', make.svgWith(texts)],
    ['SVG, strings', 'image', 'SVG', make.svgWith({ prompt: JSON.stringify(prompt), workflow: JSON.stringify(workflow) })],
    ['EXR', 'image', 'EXR', make.exrWith(texts)],
    ['MP4, keys', 'video', 'MP4', make.mp4With(make.keyedMeta(texts))],
    ['MP4, iTunes comment', 'video', 'MP4', make.mp4With(make.itunesMeta({ '\u00a9cmt': comment }))],
    ['MOV, keys without version', 'video', 'MOV', make.mp4With(make.keyedMeta(texts, true), 'qt  ')],
    ['MOV, own comment over 64 KiB', 'video', 'MOV', make.movWith(comment)],
    ['M4V', 'video', 'M4V', make.mp4With(make.keyedMeta(texts), 'M4V ')],
    ['M4A', 'audio', 'M4A', make.mp4With(make.itunesMeta({ '\u00a9cmt': comment }), 'M4A ')],
    ['WebM, capitals', 'video', 'WebM', make.webmWith(upper)],
    ['WebM, comment', 'video', 'WebM', make.webmWith({ COMMENT: comment })],
    ['MKV', 'video', 'MKV', make.webmWith(texts, { docType: 'matroska' })],
    ['WebM, live', 'video', 'WebM', make.webmWith(texts, { live: true })],
    ['FLAC', 'audio', 'FLAC', make.flacWith(texts)],
    ['FLAC, capitals', 'audio', 'FLAC', make.flacWith(upper)],
    ['Ogg Vorbis', 'audio', 'Ogg', make.oggWith(texts)],
    ['Ogg Opus', 'audio', 'Ogg', make.oggWith(texts, 'opus')],
    ['Ogg FLAC', 'audio', 'Ogg', make.oggWith(texts, 'flac')],
    ['MP3, ID3v2.2', 'audio', 'MP3', make.mp3With(texts, 2)],
    ['MP3, ID3v2.3', 'audio', 'MP3', make.mp3With(texts, 3)],
    ['MP3, ID3v2.4', 'audio', 'MP3', make.mp3With(texts, 4)],
    ['MP3, COMM', 'audio', 'MP3', make.mp3WithFrames(4, [make.id3Frame(4, 'COMM', '\x03eng\0', comment)])],
    ['FLAC behind ID3', 'audio', 'MP3', make.join('ID3\x04\0\0\0\0\0\0', make.flacWith(texts))],
    ['GLB, objects', 'model', 'GLB', make.glbWith(texts)],
    ['GLB, strings', 'model', 'GLB', make.glbWith({ prompt: JSON.stringify(prompt), workflow: JSON.stringify(workflow) })],
    ['safetensors', 'model', 'safetensors', make.safetensorsWith(texts)],
  ])('%s', (_, carrier, container, bytes) => {
    expect(carriedIn(bytes)).toEqual({ carrier, container, workflow, prompt, parameters: null, tolerated: [] })
  })

  it.each<[string, Uint8Array]>([
    ['ImageDescription', make.jpegWith({ exif: make.exifWith([make.asciiTag(0x010e, shortComment)]) })],
    ['a comment segment', make.jpegWith({ comment: shortComment })],
    ['XMP', make.jpegWith({ xmp: make.xmpWith(shortComment) })],
    ['UserComment', make.jpegWith({ exif: make.exifWith([], [make.userComment(shortComment, 'unicode-le')]) })],
  ])('JPEG, %s', (_, bytes) => {
    expect(carriedIn(bytes)).toMatchObject({ container: 'JPEG', workflow: '{"nodes": []}', prompt, tolerated: [] })
  })
})

describe('A1111 parameters come from', () => {
  it.each<[string, Uint8Array]>([
    ['PNG', make.pngWith({ parameters: a1111 })],
    ['PNG, iTXt', make.pngWith({ parameters: a1111 }, { kind: 'iTXt' })],
    ['WebP', make.webpWith({ exif: make.exifWith([], [make.userComment(a1111, 'unicode-be')]) })],
    ['AVIF', make.avifWith(make.exifWith([], [make.userComment(a1111, 'unicode-be')], 'MM'))],
    ['GIF', make.gifWith(a1111)],
    ...(['ascii', 'unicode-be', 'unicode-le', 'jis', 'none'] as const).map((encoding): [string, Uint8Array] => [
      `JPEG, UserComment ${encoding}`,
      make.jpegWith({ exif: make.exifWith([], [make.userComment(a1111, encoding)]) }),
    ]),
  ])('%s', (_, bytes) => {
    expect(carriedIn(bytes)).toMatchObject({ workflow: null, prompt: null, parameters: a1111, tolerated: [] })
  })
})

describe('what is no workflow is not taken for one', () => {
  it('a prompt in words, another program’s comment, null', () => {
    for (const bytes of [
      make.pngWith({ prompt: 'a cat', workflow: 'null' }),
      make.pngWith({ Comment: '{"prompt": "a cat", "steps": 28}' }),
      make.pngWith({ Software: 'prompt: x', Title: comment }),
      make.flacWith({ COMMENT: 'mastered in 1999' }),
      make.safetensorsWith({ format: 'pt', ss_sd_model_name: 'x' }),
    ]) {
      expect(carriedIn(bytes)).toMatchObject({ workflow: null, prompt: null, parameters: null, tolerated: [] })
    }
  })

  it('but a comment that is itself a workflow or a prompt is', () => {
    expect(carriedIn(make.gifWith(workflow))).toMatchObject({ workflow, prompt: null })
    expect(carriedIn(make.gifWith(prompt))).toMatchObject({ workflow: null, prompt })
  })
})

it('the key beats the comment, and of two equal claims the last is read and told', () => {
  const twice = make.pngWith({}, { chunks: ['{"a":1}', '{"a":2}'].map((text) => make.pngText('tEXt', 'workflow', text)) })
  expect(carriedIn(twice)).toMatchObject({ workflow: '{"a":2}', tolerated: ['workflow stands in it twice with different content; the last one is read'] })
  expect(carriedIn(make.pngWith({ workflow: '{"a":1}', Comment: comment }))).toMatchObject({ workflow: '{"a":1}', prompt, tolerated: [] })
})

it('Latin-1 and UTF-8 are told apart in chunks that should be Latin-1', () => {
  const latin = make.pngChunk('tEXt', make.chars('workflow\0{"a":"é"}'))
  expect(carriedIn(make.pngWith({}, { chunks: [latin] })).workflow).toBe('{"a":"é"}')
  expect(carriedIn(make.pngWith({ workflow: '{"a":"模é"}' })).workflow).toBe('{"a":"模é"}')
})

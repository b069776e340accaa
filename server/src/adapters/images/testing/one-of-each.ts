import * as make from './index.js'

export const smallWorkflow = '{"nodes":[{"id":1,"type":"模型"}],"links":[]}'
export const smallPrompt = '{"1":{"class_type":"KSampler","inputs":{"seed":18446744073709551615}}}'

const texts = { prompt: smallPrompt, workflow: smallWorkflow }
const comment = `{"prompt":${smallPrompt},"workflow":${smallWorkflow}}`

/** One small file of every kind and way of carrying; each holds `smallWorkflow` and `smallPrompt`. */
export const oneOfEach: readonly (readonly [name: string, bytes: Buffer])[] = [
  ['PNG tEXt', make.pngWith(texts)],
  ['PNG zTXt', make.pngWith(texts, { kind: 'zTXt' })],
  ['PNG iTXt', make.pngWith(texts, { kind: 'iTXt' })],
  ['PNG compressed iTXt', make.pngWith(texts, { kind: 'iTXt-compressed', after: true })],
  ['WebP EXIF', make.webpWith({ exif: make.comfyExif(texts) })],
  ['WebP XMP', make.webpWith({ xmp: make.xmpWith(comment) })],
  ['JPEG EXIF', make.jpegWith({ exif: make.exifWith([], [make.userComment(comment, 'unicode-be')], 'MM') })],
  ['JPEG comment', make.jpegWith({ comment })],
  ['TIFF', make.comfyExif(texts)],
  ['AVIF', make.avifWith(make.comfyExif(texts))],
  ['HEIF', make.avifWith(make.comfyExif(texts), { brand: 'heic', inside: true })],
  ['GIF', make.gifWith(comment)],
  ['SVG', make.svgWith(texts)],
  ['EXR', make.exrWith(texts)],
  ['MP4', make.mp4With(make.keyedMeta(texts))],
  ['MP4 comment', make.mp4With(make.itunesMeta({ '\u00a9cmt': comment }))],
  ['MOV', make.movWith(comment)],
  ['WebM', make.webmWith(texts)],
  ['WebM live', make.webmWith({ COMMENT: comment }, { live: true })],
  ['FLAC', make.flacWith(texts)],
  ['Ogg', make.oggWith(texts)],
  ['Opus', make.oggWith(texts, 'opus')],
  ['MP3 2.2', make.mp3With(texts, 2)],
  ['MP3 2.3', make.mp3With(texts, 3)],
  ['MP3 2.4', make.mp3With(texts, 4)],
  ['GLB', make.glbWith(texts)],
  ['safetensors', make.safetensorsWith(texts)],
]

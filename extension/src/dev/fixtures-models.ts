import type { ModelSource } from '@greenlight/shared/report'
import type { SourceSearch } from '@greenlight/shared/sources'
import { makeCheck, makeFinding, makeModel } from './fixtures.js'

/** Reports about models and where they are to be had, and a file without a graph. Invented names of real shape. */
const key = { path: 'workflows/portrait.json', format: 'ui', nodes: 24, digest: `blake3:${'0123456789abcdef'.repeat(4)}`, key: 'a1b2' }

const hub: ModelSource = { url: 'https://hub.example/kim/portrait/resolve/main/antelope-v2-face-landmarks-1k3d68.onnx', from: 'workflow', size: 407_000_000, licence: 'apache-2.0', access: 'login', sha256: `sha256:${'ab'.repeat(32)}` }
const mirror: ModelSource = { url: 'https://models.example/onnx/antelope-v2-face-landmarks-1k3d68.onnx', from: 'catalogue', size: 407_000_000 }
const wrong: ModelSource = { url: 'https://models.example/1k3d68.zip', from: 'note', doubt: 'It is an archive, and the loader wants an .onnx file.' }

const file = (path: string, says: string, size: number) => ({
  path: `/opt/ComfyUI/models/checkpoints/${path}`,
  folder: 'checkpoints',
  widgetValue: path,
  size,
  confidence: 0.8,
  evidence: [{ from: 'disk', says }],
})

export const modelsCheck = makeCheck({
  workflow: key,
  verdict: 'needs-choice',
  models: [
    makeModel({ name: 'dream-shaper-xl-v21_fp16.safetensors', state: 'elsewhere', candidates: [file('sdxl/dream-shaper-xl-v21.safetensors', 'Same name but for the precision.', 6_938_040_682), file('dream-shaper-xl-v20.safetensors', 'An earlier version by its name.', 6_938_040_100), file('old/dreamshaper.ckpt', 'Same words in the name.', 2_100_000_000)], sources: [mirror] }),
    makeModel({ name: 'antelope-v2-face-landmarks-1k3d68.onnx', directory: 'insightface', node: '13', state: 'missing', sources: [hub, mirror, wrong] }),
    makeModel({ name: '油彩-style_v3.safetensors', directory: 'loras', node: '14', state: 'missing' }),
  ],
  findings: [
    makeFinding({ kind: 'model-elsewhere', subject: 'dream-shaper-xl-v21_fp16.safetensors', nodes: ['4'], message: 'The file is not here under this name.', next: '3 files of this machine may be meant: choose one.', fix: 'choose-model' }),
    makeFinding({ kind: 'model-missing', subject: 'antelope-v2-face-landmarks-1k3d68.onnx', nodes: ['13'], message: 'No file of this name or hash is on this machine.', next: 'Download it (407 MB) into insightface.', fix: 'download-model' }),
    makeFinding({ kind: 'model-missing', subject: '油彩-style_v3.safetensors', nodes: ['14'], message: 'No file of this name or hash is on this machine.', next: 'Look for it, or ask whoever made the workflow.' }),
  ],
})

export const foundNothing: SourceSearch = {
  name: '油彩-style_v3.safetensors',
  directory: 'loras',
  state: 'NOT_FOUND',
  source: null,
  candidates: [],
  steps: [
    { phase: 'read-name', asked: '油彩-style_v3.safetensors', of: 'the name', came: '油彩 style, version 3' },
    { phase: 'on-disk', asked: '油彩-style_v3.safetensors', of: 'the model index', came: 'no file' },
    { phase: 'in-catalogue', asked: '油彩-style_v3.safetensors', of: "the Manager's model list", came: 'no entry' },
  ],
}

export const foundSome: SourceSearch = {
  ...foundNothing,
  state: 'UNCERTAIN',
  candidates: [
    { source: { url: 'https://civ.example/models/81/oil-style?modelVersionId=93', raw: 'https://civ.example/api/download/models/93', from: 'civitai', size: 228_000_000, access: 'early-access', licence: 'no selling of pictures' }, reasons: ['Same words in the name', 'It is a LoRA, as the loader wants'], confidence: 0.6 },
    { source: { url: 'https://hub.example/lin/oil-style/resolve/main/oil_v3.safetensors', from: 'huggingface', size: 228_400_000 }, reasons: ['Version 3 of a style of this name'], confidence: 0.5 },
    { source: wrong, reasons: ['Same number'], confidence: 0.1 },
  ],
  steps: [...foundNothing.steps, { phase: 'by-name', asked: 'oil style', of: 'civ.example', came: '2 answers, 1 of them fits' }],
}

export const allSourcesOff = {
  schema: 'greenlight/sources@1',
  sources: [{ name: 'civitai', use: 'off', endpoint: 'https://civ.example', token: false }],
  ledger: [],
}

export const heldCheck = makeCheck({
  verdict: 'unreadable',
  workflow: { path: 'holiday.png', format: 'image', nodes: 0, digest: key.digest },
  problems: [{ code: 'A1111_PARAMETERS', message: 'This PNG holds A1111 generation parameters, not a ComfyUI workflow.', hint: 'Ask for the ComfyUI workflow, or build it by hand from them.' }],
  held: {
    grade: 'parameters-only',
    tool: 'Forge',
    positive: 'a lighthouse in fog, oil painting <lora:oil-style_v3:0.8>',
    negative: 'blurry, text',
    settings: [
      { name: 'Steps', value: '28' },
      { name: 'Sampler', value: 'DPM++ 2M Karras' },
      { name: 'CFG scale', value: '6.5' },
      { name: 'Seed', value: '3312870021' },
      { name: 'Size', value: '896x1152' },
    ],
    models: [
      { name: 'dreamShaperXL_v21', directory: 'checkpoints', hash: { type: 'autov2', value: '4496b36d48' }, from: 'Model hash', confidence: 1 },
      { name: 'oil-style_v3', directory: 'loras', hash: { type: 'autov3', value: '0123456789ab' }, weight: 0.8, from: 'Lora hashes', confidence: 1 },
      { name: null, directory: 'vae', hash: { type: 'short', value: '63aeecb90f' }, air: 'urn:air:sdxl:vae:civitai:81@93', from: 'Civitai resources', confidence: 0.7 },
    ],
  },
})

import type { NodeExplanation } from '@greenlight/shared/explain'
import type { Candidate, Check, Finding, ModelEntry, WorkflowReport } from '@greenlight/shared/report'

/** Reports as the sidecar gives them, for the gallery and for tests. Invented names of real shape. */
const digest = `blake3:${'0123456789abcdef'.repeat(4)}`

export function makeCheck(report: Partial<WorkflowReport>, installation: Partial<Check['installation']> = {}): Check {
  const whole: WorkflowReport = {
    workflow: { path: 'workflows/portrait.json', format: 'ui', nodes: 24, digest },
    verdict: 'ready',
    nodeTypes: [],
    models: [],
    inputs: [],
    notes: [],
    findings: [],
    problems: [],
    ...report,
  }
  const one = (verdict: WorkflowReport['verdict']): number => (whole.verdict === verdict ? 1 : 0)
  return {
    schema: 'greenlight/check@1',
    installation: { root: '/opt/ComfyUI', comfyui: '0.29.0', objectInfo: 'live', digest, ...installation },
    summary: {
      ready: one('ready'),
      fixable: one('fixable'),
      needsChoice: one('needs-choice'),
      blocked: one('blocked'),
      unreadable: one('unreadable'),
    },
    reports: [whole],
  }
}

export function makeFinding(finding: Pick<Finding, 'kind' | 'subject'> & Partial<Finding>): Finding {
  const nodes = finding.nodes ?? ['4']
  return {
    severity: 'blocks',
    nodes,
    message: `${finding.subject} is not here.`,
    next: 'Look at the evidence.',
    evidence: [{ from: 'object_info', says: `ComfyUI does not list ${finding.subject}.` }],
    ...(nodes[0] === undefined ? {} : { node: nodes[0] }),
    ...finding,
  }
}

const portraitPack: Candidate = {
  id: 'comfyui_portraitid',
  repository: 'https://git.example/kim/ComfyUI_PortraitID',
  title: 'ComfyUI_PortraitID',
  version: '1.4.2',
  via: 'cnr_id',
  confidence: 1,
  evidence: [{ from: 'workflow', says: 'The nodes name it.', where: 'nodes[7].properties.cnr_id' }],
}

export function makeModel(model: Pick<ModelEntry, 'name'> & Partial<ModelEntry>): ModelEntry {
  return {
    directory: 'checkpoints',
    node: '4',
    nodeType: 'CheckpointLoaderSimple',
    widget: 'ckpt_name',
    active: true,
    state: 'present',
    file: null,
    sources: [],
    candidates: [],
    evidence: [],
    ...model,
  }
}

const models: ModelEntry[] = [
  makeModel({ name: 'dream-shaper-xl-v21.safetensors', file: { path: '/opt/ComfyUI/models/checkpoints/dream-shaper-xl-v21.safetensors', size: 6_938_040_682 } }),
  makeModel({ name: 'qwen_2.5_vl_7b_instruct_long_context_fp8_scaled.safetensors', directory: 'text_encoders', node: '9', file: { path: '/opt/ComfyUI/models/text_encoders/qwen_2.5_vl_7b_instruct_long_context_fp8_scaled.safetensors', size: 9_384_670_680 } }),
  makeModel({ name: '柔らかい色-vae.safetensors', directory: 'vae', node: '10', file: { path: '/opt/ComfyUI/models/vae/柔らかい色-vae.safetensors', size: 334_641_190 } }),
]

const notes = [{ node: '31', text: 'Use the fp8 text encoder with less than 16 GB.\nPlace it in models/text_encoders.', links: ['https://models.example/text-encoders'] }]

export const readyCheck = makeCheck({
  models,
  notes,
  inputs: [{ name: 'example.png', node: '12', nodeType: 'LoadImage', kind: 'image', active: true, state: 'present' }],
  nodeTypes: [{ type: 'InkBrush', count: 2, nodes: ['5', '6'], active: true, state: 'registered', pack: { ...portraitPack, id: 'ink-tools', title: 'Ink Tools', version: '0.3.0' }, candidates: [], evidence: [] }],
})

export const blockedCheck = makeCheck({
  verdict: 'needs-choice',
  notes,
  nodeTypes: [
    { type: 'ApplyPortraitID', count: 4, nodes: ['7', '8', '65:70', '65:71'], active: true, state: 'missing', pack: portraitPack, candidates: [], evidence: [] },
    { type: 'FilmGrainPlus', count: 1, nodes: ['40'], active: false, state: 'missing', pack: null, candidates: [], evidence: [] },
    { type: 'InkBrush', count: 2, nodes: ['5', '6'], active: true, state: 'registered', pack: { ...portraitPack, id: 'ink-tools', title: 'Ink Tools', version: '0.3.0' }, candidates: [], evidence: [] },
  ],
  models: [
    ...models,
    makeModel({
      name: 'ip-adapter-portrait-long-name-with-many-words_v1.1_Q4_K_M.gguf',
      directory: 'portraitid',
      node: '11',
      state: 'misplaced',
      candidates: [{ path: '/opt/ComfyUI/models/ipadapter/ip-adapter-portrait-long-name-with-many-words_v1.1_Q4_K_M.gguf', folder: 'ipadapter', widgetValue: 'ip-adapter.bin', size: 1_691_134_141, confidence: 1, evidence: [] }],
    }),
    makeModel({
      name: 'antelope-v2-face-landmarks-1k3d68.onnx',
      directory: 'insightface',
      node: '13',
      state: 'missing',
      sources: [{ url: 'https://models.example/antelope-v2-face-landmarks-1k3d68.onnx', from: 'workflow', size: 407_000_000 }],
    }),
  ],
  inputs: [
    { name: 'portrait of Zoë.png', node: '12', nodeType: 'LoadImage', kind: 'image', active: true, state: 'missing' },
    { name: 'example.png', node: '14', nodeType: 'LoadImage', kind: 'image', active: true, state: 'present' },
  ],
  findings: [
    makeFinding({ kind: 'input-missing', subject: 'portrait of Zoë.png', nodes: ['12'], message: 'The input image portrait of Zoë.png is not in the input folder.', next: 'Choose a picture in the node, or put it in the input folder.', fix: 'choose-input' }),
    makeFinding({ kind: 'model-misplaced', subject: 'ip-adapter-portrait-long-name-with-many-words_v1.1_Q4_K_M.gguf', nodes: ['11'], message: 'The file lies in ipadapter, which this loader does not read.', next: 'Found in ipadapter; move it to portraitid.', fix: 'move-model', evidence: [{ from: 'disk', says: 'Same name in another folder.', where: '/opt/ComfyUI/models/ipadapter' }] }),
    makeFinding({ kind: 'model-missing', subject: 'antelope-v2-face-landmarks-1k3d68.onnx', nodes: ['13'], message: 'No file of this name or hash is on this machine.', next: 'Download it (407 MB) into insightface.', fix: 'download-model' }),
    makeFinding({ kind: 'node-type-missing', subject: 'ComfyUI_PortraitID', nodes: ['7', '8', '65:70', '65:71'], message: 'ApplyPortraitID comes with the node pack ComfyUI_PortraitID, which is not installed.', next: 'Install ComfyUI_PortraitID; 4 nodes turn registered.', fix: 'install-node-pack', evidence: [{ from: 'object_info', says: 'ComfyUI does not list ApplyPortraitID.' }, { from: 'workflow', says: 'Its nodes name cnr_id "comfyui_portraitid".', where: 'nodes[7].properties.cnr_id' }] }),
    makeFinding({ kind: 'model-uncertain', severity: 'warns', subject: 'detail-slider.safetensors', nodes: ['21', '22'], message: 'An SDXL LoRA under an SD 1.5 model.', next: 'Look at what the LoRA was made for.' }),
    makeFinding({ kind: 'model-self-download', severity: 'informs', subject: 'BLIP', nodes: ['23'], message: 'The node fetches its model when it first runs.', next: 'Nothing to do; the first run takes longer.' }),
  ],
})

export const unsureCheck = makeCheck(
  {
    verdict: 'blocked',
    findings: [makeFinding({ kind: 'node-type-undetermined', subject: 'SuperUpscale', nodes: ['3'], message: 'Nobody knows SuperUpscale, and ComfyUI does not answer.', next: 'Start ComfyUI, then check again.' })],
  },
  { objectInfo: 'recorded', recordedAt: '2026-11-18T09:30:00.000Z' },
)

export const unreadableCheck = makeCheck({
  verdict: 'unreadable',
  workflow: { path: 'holiday.png', format: 'unknown', nodes: 0, digest },
  problems: [{ code: 'A1111_PARAMETERS', message: 'This PNG holds A1111 generation parameters, not a ComfyUI workflow.', hint: 'Ask for the ComfyUI workflow, or build it by hand from them.' }],
})

/** A graph in which every node is a finding of its own. */
export function largeCheck(count: number): Check {
  const findings = Array.from({ length: count }, (_, at) =>
    makeFinding({ kind: at % 3 === 0 ? 'node-type-missing' : 'model-missing', severity: at % 5 === 0 ? 'warns' : 'blocks', subject: `need-${at}_fp16.safetensors`, nodes: [`${at}`] }),
  )
  const all = findings.map(({ subject, nodes }) => makeModel({ name: subject, node: nodes[0] ?? null, file: { path: `/m/${subject}`, size: 1e9 } }))
  return makeCheck({ verdict: 'blocked', findings, models: all, workflow: { path: 'large.json', format: 'ui', nodes: count, digest } })
}

export const explanation: NodeExplanation = {
  node: '65:70',
  type: 'ApplyPortraitID',
  title: 'Apply portrait',
  says: 'Guides the model so that the face in the picture appears in the result.',
  state: 'missing',
  active: true,
  provider: { kind: 'node-pack', name: 'ComfyUI_PortraitID', version: '1.4.2', pack: portraitPack },
  inputs: [
    { name: 'model', type: 'MODEL', linked: true, says: 'the model to guide' },
    { name: 'image', type: 'IMAGE', linked: false, says: 'the picture of the face' },
  ],
  outputs: [{ name: 'MODEL', type: 'MODEL', linked: true, says: 'the guided model' }],
  widgets: [{ name: 'weight', value: '0.8' }, { name: null, value: 'linear' }],
  models: [makeModel({ name: 'ip-adapter-portrait_v1.1_Q4_K_M.gguf', state: 'misplaced' })],
  dependents: ['3', '65:72'],
  ifBypassed: 'MODEL is passed on unchanged; the face is not used.',
  why: [makeFinding({ kind: 'node-type-missing', subject: 'ComfyUI_PortraitID', message: 'ComfyUI_PortraitID is not installed.', next: 'Install it.' })],
  evidence: [{ from: 'object_info', says: 'ComfyUI does not list ApplyPortraitID.' }],
}

import type { ActionRun, OpenChoice, Plan, PlanAction, PlanDocument, PlanRun, Proposed } from '@greenlight/shared/plans'

/** Plans as the sidecar gives them, for the gallery and for tests. Invented names of real shape. */
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`
export const planId = '01K9ZQ3W7T8B2C4D6E8F0G2H4J'

export function makeAction(action: Pick<PlanAction, 'id' | 'kind' | 'subject' | 'title'> & Partial<PlanAction>): PlanAction {
  return {
    group: action.id,
    tier: 'data',
    touches: [],
    before: [],
    after: [],
    evidence: [],
    undo: 'It is taken to the trash.',
    hosts: [],
    ticks: [],
    prepare: [],
    effects: [],
    checks: [],
    ...action,
  }
}

const model = '/opt/ComfyUI/models'
const onnx = 'antelope-v2-face-landmarks-1k3d68.onnx'

export const download = makeAction({
  id: 'a1',
  kind: 'download-model',
  subject: onnx,
  title: `Download ${onnx} into insightface`,
  bytes: 407_000_000,
  hosts: ['models.example'],
  licence: 'apache-2.0',
  touches: [`${model}/insightface/${onnx}`],
  before: ['No file of this name or hash is on this machine.'],
  after: ['The loader in node 13 finds it.'],
  evidence: [{ from: 'workflow', says: 'The workflow names this address and its SHA-256.', where: 'nodes[13].properties.models[0]' }],
  prepare: [{ prepare: 'download', url: `https://models.example/${onnx}`, part: `${model}/insightface/.${onnx}.01K9ZQ3W7T.part`, size: 407_000_000, sha256: digest, blake3: null, directory: 'insightface', name: onnx }],
})

const move = makeAction({
  id: 'a2',
  kind: 'move-model',
  subject: 'ip-adapter-portrait-long-name-with-many-words_v1.1_Q4_K_M.gguf',
  title: 'Move ip-adapter-portrait-long-name-with-many-words_v1.1_Q4_K_M.gguf from ipadapter to portraitid',
  touches: [`${model}/ipadapter/ip-adapter-portrait-long-name-with-many-words_v1.1_Q4_K_M.gguf`, `${model}/portraitid/ip-adapter-portrait-long-name-with-many-words_v1.1_Q4_K_M.gguf`],
  before: ['It lies in ipadapter, which this loader does not read.'],
  after: ['It lies in portraitid; 1 node finds it.'],
  evidence: [{ from: 'disk', says: 'Same name in another folder.' }],
  undo: 'It is moved back, with its times.',
})

export const widget = makeAction({
  id: 'a3',
  kind: 'edit-widget',
  subject: 'dream-shaper-xl-v21_fp16.safetensors',
  title: 'Set node 4 to sdxl/dream-shaper-xl-v21.safetensors',
  before: ['dream-shaper-xl-v21_fp16.safetensors'],
  after: ['sdxl/dream-shaper-xl-v21.safetensors'],
  undo: 'The old name is set again.',
  canvas: { node: '4', nodeType: 'CheckpointLoaderSimple', widget: 'ckpt_name', from: 'dream-shaper-xl-v21_fp16.safetensors', to: 'sdxl/dream-shaper-xl-v21.safetensors' },
})

const pack = makeAction({
  id: 'a4',
  kind: 'install-node-pack',
  group: 'pack',
  tier: 'code',
  subject: 'ComfyUI_PortraitID',
  title: 'Install the node pack ComfyUI_PortraitID 1.4.2',
  bytes: 2_310_000,
  hosts: ['registry.example'],
  licence: 'Apache-2.0',
  touches: ['/opt/ComfyUI/custom_nodes/comfyui_portraitid'],
  before: ['5 node types are not registered.'],
  after: ['9 nodes turn registered, nothing else changes.'],
  evidence: [{ from: 'workflow', says: 'Its nodes name cnr_id "comfyui_portraitid".', where: 'nodes[7].properties.cnr_id' }],
  undo: 'The folder goes to the trash.',
  code: [
    { where: 'install.py:12', says: 'calls pip in a child program; it is not run by Greenlight' },
    { where: '__init__.py:41', says: 'writes a .js file into ComfyUI’s web folder when it is imported' },
  ],
  ticks: [{ key: 'cool-down:comfyui_portraitid', says: 'Version 1.4.2 is 3 days old; your policy asks for 7.', page: 'https://registry.example/nodes/comfyui_portraitid' }],
})

const packages = makeAction({
  id: 'a5',
  kind: 'install-packages',
  group: 'pack',
  tier: 'code',
  subject: 'ComfyUI_PortraitID',
  title: 'Install 4 Python packages for ComfyUI_PortraitID',
  bytes: 96_400_000,
  hosts: ['index.example'],
  touches: ['/opt/ComfyUI/venv/lib/python3.12/site-packages'],
  before: [],
  after: ['torch stays 2.9.1.'],
  undo: 'The versions from before are put back.',
  cannotUndo: 'Files that the packages write while they run.',
  packages: [
    { name: 'insightface', before: null, after: '0.7.3', why: ['ComfyUI_PortraitID: insightface>=0.7'], protected: false },
    { name: 'numpy', before: '2.3.4', after: '1.26.4', why: ['insightface: numpy<2'], protected: true },
    { name: 'onnxruntime', before: '1.22.0', after: '1.23.2', why: ['ComfyUI_PortraitID: onnxruntime'], protected: false },
    { name: 'scikit-image', before: null, after: '0.25.2', why: ['insightface: scikit-image'], protected: false },
  ],
  ticks: [{ key: 'protected:numpy', says: 'numpy 2.3.4 becomes 1.26.4, and 6 other packs use it.' }],
})

const restart = makeAction({ id: 'a6', kind: 'restart-comfyui', subject: 'ComfyUI', title: 'Restart ComfyUI', after: ['The node pack is loaded.'], undo: 'Nothing is to be taken back.' })

export function makePlan(plan: Partial<Plan>): Plan {
  const actions = plan.actions ?? []
  const strictest = actions.some(({ tier }) => tier === 'destructive') ? 'destructive' : actions.some(({ tier }) => tier === 'code') ? 'code' : 'data'
  return {
    schema: 'greenlight/plan@1',
    id: planId,
    version: 1,
    digest,
    title: 'Make portrait.json run here',
    workflow: { path: 'workflows/portrait.json', digest },
    installation: '/opt/ComfyUI',
    undoes: null,
    tier: strictest,
    actions,
    needs: { bytes: actions.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0), hosts: [...new Set(actions.flatMap(({ hosts }) => hosts))].sort(), disk: [], restart: false },
    warnings: [],
    preconditions: [],
    policy: digest,
    ...plan,
  }
}

export const dataPlan = makePlan({
  actions: [download, move, widget],
  needs: { bytes: 407_000_000, hosts: ['models.example'], disk: [{ volume: '/', need: 407_000_000, free: 81_200_000_000 }], restart: false },
})

export const codePlan = makePlan({
  actions: [download, move, pack, packages, restart],
  needs: { bytes: 505_710_000, hosts: ['index.example', 'models.example', 'registry.example'], disk: [{ volume: '/', need: 905_000_000, free: 81_200_000_000 }, { volume: '/mnt/models', need: 407_000_000, free: null }], restart: true },
  warnings: [
    { code: 'POLICY_REFUSED', message: 'Your policy refuses 油彩-style_v3.safetensors: its licence is not known.', hint: 'To allow it, change licenses.allow in policy.yaml.', rule: 'licenses.allow', subject: '油彩-style_v3.safetensors' },
    { code: 'USES_CHANGED_PACKAGE', message: 'ComfyUI-Ink and 5 other packs use numpy, which changes.', hint: 'Leave the pack out, or look at https://index.example/numpy first.' },
  ],
})

export const shortPlan = makePlan({ actions: [download], needs: { ...dataPlan.needs, disk: [{ volume: 'D:\\', need: 7_100_000_000, free: 2_000_000_000 }] } })
export const undoPlan = makePlan({ id: '01K9ZQ3W7T8B2C4D6E8F0G2H5K', title: 'Take back: Make portrait.json run here', undoes: planId, actions: [makeAction({ ...download, kind: 'restore', tier: 'data', title: `Take ${onnx} away again`, before: [], after: ['insightface is as it was before.'], prepare: [], hosts: [], ticks: [] }), { ...widget, title: 'Set node 4 back to dream-shaper-xl-v21_fp16.safetensors' }] })

/** What a switched off pack needs to come back: approved by its owner, though only what was there comes. */
export const undoCodePlan = makePlan({
  id: '01K9ZQ3W7T8B2C4D6E8F0G2H6L',
  title: 'Undo: Remove Ink Tools',
  undoes: planId,
  actions: [makeAction({ id: 'a1', kind: 'restore', tier: 'code', subject: 'Ink Tools', title: 'Take back: Remove Ink Tools', after: ['Ink Tools (1.2.0) is enabled.'], effects: [{ do: 'move', from: '/state/trash/t1/ink', to: '/opt/ComfyUI/custom_nodes/ink', as: 'restore' }] })],
})

const licences = [undefined, undefined, undefined, 'openrail', 'see LICENSE', undefined, undefined, 'openrail', 'apache-2.0', undefined, 'see LICENSE.txt', undefined] as const

/** A workflow from elsewhere: many files, most of them without a word about their licence. */
export const manyPlan = makePlan({
  title: 'Make portrait.json run: download style-00_v1.safetensors and 11 more models',
  actions: licences.map((licence, at) => {
    const name = `style-${String(at).padStart(2, '0')}_v1.safetensors`
    const asks = licence !== 'apache-2.0'
    const { licence: _, ...plain } = download
    return makeAction({
      ...plain,
      ...(licence === undefined ? {} : { licence }),
      id: `a${at + 1}`,
      group: `g${at + 1}`,
      subject: name,
      title: `Download ${name} into loras`,
      before: [`1 node asks for ${name}, which is not in loras.`],
      after: [`${model}/loras/${name} is there (407 MB), every byte compared with its SHA-256.`],
      ticks: asks ? [{ key: `licence:${name}`, says: `Nobody says under which licence ${name} is given.`, ...(at % 4 === 0 ? { page: `https://models.example/${name}` } : {}) }] : [],
    })
  }),
})

export const openChoices: OpenChoice[] = [
  {
    about: 'node-pack',
    types: ['LoadVideoFrames', 'SaveVideoFrames'],
    options: [
      { candidate: { id: 'comfyui-videotools', repository: 'https://git.example/reel/ComfyUI-VideoTools', title: 'ComfyUI-VideoTools', via: 'exact-type', confidence: 0.9, evidence: [] }, explains: ['LoadVideoFrames', 'SaveVideoFrames'], difference: 'Explains 2 of 2. by reel, last changed 2026-08-30, 812 stars.' },
      { candidate: { id: 'comfy-video-io', repository: null, title: 'comfy-video-io', via: 'exact-type', confidence: 0.9, evidence: [] }, explains: ['LoadVideoFrames'], difference: 'Explains 1 of 2.' },
    ],
  },
  {
    about: 'model',
    name: 'dream-shaper-xl-v21_fp16.safetensors',
    directory: 'checkpoints',
    files: [
      { path: `${model}/checkpoints/sdxl/dream-shaper-xl-v21.safetensors`, widgetValue: 'sdxl/dream-shaper-xl-v21.safetensors' },
      { path: '/data/old/dreamshaper.ckpt', widgetValue: null },
    ],
    sources: [{ url: 'https://models.example/dream-shaper-xl-v21_fp16.safetensors', from: 'catalogue', size: 6_938_040_682 }],
  },
  { about: 'input', name: 'portrait of Zoë.png', node: '12', options: ['example.png', 'Zoë.png'] },
]

/** A folder in the way of a pack. */
export const conflict: OpenChoice = {
  about: 'pack-conflict',
  pack: 'comfyui_portraitid',
  title: 'ComfyUI_PortraitID',
  code: 'directory_exists_non_git',
  says: 'A folder of this name is there already, and nothing tells where it came from.',
  answers: [
    { choose: 'use-existing', label: 'Use the folder that is there', says: 'Nothing is installed.' },
    { choose: 'keep-both', label: 'Keep both', says: 'It is installed as comfyui_portraitid-1.' },
    { choose: 'replace', label: 'Replace it', says: 'The folder that is there goes to the trash and can be brought back.' },
  ],
}

export function makeRun(run: Partial<PlanRun>): PlanRun {
  return { state: 'draft', actions: [], begunAt: '2026-11-21T10:00:00.000Z', endedAt: null, restart: false, undoable: false, undoneBy: null, ...run }
}

export function makeDocument(plan: Plan, run: Partial<PlanRun>): PlanDocument {
  return { plan, run: makeRun(run), createdAt: '2026-11-21T09:59:00.000Z', text: '# Plan' }
}

export function propose(plan: Plan, open: OpenChoice[] = []): Proposed {
  return { plan, open, text: '# Plan' }
}

const ran = (id: string, state: ActionRun['state'], more: Partial<ActionRun> = {}): ActionRun => ({ id, state, checks: [], ...more })
const checked = (says: string, state: 'false' | 'true' | 'unknown' = 'true') => ({ check: { check: 'folder' as const, path: '/opt/ComfyUI' }, state, says })

export const running = makeDocument(codePlan, {
  state: 'running',
  actions: [ran('a1', 'preparing', { done: 171_000_000, total: 407_000_000, rate: 11_400_000, rest: 21 }), ran('a2', 'done'), ran('a4', 'preparing'), ran('a5', 'waiting'), ran('a6', 'waiting')],
})

export const applied = makeDocument(codePlan, {
  state: 'applied',
  restart: true,
  undoable: true,
  actions: [ran('a1', 'verified', { checks: [checked(`insightface lists ${onnx}.`)] }), ran('a2', 'verified'), ran('a4', 'done', { checks: [checked('The folder comfyui_portraitid is there.'), checked('5 node types are registered only after a restart.', 'unknown')] }), ran('a5', 'verified', { checks: [checked('ComfyUI’s Python still imports what it needs.')] }), ran('a6', 'handed')],
})

export const verified = makeDocument(dataPlan, {
  state: 'verified',
  undoable: true,
  actions: [ran('a1', 'verified', { checks: [checked(`insightface lists ${onnx}.`)] }), ran('a2', 'verified', { checks: [checked('portraitid lists it.')] }), ran('a3', 'handed')],
})

export const failed = makeDocument(dataPlan, {
  state: 'failed',
  undoable: true,
  actions: [ran('a1', 'failed', { problem: { code: 'TRANSFER_REFUSED', message: 'models.example does not give the file (status 401).', hint: 'Open https://models.example/licence, then try again.' } }), ran('a2', 'verified'), ran('a3', 'skipped')],
})

export const receipts = {
  schema: 'greenlight/journal@1',
  lines: [
    { seq: 41, ts: '2026-11-21T10:00:01.000Z', actor: 'user', action_type: 'plan-approved', plan_id: planId, inputs: {}, outputs: [], pre_exists: null, post_exists: null, prev: digest },
    { seq: 42, ts: '2026-11-21T10:00:30.000Z', actor: 'user', action_type: 'move', plan_id: planId, inputs: {}, outputs: [{ path: `${model}/insightface/${onnx}`, sha256: digest, size: 407_000_000 }], pre_exists: false, post_exists: true, prev: digest },
  ],
}

const row = (id: string, title: string, state: PlanRun['state'], more: object = {}) => ({ id, title, createdAt: '2026-11-21T09:59:00.000Z', state, tier: 'data', actions: 3, bytes: 407_000_000, undoes: null, undoable: false, ...more })

export const planList = {
  schema: 'greenlight/plans@1',
  plans: [
    row('01K9ZQ3W7T8B2C4D6E8F0G2H5K', 'Take back: Install Ink Tools', 'verified', { undoes: 'x', bytes: 0, actions: 1 }),
    row(planId, 'Make portrait.json run here', 'verified', { undoable: true }),
    row('01K9ZQ3W7T8B2C4D6E8F0G2H1A', 'Install Ink Tools', 'failed', { tier: 'code', actions: 2, bytes: 0 }),
  ],
}

export const trash = {
  schema: 'greenlight/trash@1',
  bytes: 1_704_000_000,
  entries: [
    { id: 't1', path: '/state/trash/t1/comfyui_portraitid', from: '/opt/ComfyUI/custom_nodes/comfyui_portraitid', plan: planId, at: '2026-11-21T11:12:00.000Z', bytes: 2_310_000, files: 84 },
    { id: 't2', path: '/state/trash/t2/ip-adapter.bin', from: 'D:\\Модели\\ip adapter\\ip-adapter.bin', plan: null, at: '2026-11-20T08:01:00.000Z', bytes: 1_701_690_000, files: 1 },
  ],
}

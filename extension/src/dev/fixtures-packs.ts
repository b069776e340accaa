import type { Alternative, PackCard, PackResolution } from '@greenlight/shared/packs'
import type { Candidate, Check, NodeTypeEntry } from '@greenlight/shared/report'
import { makeCheck, makeFinding } from './fixtures.js'

/** Reports about node packs: one that is sure, one choice, one unknown type. Invented names of real shape. */
function makePack(title: string, owner: string, more: Partial<Candidate> = {}): Candidate {
  return { id: title.toLowerCase(), repository: `https://git.example/${owner}/${title}`, title, via: 'exact-type', confidence: 0.9, evidence: [{ from: 'catalogue', says: `It lists the type.` }], ...more }
}

function makeType(type: string, nodes: string[]): NodeTypeEntry {
  return { type, count: nodes.length, nodes, active: true, state: 'missing', pack: null, candidates: [], evidence: [] }
}

const portrait = makePack('ComfyUI_PortraitID', 'kim', { via: 'cnr_id', version: '1.4.2' })
const portraitTypes = ['ApplyPortraitID', 'PortraitIDFaceAnalysis', 'PortraitIDModelLoader', 'PortraitIDWeightsFromText', 'PortraitMaskFromKeypoints']

const bundle: Alternative = {
  candidate: makePack('ComfyUI-Everything-Bundle', 'bundles'),
  explains: portraitTypes.slice(0, 2),
  difference: 'Explains 2 of 5. It carries copies of other packs: 41 of its 44 types are first of others.',
  about: { author: 'bundles', stars: 120, updated: '2024-05-02T10:00:00Z' },
}

export const portraitCard: PackCard = {
  key: 'git.example/kim/comfyui_portraitid',
  pack: portrait,
  explains: portraitTypes,
  nodes: ['7', '8', '65:70', '65:71', '66', '67', '68', '69', '70'],
  active: true,
  why: ['Its nodes name cnr_id "comfyui_portraitid".', 'It alone explains 5 of 5; ComfyUI-Everything-Bundle would need another pack beside it.'],
  alternatives: [bundle],
  version: { version: '1.4.2', says: 'The workflow was saved with it.' },
  about: { author: 'kim', description: 'Keeps a face alike across pictures.', stars: 1934, updated: '2026-03-14T08:00:00Z', latest: '1.6.0', licence: 'Apache-2.0' },
  risks: [
    { kind: 'code-at-install', says: 'It has an install.py, which the installer runs.' },
    { kind: 'packages', says: 'It brings 4 Python packages: insightface, onnxruntime, opencv-python and scikit-image.' },
  ],
}

const videoOptions: Alternative[] = [
  { candidate: makePack('ComfyUI-VideoTools', 'reel'), explains: ['LoadVideoFrames', 'SaveVideoFrames'], difference: 'Explains 2 of 2. by reel, last changed 2026-08-30, 812 stars.' },
  { candidate: makePack('comfy-video-io', 'lumen'), explains: ['LoadVideoFrames', 'SaveVideoFrames'], difference: 'Explains 2 of 2. by lumen, last changed 2025-01-11, 97 stars.' },
  { candidate: makePack('ComfyUI_FrameBox', 'ada'), explains: ['LoadVideoFrames'], difference: 'Explains 1 of 2. Its LoadVideoFrames has no input "force_rate", which the workflow sets.' },
]

const packs: PackResolution = {
  cards: [portraitCard],
  choices: [
    {
      types: ['LoadVideoFrames', 'SaveVideoFrames'],
      nodes: ['81', '82', '83'],
      active: true,
      options: videoOptions,
      why: ['ComfyUI-VideoTools and comfy-video-io register these types, and nothing in the workflow tells which was used.'],
    },
  ],
  unknown: [{ type: 'ZzMoodRing_v2', nodes: ['90'], active: true, next: 'Ask whoever made the workflow; the note in node 31 names kim.', words: ['ComfyUI', 'MoodRing', 'node'] }],
  derivation: {
    exact: true,
    steps: ['ApplyPortraitID: ComfyUI_PortraitID. Its nodes name it.', 'LoadVideoFrames: ComfyUI-VideoTools or comfy-video-io.', 'ZzMoodRing_v2: nobody known claims it.'],
  },
}

export function packsCheck(resolution: PackResolution): Check {
  const { cards, choices, unknown } = resolution
  return makeCheck({
    workflow: { path: 'workflows/portrait.json', format: 'ui', nodes: 24, digest: `blake3:${'0123456789abcdef'.repeat(4)}`, key: 'a1b2' },
    verdict: choices.length === 0 ? 'blocked' : 'needs-choice',
    nodeTypes: [...portraitTypes.map((type, at) => makeType(type, at === 0 ? portraitCard.nodes.slice(0, 5) : [portraitCard.nodes[at + 4] ?? ''])), makeType('LoadVideoFrames', ['81', '82']), makeType('SaveVideoFrames', ['83']), makeType('ZzMoodRing_v2', ['90'])],
    findings: [
      ...choices.map(({ types, nodes, options }) => makeFinding({ kind: 'node-type-missing', subject: types[0] ?? '', nodes, message: `${types.join(' and ')} are not installed; ${options.length} node packs may provide them.`, next: 'Choose which node pack to install.', fix: 'choose-node-pack' })),
      ...cards.map(({ pack, nodes }) => makeFinding({ kind: 'node-type-missing', subject: pack.title, nodes, message: `${pack.title} is not installed; ${nodes.length} nodes need it.`, next: `Install ${pack.title} and restart ComfyUI.`, fix: 'install-node-pack', evidence: [{ from: 'workflow', says: 'Its nodes name cnr_id "comfyui_portraitid".', where: 'nodes[7].properties.cnr_id' }] })),
      ...unknown.map(({ type, nodes, next }) => makeFinding({ kind: 'node-type-missing', subject: type, nodes, message: `${type} is not installed, and nothing here tells which node pack provides it.`, next })),
    ],
    packs: resolution,
  })
}

export const openPacksCheck = packsCheck(packs)

/** The same after the person chose: the tie is a card that says so. */
export const decidedPacksCheck = packsCheck({
  ...packs,
  choices: [],
  cards: [
    portraitCard,
    {
      key: 'git.example/reel/comfyui-videotools',
      pack: makePack('ComfyUI-VideoTools', 'reel', { via: 'decision', confidence: 1 }),
      explains: ['LoadVideoFrames', 'SaveVideoFrames'],
      nodes: ['81', '82', '83'],
      active: true,
      why: ['You decided so for this workflow.'],
      alternatives: videoOptions.slice(1),
      risks: [{ kind: 'unlisted', says: 'Neither the registry nor a catalogue lists it.' }],
      about: { author: 'reel', stars: 812, updated: '2026-08-30T00:00:00Z' },
      decided: 'workflow',
    },
  ],
})

export const decidedBefore = {
  schema: 'greenlight/decisions@1',
  decisions: ['LoadVideoFrames', 'SaveVideoFrames'].map((type) => ({ about: 'node-type', scope: { workflow: 'a1b2' }, type, id: 'comfyui-videotools', repository: 'https://git.example/reel/ComfyUI-VideoTools', title: 'ComfyUI-VideoTools' })),
  problems: [],
}

import { comfyNode, pack, version } from './make-packs.js'

/** Class names that people really give. */
export const oddNames = [
  'KSampler (Efficient)',
  'a/b',
  'a|b',
  'Größe 模型',
  '🔥 Fire Node',
  '[GROUP] x',
  '100% real?#&=+',
  ' blank ',
  "it's",
  '__proto__',
  'x%2Fy',
  '..hidden',
]

/** What a real list holds besides plain packs. */
export const oddPacks = [
  pack(
    'comfyui-hibiki',
    [version('comfyui-hibiki', '1.0.0', [comfyNode('Hibiki')], { status: 'NodeVersionStatusFlagged' })],
    {
      repository: 'https://github.com/jhj0517/ComfyUI-hibiki.git',
      preempted_comfy_node_names: ['Hibiki', 'Another'],
    },
  ),
  pack('odd-names', [
    version(
      'odd-names',
      '0.1.0',
      oddNames.map((name) => comfyNode(name)),
    ),
  ]),
  // By text 1.9.0 is the latest; by semver 1.10.0 is, which the service never read.
  pack('text-order', [
    version('text-order', '1.9.0', [comfyNode('Nine')]),
    version('text-order', '1.10.0-beta.2', [comfyNode('Beta')]),
    version('text-order', '1.10.0', null, { createdAt: '2026-05-09T00:00:00Z' }),
    version('text-order', '2.0.0', [comfyNode('Gone')], { status: 'NodeVersionStatusDeleted' }),
  ]),
  pack('Mixed_Case.Pack', [version('Mixed_Case.Pack', '3.0.0', [comfyNode('Mixed')])], { license: '{"text": "MIT"}' }),
  pack('never-published', [], { repository: '', license: '' }),
  pack('banned-pack', [version('banned-pack', '1.0.0', [comfyNode('Bad')])], { status: 'NodeStatusBanned' }),
  pack(
    'large-pack',
    [
      version(
        'large-pack',
        '1.0.0',
        Array.from({ length: 230 }, (_, at) => comfyNode(`Large ${at}`)),
      ),
    ],
    { supported_comfyui_version: '>=0.3.40' },
  ),
  pack(
    'broken-texts',
    [
      version('broken-texts', '1.0.0', [
        comfyNode('Cut text', { input_types: '{"required": {"a": ["IMA' }),
        comfyNode('No text', { input_types: '', return_types: 'null' }),
        comfyNode('One output', { return_types: '"LATENT"', deprecated: true }),
        comfyNode('Combo output', { return_types: '[["a","b"],"INT"]', input_types: '{}' }),
      ]),
    ],
    { license: '{"file": "LICENSE', name: '' },
  ),
]

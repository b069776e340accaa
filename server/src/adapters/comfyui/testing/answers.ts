/** Node definitions and answers in the shapes of two ComfyUI versions, written for these tests. */

const node = (type: string, module: string, required: Record<string, unknown> = {}) => ({
  input: { required },
  input_order: { required: Object.keys(required) },
  output: ['MODEL'],
  output_name: ['MODEL'],
  name: type,
  display_name: type,
  description: '',
  category: 'x',
  output_node: false,
  python_module: module,
})

/** `COMBO` with options, as 0.29 has most of them; a list first, as 0.7 has. */
export const objectInfoNew = {
  CheckpointLoaderSimple: node('CheckpointLoaderSimple', 'nodes', {
    ckpt_name: ['COMBO', { options: ['Flux\\dev.safetensors', 'ü.ckpt'] }],
  }),
  DiffusersLoader: node('DiffusersLoader', 'nodes', { model_path: [['sdxl'], {}] }),
  VAELoader: node('VAELoader', 'nodes', { vae_name: [['a.pt', 'pixel_space'], {}] }),
  TrainLoraNode: node('TrainLoraNode', 'comfy_extras.nodes_train', {
    existing_lora: ['COMBO', { options: ['[None]', 'l.safetensors'] }],
  }),
  'Nice Node 🎈': node('Nice Node 🎈', 'custom_nodes.Nice Pack'),
  Another: node('Another', 'custom_nodes.Nice Pack'),
  Dotted: node('Dotted', 'custom_nodes.pack_v1.2'),
  Loose: node('Loose', 'custom_nodes.loose'),
  Rubbish: 5,
}

export const objectInfoOld = {
  CheckpointLoaderSimple: node('CheckpointLoaderSimple', 'nodes', { ckpt_name: [['a.safetensors']] }),
  LoraLoader: node('LoraLoader', 'nodes', { lora_name: [[]] }),
}

const root = 'C:\\AI Stuff\\ComfyUI'

export const routesNew = {
  '/system_stats': {
    system: { os: 'nt', comfyui_version: '0.29.0', argv: ['main.py', '--disable-api-nodes'] },
    devices: [],
  },
  '/features': { assets: false },
  '/object_info': objectInfoNew,
  '/models': ['checkpoints', 'loras', 'custom_nodes', 'diffusers', 'broken', 'two words'],
  '/models/checkpoints': ['Flux\\dev.safetensors', 'ü.ckpt'],
  '/experiment/models/checkpoints': [
    { name: 'Flux\\dev.safetensors', pathIndex: 1, size: 12, modified: 1, created: 1 },
    { name: 'ü.ckpt', pathIndex: 0, size: 3 },
  ],
  '/models/loras': ['l.safetensors', 'q.gguf', 5],
  '/experiment/models/loras': [{ name: 'l.safetensors', pathIndex: 0, size: 7 }],
  '/models/diffusers': [],
  '/models/broken': 500,
  '/models/two%20words': ['x'],
  '/internal/folder_paths': {
    custom_nodes: ['D:\\extra\\custom_nodes', `${root}\\custom_nodes`],
    checkpoints: [`${root}\\models\\checkpoints`, 'E:\\Models\\ckpt'],
    loras: [`${root}\\models\\loras`],
  },
  // JSON of one text, as the route answers it.
  '/internal/logs': JSON.stringify(
    [
      'x - Cannot import C:\\AI Stuff\\ComfyUI\\custom_nodes\\Broken module for custom nodes: No module named cv2\n',
      'x - Cannot import C:\\AI Stuff\\ComfyUI\\custom_nodes\\Nice Pack module for custom nodes: older word\n',
    ].join(''),
  ),
  '/node_replacements': {
    T2IAdapterLoader: [{ new_node_id: 'ControlNetLoader', old_node_id: 'T2IAdapterLoader' }],
    Odd: [],
    Odder: 'x',
  },
}

/** 0.7 as it is without the newer routes. */
export const routesOld = {
  '/system_stats': { system: { os: 'posix', comfyui_version: '0.7.0' } },
  '/object_info': objectInfoOld,
  '/models': ['checkpoints', 'loras'],
  '/models/checkpoints': ['a.safetensors', 'with\\backslash.ckpt'],
  '/models/loras': [],
}

import { rows } from '../rule.js'
import { double, hunyuanOnly } from './lora-blocks.js'
import { sources } from './sources.js'

const fluxOnly = [
  'double_blocks_#_img_mlp_# [12288, 3072]',
  'double_blocks_#_txt_mlp_# [12288, 3072]',
  'double_blocks_#_img_mod_lin [18432, 3072]',
  'double_blocks_#_processor_qkv_lora{1,2} [*, 3072]',
  'double_blocks_#_processor_proj_lora{1,2} [*, 3072]',
  'double_blocks_8_img_attn_{qkv,proj} [*, 3072]',
  'single_blocks_#_linear1 [21504, 3072]',
  'single_blocks_#_linear2 [3072, 15360]',
  'single_blocks_#_processor_qkv_lora',
  'single_transformer_blocks_#_attn_to_{q,k,v} [3072, 3072]',
  'single_transformer_blocks_#_proj_mlp [12288, 3072]',
  'single_transformer_blocks_#_proj_out [3072, 15360]',
  'single_transformer_blocks_#_norm_linear [*, 3072]',
]
const single = 'single_transformer_blocks_#_attn_to_{q,k,v}'
const attention = (hidden: number) => `transformer_blocks_#_attn_to_{q,k,v} [*, ${hidden}]`
const added = 'transformer_blocks_#_attn_add_{q,k,v}_proj'
/** Mage-Flow has the same blocks, but 12 of them; Qwen-Image has 60, and Flux.1 has 19 that name their attention alike. */
const qwenOnly = [
  'transformer_blocks_{12,19,30,40,59}_{img,txt}_mlp_net_0_proj [12288, 3072]',
  'transformer_blocks_{12,19,30,40,59}_{img,txt}_mlp_net_2 [3072, 12288]',
  'transformer_blocks_{12,19,30,40,59}_{img,txt}_mod_1 [18432, 3072]',
  'transformer_blocks_{19,30,40,59}_attn_to_{q,k,v} [*, 3072]',
]
const qwenOrMage = [
  'transformer_blocks_#_{img,txt}_mlp_net_#_proj [12288, 3072]',
  'transformer_blocks_#_{img,txt}_mod_# [18432, 3072]',
]
const fluxes = ['flux-dev', 'flux-schnell', 'flux-kontext', 'flux-krea', 'flux-fill', 'flux-control', 'chroma']

/** LoRAs for transformers that make images. */
// prettier-ignore
export const imageLoraRows = rows({ kind: 'lora', scope: 'adapter', source: sources.adapters }, [
  {
    id: 'lora-flux', family: 'flux', mayBe: fluxes,
    has: [], any: fluxOnly,
    lacks: [...hunyuanOnly, 'distilled_guidance_layer_layers_#_in_layer', 'double_blocks_#_img_mlp_# [18432, 3072]'],
    source: sources.kohya,
  },
  {
    id: 'lora-flux-narrow', over: ['lora'], family: null,
    note: 'it changes the attention alone, in blocks that Flux.1, Flux.2 klein and HunyuanVideo all have',
    fallback: true, mayBe: ['flux', 'flux2-klein-4b', 'hunyuan-video', 'chroma'],
    has: [], any: double(3072),
  },
  { id: 'lora-chroma', family: 'chroma', has: ['distilled_guidance_layer_layers_#_in_layer'] },
  {
    id: 'lora-flux2-dev', family: 'flux2-dev',
    has: [],
    any: [
      ...double(6144), 'single_blocks_#_linear1 [*, 6144]',
      'single_transformer_blocks_#_attn_to_qkv_mlp_proj [*, 6144]', attention(6144),
    ],
  },
  {
    id: 'lora-flux2-klein-9b', family: 'flux2-klein-9b',
    has: [],
    any: [
      ...double(4096), 'single_blocks_#_linear1 [*, 4096]',
      'single_transformer_blocks_#_attn_to_qkv_mlp_proj [*, 4096]',
    ],
  },
  {
    id: 'lora-flux2-klein-4b', family: 'flux2-klein-4b',
    has: [],
    any: [
      'double_blocks_#_img_mlp_# [18432, 3072]', 'double_blocks_#_txt_mlp_# [18432, 3072]',
      'single_blocks_#_linear1 [27648, 3072]', 'single_blocks_#_linear2 [3072, 12288]',
      'single_transformer_blocks_#_attn_to_qkv_mlp_proj [*, 3072]',
    ],
  },
  {
    id: 'lora-sd3', family: 'sd3', mayBe: ['sd3.5-medium'],
    has: [],
    any: [attention(1536), 'joint_blocks_#_x_block_attn_qkv [*, 1536]', 'joint_blocks_#_x_block_attn_proj [*, 1536]'],
    lacks: ['transformer_blocks_#_attn_img_qkv'],
  },
  {
    id: 'lora-sd3.5-large', family: 'sd3.5-large',
    has: [],
    any: [attention(2432), 'joint_blocks_#_x_block_attn_qkv [*, 2432]', 'joint_blocks_#_x_block_attn_proj [*, 2432]'],
  },
  {
    id: 'lora-qwen-image', family: 'qwen-image',
    mayBe: ['qwen-image-edit', 'qwen-image-edit-2509', 'qwen-image-edit-2511', 'qwen-image-layered'],
    has: [], any: qwenOnly, lacks: [single],
  },
  {
    id: 'lora-qwen-or-mage', family: null, note: 'it changes blocks that Qwen-Image and Mage-Flow both have',
    fallback: true, over: ['lora', 'lora-transformer'], mayBe: ['qwen-image', 'mage-flow'],
    has: [], any: qwenOrMage,
  },
  {
    id: 'lora-transformer', over: ['lora'], family: null,
    note: 'it changes the attention alone, in blocks that Flux.1 and Qwen-Image both have', fallback: true,
    mayBe: ['flux', 'qwen-image', 'mage-flow'],
    has: [], any: [attention(3072), `${added} [*, 3072]`],
  },
  {
    id: 'lora-auraflow', family: 'auraflow',
    has: [],
    any: [
      'joint_transformer_blocks_#_attn_to_{q,k,v}', 'joint_transformer_blocks_#_attn_add_{q,k,v}_proj',
      'double_layers_#_attn_w1{q,k,v}', 'double_layers_#_attn_w2{q,k,v}', 'single_layers_#_attn_w1{q,k,v}',
    ],
  },
  {
    id: 'lora-pixart', family: 'pixart', mayBe: ['pixart-alpha', 'pixart-sigma'],
    has: [],
    any: [
      'transformer_blocks_#_attn{1,2}_to_{q,k,v} [*, 1152]', 'blocks_#_cross_attn_q_linear [*, 1152]',
      'blocks_#_attn_qkv [3456, 1152]',
    ],
  },
  {
    id: 'lora-hunyuan-dit', family: 'hunyuan-dit',
    has: [], any: ['blocks_#_attn1_Wqkv [*, 1408]', 'blocks_#_attn2_q_proj [*, 1408]'],
  },
  { id: 'lora-hunyuan-image-2.1', family: 'hunyuan-image-2.1', has: [], any: double(3584), source: sources.kohya },
  {
    id: 'lora-z-image', family: 'z-image', mayBe: ['z-image-turbo', 'z-image-omni'],
    has: [],
    any: [
      'layers_#_attention_qkv [*, 3840]', 'layers_#_attention_to_{q,k,v} [*, 3840]',
      'layers_#_attention_out [*, 3840]', 'layers_#_attention_to_out_# [*, 3840]',
      'layers_#_feed_forward_w{1,3} [*, 3840]', 'context_refiner_#_attention_to_{q,k,v} [*, 3840]',
    ],
  },
  {
    id: 'lora-lumina2', family: 'lumina2',
    has: [],
    any: [
      'layers_#_attention_qkv [*, 2304]', 'layers_#_attention_to_{q,k,v} [*, 2304]',
      'layers_#_attention_out [*, 2304]', 'layers_#_feed_forward_w{1,3} [*, 2304]',
    ],
    source: sources.kohya,
  },
  {
    id: 'lora-hidream', family: 'hidream',
    has: [],
    any: [
      'double_stream_blocks_#_block_attn1_to_{q,k,v}', 'single_stream_blocks_#_block_attn1_to_{q,k,v}',
      'double_stream_blocks_#_block_attn_to_{q,k,v}',
    ],
  },
  {
    id: 'lora-omnigen2', family: 'omnigen2',
    has: [], any: ['layers_#_attn_to_{q,k,v} [*, 2520]', 'noise_refiner_#_attn_to_{q,k,v} [*, 2520]'],
  },
  {
    id: 'lora-krea2', family: 'krea2',
    has: [],
    any: [
      'blocks_#_attn_wq [*, 6144]', 'blocks_#_attn_gate [6144, 6144]', 'txtfusion_layerwise_blocks_#_attn_wq',
      'text_fusion_layerwise_blocks_#_attn_to_q',
    ],
  },
  { id: 'lora-ernie-image', family: 'ernie-image', has: [], any: ['layers_#_self_attention_to_{q,k,v} [*, 4096]'] },
  { id: 'lora-lens', family: 'lens', has: [], any: ['transformer_blocks_#_attn_{img,txt}_qkv [4608, 1536]'] },
  {
    id: 'lora-joyimage', family: 'joyimage',
    has: [], any: ['double_blocks_#_attn_{img,txt}_attn_{qkv,proj} [*, 3072]'],
  },
  { id: 'lora-ideogram4', family: 'ideogram4', has: [], any: ['layers_#_attention_{qkv,o} [*, 4608]'] },
  {
    id: 'lora-boogu', family: 'boogu',
    has: [],
    any: [
      'double_stream_layers_#_img_instruct_attn_processor_img_to_{q,k,v}',
      'single_stream_layers_#_attn_to_{q,k,v} [*, 3360]',
    ],
  },
  {
    id: 'lora-anima', family: 'anima', over: ['lora-predict2-2b'],
    has: [],
    any: [
      'llm_adapter_blocks_#_cross_attn_{q,k,v}_proj', 'llm_adapter_blocks_#_self_attn_{q,k,v}_proj',
      'te/layers_#_self_attn_{q,k,v}_proj [*, 1024]',
    ],
    source: sources.kohya,
  },
])

import { rows } from '../rule.js'
import { sources } from './sources.js'

const context = (length: number) => [`unet/attn2_to_k [*, ${length}]`, `unet/attn2_to_v [*, ${length}]`]
const clip = (encoder: string, length: number) => [
  `${encoder}/text_model_encoder_layers_#_mlp_fc1 [*, ${length}]`,
  `${encoder}/text_model_encoder_layers_#_self_attn_{q_proj,k_proj,v_proj,out_proj} [*, ${length}]`,
]
const motion = 'down_blocks_#_motion_modules_#_temporal_transformer_transformer_blocks_#_attention_blocks_#'
const unets = ['sd1', 'sd2', 'sdxl']

/** LoRAs for the UNets of Stable Diffusion: what the text that is looked at is as long as. */
// prettier-ignore
export const unetLoraRows = rows({ kind: 'lora', scope: 'adapter', source: sources.kohya }, [
  { id: 'lora-sd1', family: 'sd1', over: ['lora-unet', 'lora-clip-l'], has: [], any: context(768) },
  { id: 'lora-sd2', family: 'sd2', over: ['lora-unet', 'lora-clip-h'], has: [], any: context(1024) },
  { id: 'lora-sdxl', family: 'sdxl', over: ['lora-unet', 'lora-clip-l'], has: [], any: context(2048) },
  { id: 'lora-sdxl-refiner', family: 'sdxl-refiner', over: ['lora-unet'], has: [], any: context(1280) },
  {
    id: 'lora-sdxl-deep', family: 'sdxl', note: 'an attention of three blocks or more',
    over: ['lora-unet', 'lora-clip-l'],
    has: ['unet/deep'], lacks: [...context(1280), ...context(2048)], source: sources.detection,
  },
  {
    id: 'lora-sdxl-clip-g', family: 'sdxl', note: 'its second text encoder is CLIP-G',
    over: ['lora-unet', 'lora-clip-l'],
    has: [], any: clip('te2', 1280),
    lacks: [
      ...context(2048), 'te3/encoder_block_#_layer_#_SelfAttention_q', 'transformer_blocks_#_attn_to_q',
      'joint_blocks_#_x_block_attn_qkv',
    ],
    source: sources.adapters,
  },
  {
    id: 'lora-unet', family: null, note: 'it changes the UNet where SD 1, SD 2 and SDXL are alike', mayBe: unets,
    has: [],
    any: [
      'unet/attn1_to_q', 'unet/attn1_to_k', 'unet/attn1_to_v', 'unet/attn1_to_out_#', 'unet/ff_net_#_proj',
      'unet/ff_net_#', 'unet/other', 'unet/attn2_to_q', 'unet/attn2_to_out_#',
    ],
  },
  {
    id: 'lora-clip-l', over: ['lora'], family: null, note: 'it changes a text encoder CLIP-L, which many models have',
    fallback: true, mayBe: ['sd1', 'sdxl', 'flux', 'sd3'],
    has: [], any: [...clip('te', 768), ...clip('te1', 768)],
  },
  {
    id: 'lora-clip-h', over: ['lora'], family: 'sd2', note: 'its text encoder is CLIP-H', fallback: true,
    has: [], any: clip('te', 1024),
  },
  {
    id: 'lora-stable-cascade', family: 'stable-cascade-c', over: ['lora-unet'],
    has: [],
    any: [
      '{prior/,}down_blocks_#_#_attention_attn_to_{q,k,v}', '{prior/,}up_blocks_#_#_attention_attn_to_{q,k,v}',
      '{prior/,}down_blocks_#_#_kv_mapper_#',
    ],
    source: sources.adapters,
  },
  {
    id: 'lora-motion', kind: 'motion-module', family: 'sd1', note: 'a LoRA for a motion module', over: ['lora-unet'],
    has: [], any: [`${motion}_to_q [*, 320]`, `${motion}_processor_to_q [*, 320]`, `${motion}_to_k [*, 320]`],
    source: sources.animatediff,
  },
  {
    id: 'lora', family: null, fallback: true, note: 'it changes no model that is known here',
    has: [], source: sources.adapters,
  },
])

import { rows } from '../rule.js'
import { sources } from './sources.js'

/** Diffusion models that make sound or shapes. */
// prettier-ignore
export const soundAndShapeRows = rows({ kind: 'diffusion-model', scope: 'model', source: sources.detection }, [
  {
    id: 'stable-audio', family: 'stable-audio',
    has: ['transformer.rotary_pos_emb.inv_freq', 'to_timestep_embed.0.weight'],
    lacks: ['transformer.global_cond_embedder.0.weight'],
  },
  {
    id: 'stable-audio-3', family: 'stable-audio-3',
    has: [
      'transformer.rotary_pos_emb.inv_freq', 'to_timestep_embed.0.weight', 'transformer.global_cond_embedder.0.weight',
    ],
  },
  { id: 'ace-step', family: 'ace-step', has: ['genre_embedder.weight', 'transformer_blocks.0.cross_attn.to_q.weight'] },
  {
    id: 'ace-step-1.5', family: 'ace-step-1.5',
    has: ['encoder.lyric_encoder.layers.0.input_layernorm.weight', 'decoder.layers.0.self_attn_norm.weight'],
  },
  {
    id: 'hunyuan3d-2', family: 'hunyuan3d-2',
    has: ['latent_in.weight', 'cond_in.weight', 'double_blocks.8.img_attn.qkv.weight'],
  },
  {
    id: 'hunyuan3d-2-mini', family: 'hunyuan3d-2-mini',
    has: ['latent_in.weight', 'cond_in.weight'], lacks: ['double_blocks.8.img_attn.qkv.weight'],
    source: sources.supported,
  },
  {
    id: 'hunyuan3d-2.1', family: 'hunyuan3d-2.1',
    has: ['t_embedder.mlp.2.weight', 'blocks.0.attn1.k_norm.weight', 'x_embedder.weight [2048, 64]'],
  },
  { id: 'triposplat', family: 'triposplat', has: ['cam_out_layer.weight', 'repo_layers.0.final_map.weight'] },
])

const fluxBlock = 'single_transformer_blocks.0.{attn.norm_q.weight,norm_q.weight,attn.to_q.weight}'
const guided = 'time_text_embed.guidance_embedder.linear_1.weight'
const control = ['controlnet_blocks.0.weight', 'controlnet_x_embedder.weight']
const packed = 'transformer_blocks.0.qkv_proj.qweight'

/** Transformers in the names of diffusers, which ComfyUI's diffusion model loader converts, and of nunchaku. */
// prettier-ignore
export const diffusersTransformerRows = rows({ kind: 'diffusion-model', scope: 'model', source: sources.diffusersRead }, [
  {
    id: 'diffusers-flux-dev', family: 'flux-dev', mayBe: ['flux-kontext', 'flux-krea'],
    has: ['x_embedder.weight [3072, 64]', 'context_embedder.weight [3072, 4096]', fluxBlock, guided],
    lacks: [...control, packed],
  },
  {
    id: 'diffusers-flux-schnell', family: 'flux-schnell',
    has: ['x_embedder.weight [3072, 64]', 'context_embedder.weight [3072, 4096]', fluxBlock],
    lacks: [...control, guided, packed],
  },
  {
    id: 'diffusers-flux-fill', family: 'flux-fill',
    has: ['x_embedder.weight [3072, 384]', fluxBlock], lacks: [...control, packed],
  },
  {
    id: 'nunchaku-flux-dev', family: 'flux-dev', mayBe: ['flux-kontext', 'flux-krea'],
    has: [packed, 'x_embedder.weight [3072, 64]', 'single_transformer_blocks.0.qkv_proj.qweight', guided],
    source: sources.nunchaku,
  },
  {
    id: 'nunchaku-flux-schnell', family: 'flux-schnell',
    has: [packed, 'x_embedder.weight [3072, 64]', 'single_transformer_blocks.0.qkv_proj.qweight'], lacks: [guided],
    source: sources.nunchaku,
  },
  {
    id: 'diffusers-flux2', family: 'flux2',
    has: ['x_embedder.weight', 'single_transformer_blocks.0.attn.to_qkv_mlp_proj.weight'],
    lacks: ['single_transformer_blocks.0.proj_mlp.weight'], source: sources.diffusers,
  },
  {
    id: 'diffusers-sd3', family: 'sd3',
    has: ['transformer_blocks.0.attn.add_q_proj.weight', 'pos_embed.proj.bias [1536]'],
    lacks: [...control, 'transformer_blocks.0.attn.norm_q.weight'],
  },
  {
    id: 'diffusers-sd3.5-medium', family: 'sd3.5-medium',
    has: [
      'transformer_blocks.0.attn.add_q_proj.weight', 'pos_embed.proj.bias [1536]',
      'transformer_blocks.0.attn.norm_q.weight',
    ],
    lacks: control,
  },
  {
    id: 'diffusers-sd3.5-large', family: 'sd3.5-large',
    has: ['transformer_blocks.0.attn.add_q_proj.weight', 'pos_embed.proj.bias [2432]'], lacks: control,
  },
  {
    id: 'diffusers-auraflow', family: 'auraflow',
    has: ['joint_transformer_blocks.0.attn.add_k_proj.weight', 'single_transformer_blocks.0.attn.to_q.weight'],
  },
  {
    id: 'diffusers-pixart', family: 'pixart', mayBe: ['pixart-alpha', 'pixart-sigma'],
    has: ['adaln_single.emb.timestep_embedder.linear_1.bias', 'pos_embed.proj.bias'],
    lacks: ['adaln_single.emb.resolution_embedder.linear_1.weight'],
  },
  {
    id: 'diffusers-pixart-alpha', family: 'pixart-alpha',
    has: [
      'adaln_single.emb.timestep_embedder.linear_1.bias', 'pos_embed.proj.bias',
      'adaln_single.emb.resolution_embedder.linear_1.weight',
    ],
  },
  {
    id: 'diffusers-z-image', family: 'z-image', mayBe: ['z-image-turbo'],
    has: ['noise_refiner.0.attention.norm_k.weight', 'cap_embedder.1.weight [3840, *]'],
  },
  {
    id: 'diffusers-hunyuan-video', family: 'hunyuan-video', mayBe: ['hunyuan-video-i2v'],
    has: ['context_embedder.token_refiner.refiner_blocks.0.norm1.weight', 'x_embedder.proj.weight [3072, 16, 1, 2, 2]'],
    lacks: ['clean_x_embedder.proj.weight'], source: sources.diffusers,
  },
])

import { rows } from '../rule.js'
import { sources } from './sources.js'

const fluxBlock = 'double_blocks.0.img_attn.norm.key_norm.{scale,weight}'
const guided = 'guidance_in.in_layer.{weight,bias}'
const vector = 'vector_in.in_layer.{weight,bias}'
const distilled = 'distilled_guidance_layer.{norms.0,0.norms.0}.{scale,weight}'
const control = ['controlnet_blocks.0.weight', 'controlnet_blocks.0.linear.weight']
const notFlux1 = [
  ...control,
  distilled,
  'double_stream_modulation_img.lin.weight',
  'double_blocks.0.img_mlp.gate_proj.weight',
]
const devs = ['flux-kontext', 'flux-krea']
const sd3Block = 'joint_blocks.0.context_block.attn.qkv.weight'
const sd3Norm = 'joint_blocks.0.context_block.attn.ln_q.weight'
const lumina = 'noise_refiner.0.attention.k_norm.weight'
const qwenControl = [...control, 'control_blocks.0.after_proj.weight', 'controlnet_blocks.0.y_rms.weight']
const edits = ['qwen-image-edit', 'qwen-image-edit-2509']

/** Transformers that make images, in the names that ComfyUI reads. */
// prettier-ignore
export const imageTransformerRows = rows({ kind: 'diffusion-model', scope: 'model', source: sources.detection }, [
  { id: 'sd3', family: 'sd3', has: [sd3Block, 'x_embedder.proj.bias [1536]'], lacks: [sd3Norm, ...control] },
  {
    id: 'sd3.5-medium', family: 'sd3.5-medium',
    has: [sd3Block, 'x_embedder.proj.bias [1536]', sd3Norm], lacks: control,
  },
  { id: 'sd3.5-large', family: 'sd3.5-large', has: [sd3Block, 'x_embedder.proj.bias [2432]', sd3Norm], lacks: control },
  { id: 'stable-cascade-c', family: 'stable-cascade-c', has: ['clf.1.weight', 'clip_txt_mapper.weight'] },
  {
    id: 'stable-cascade-b', family: 'stable-cascade-b',
    has: ['clf.1.weight', 'clip_mapper.weight'], lacks: ['clip_txt_mapper.weight'],
  },
  {
    id: 'auraflow', family: 'auraflow',
    has: ['double_layers.0.attn.w1q.weight', 'positional_encoding', 'cond_seq_linear.weight'],
  },
  { id: 'pixart-alpha', family: 'pixart-alpha', has: ['t_block.1.weight', 'ar_embedder.mlp.0.weight'] },
  {
    id: 'pixart-sigma', family: 'pixart-sigma',
    has: ['t_block.1.weight', 'y_embedder.y_embedding'], lacks: ['ar_embedder.mlp.0.weight'],
  },
  {
    id: 'hunyuan-dit', family: 'hunyuan-dit',
    has: ['mlp_t5.0.weight', 'extra_embedder.0.weight'],
    lacks: ['extra_embedder.0.weight [*, 3968]', 'after_proj_list.18.bias'],
  },
  {
    id: 'hunyuan-dit-1.0', family: 'hunyuan-dit-1.0',
    has: ['mlp_t5.0.weight', 'extra_embedder.0.weight [*, 3968]'], lacks: ['after_proj_list.18.bias'],
  },
  {
    id: 'flux-dev', family: 'flux-dev', mayBe: devs,
    has: ['img_in.weight [3072, 64]', fluxBlock, vector, guided], lacks: notFlux1,
  },
  {
    id: 'flux-schnell', family: 'flux-schnell',
    has: ['img_in.weight [3072, 64]', fluxBlock, vector], lacks: [guided, ...notFlux1],
  },
  {
    id: 'flux-fill', family: 'flux-fill',
    has: ['img_in.weight [3072, 384]', fluxBlock, vector], lacks: notFlux1, source: sources.supported,
  },
  {
    id: 'flux-control', family: 'flux-control',
    has: ['img_in.weight [3072, 128]', fluxBlock, vector], lacks: notFlux1,
    source: 'black-forest-labs/flux src/flux/util.py',
  },
  {
    id: 'flux2-dev', family: 'flux2-dev',
    has: ['double_stream_modulation_img.lin.weight', fluxBlock, 'txt_in.weight [6144, 15360]'],
  },
  {
    id: 'flux2-klein-4b', family: 'flux2-klein-4b',
    has: ['double_stream_modulation_img.lin.weight', fluxBlock, 'txt_in.weight [3072, 7680]'],
  },
  {
    id: 'flux2-klein-9b', family: 'flux2-klein-9b',
    has: ['double_stream_modulation_img.lin.weight', fluxBlock, 'txt_in.weight [4096, 12288]'],
  },
  { id: 'flux2', family: 'flux2', fallback: true, has: ['double_stream_modulation_img.lin.weight', fluxBlock] },
  {
    id: 'chroma', family: 'chroma',
    has: [distilled, fluxBlock], lacks: ['nerf_blocks.0.norm.{scale,weight}', ...control],
  },
  {
    id: 'chroma-radiance', family: 'chroma-radiance',
    has: [distilled, fluxBlock, 'nerf_blocks.0.norm.{scale,weight}'],
  },
  {
    id: 'longcat-image', family: 'longcat-image',
    has: [fluxBlock, 'txt_in.weight [3072, 3584]'], lacks: [vector, guided, distilled], source: sources.supported,
  },
  {
    id: 'ovis-image', family: 'ovis-image',
    has: [fluxBlock, 'double_blocks.0.img_mlp.gate_proj.weight', 'txt_norm.{scale,weight}'],
  },
  {
    id: 'hunyuan-image-2.1', family: 'hunyuan-image-2.1',
    has: ['txt_in.individual_token_refiner.blocks.0.norm1.weight', 'img_in.proj.weight [3584, 64, 1, 1]'],
    lacks: ['vector_in.in_layer.weight'], source: sources.supported,
  },
  {
    id: 'hunyuan-image-2.1-refiner', family: 'hunyuan-image-2.1-refiner',
    has: ['txt_in.individual_token_refiner.blocks.0.norm1.weight', 'img_in.proj.weight [3328, 128, 1, 1, 1]'],
    source: sources.supported,
  },
  {
    id: 'lumina2', family: 'lumina2',
    has: ['cap_embedder.1.weight [2304, *]', lumina], lacks: ['clip_text_pooled_proj.0.weight'],
  },
  {
    id: 'newbie', family: 'newbie',
    has: ['cap_embedder.1.weight [2304, *]', lumina, 'clip_text_pooled_proj.0.weight'],
  },
  {
    id: 'z-image', family: 'z-image', mayBe: ['z-image-turbo'],
    has: ['cap_embedder.1.weight [3840, *]', lumina], lacks: ['siglip_embedder.0.weight', 'dec_net.cond_embed.weight'],
  },
  {
    id: 'z-image-omni', family: 'z-image-omni',
    has: ['cap_embedder.1.weight [3840, *]', lumina, 'siglip_embedder.0.weight'],
  },
  {
    id: 'z-image-pixel', family: 'z-image-pixel',
    has: ['cap_embedder.1.weight [3840, *]', lumina, 'dec_net.cond_embed.weight'],
  },
  {
    id: 'pixeldit', family: 'pixeldit',
    has: ['core.pixel_embedder.proj.weight'], lacks: ['lq_proj.latent_proj.0.weight'],
  },
  { id: 'pid', family: 'pid', has: ['lq_proj.latent_proj.0.weight'] },
  {
    id: 'hidream', family: 'hidream',
    has: ['caption_projection.0.linear.weight', 'double_stream_blocks.0.block.ff_i.shared_experts.w3.weight'],
  },
  { id: 'hidream-o1', family: 'hidream-o1', has: ['t_embedder1.mlp.0.weight', 'x_embedder.proj1.weight'] },
  {
    id: 'omnigen2', family: 'omnigen2',
    has: ['time_caption_embed.timestep_embedder.linear_1.bias', 'x_embedder.bias [2520]'],
    lacks: ['double_stream_layers.0.img_instruct_attn.processor.img_to_q.weight'],
  },
  { id: 'boogu', family: 'boogu', has: ['double_stream_layers.0.img_instruct_attn.processor.img_to_q.weight'] },
  {
    id: 'lens', family: 'lens',
    has: ['transformer_blocks.0.attn.norm_added_q.weight', 'transformer_blocks.0.img_mlp.w1.weight'],
  },
  { id: 'mage-flow', family: 'mage-flow', has: ['txt_norm.weight [2560]', 'proj_out.weight [128, *]'] },
  {
    id: 'qwen-image', family: 'qwen-image', mayBe: edits,
    has: ['txt_norm.weight [3584]', 'img_in.weight'],
    lacks: ['__index_timestep_zero__', 'time_text_embed.addition_t_embedding.weight', ...qwenControl],
  },
  {
    id: 'qwen-image-edit-2511', family: 'qwen-image-edit-2511',
    has: ['txt_norm.weight [3584]', '__index_timestep_zero__'], lacks: qwenControl,
  },
  {
    id: 'qwen-image-layered', family: 'qwen-image-layered',
    has: ['txt_norm.weight [3584]', 'time_text_embed.addition_t_embedding.weight'], lacks: qwenControl,
  },
  {
    id: 'ideogram4', family: 'ideogram4',
    has: ['embed_image_indicator.weight', 'input_proj.weight', 'llm_cond_proj.weight'],
  },
  { id: 'krea2', family: 'krea2', has: ['txtfusion.projector.weight', 'first.weight'] },
  {
    id: 'kandinsky5-image', family: 'kandinsky5-image',
    has: ['visual_transformer_blocks.0.cross_attention.key_norm.weight', 'visual_embeddings.in_layer.bias [2560]'],
  },
  {
    id: 'ernie-image', family: 'ernie-image',
    has: ['layers.0.mlp.linear_fc2.weight', 'x_embedder.proj.weight', 'text_proj.weight'],
  },
  {
    id: 'joyimage', family: 'joyimage',
    has: [
      'double_blocks.0.attn.img_attn_qkv.weight', 'double_blocks.0.attn.img_attn_q_norm.weight',
      'condition_embedder.time_embedder.linear_1.weight',
    ],
  },
])

import { rows } from '../rule.js'
import { sources } from './sources.js'

const wan14 = 'head.modulation [1, 2, 5120]'
const wan1 = 'head.modulation [1, 2, 1536]'
const wanImage = 'img_emb.proj.0.{bias,weight}'
const wanSpecial = [
  'audio_proj.audio_proj_glob_1.layer.bias',
  'casual_audio_encoder.encoder.final_linear.weight',
  'control_adapter.conv.weight',
  'face_adapter.fuser_blocks.0.k_norm.weight',
  'patch_embedding_global.weight',
  'patch_embedding_mask.weight',
  'patch_embedding_pose.weight',
  'vace_patch_embedding.weight',
]
const patches = (channels: string) => `patch_embedding.weight [*, ${channels}, ...]`

/** Wan 2.1 and 2.2; the 14B text model has the same tensors in both. */
// prettier-ignore
export const wanRows = rows({ kind: 'diffusion-model', scope: 'model', source: sources.detection }, [
  {
    id: 'wan-t2v-14b', family: 'wan-t2v-14b', mayBe: ['wan2.1-t2v-14b', 'wan2.2-t2v-14b'],
    has: [wan14, patches('16')], lacks: [wanImage, ...wanSpecial],
  },
  { id: 'wan-t2v-1.3b', family: 'wan2.1-t2v-1.3b', has: [wan1, patches('16')], lacks: [wanImage, ...wanSpecial] },
  { id: 'wan-i2v-14b', family: 'wan2.1-i2v-14b', has: [wan14, patches('36'), wanImage], lacks: wanSpecial },
  { id: 'wan-i2v-1.3b', family: 'wan2.1-i2v-1.3b', has: [wan1, patches('36'), wanImage], lacks: wanSpecial },
  { id: 'wan2.2-i2v-14b', family: 'wan2.2-i2v-14b', has: [wan14, patches('36')], lacks: [wanImage, ...wanSpecial] },
  {
    id: 'wan2.2-ti2v-5b', family: 'wan2.2-ti2v-5b',
    has: ['head.modulation [1, 2, 3072]', 'head.head.weight [192, *]', patches('48')], lacks: wanSpecial,
  },
  {
    id: 'wan-fun-control-14b', family: 'wan-fun-control-14b',
    has: [wan14, patches('48|52')], lacks: wanSpecial, source: sources.supported,
  },
  {
    id: 'wan-fun-control-1.3b', family: 'wan-fun-control-1.3b',
    has: [wan1, patches('48')], lacks: wanSpecial, source: sources.supported,
  },
  { id: 'wan-vace-14b', family: 'wan-vace-14b', has: [wan14, 'vace_patch_embedding.weight'] },
  { id: 'wan-vace-1.3b', family: 'wan-vace-1.3b', has: [wan1, 'vace_patch_embedding.weight'] },
  { id: 'wan-camera-14b', family: 'wan-camera-14b', has: [wan14, 'control_adapter.conv.weight', wanImage] },
  { id: 'wan-camera-1.3b', family: 'wan-camera-1.3b', has: [wan1, 'control_adapter.conv.weight', wanImage] },
  {
    id: 'wan2.2-camera-14b', family: 'wan2.2-camera-14b',
    has: [wan14, 'control_adapter.conv.weight'], lacks: [wanImage],
  },
  { id: 'wan2.2-s2v-14b', family: 'wan2.2-s2v-14b', has: [wan14, 'casual_audio_encoder.encoder.final_linear.weight'] },
  { id: 'wan-humo-17b', family: 'wan-humo-17b', has: [wan14, 'audio_proj.audio_proj_glob_1.layer.bias'] },
  { id: 'wan-humo-1.7b', family: 'wan-humo-1.7b', has: [wan1, 'audio_proj.audio_proj_glob_1.layer.bias'] },
  { id: 'wan2.2-animate-14b', family: 'wan2.2-animate-14b', has: [wan14, 'face_adapter.fuser_blocks.0.k_norm.weight'] },
  {
    id: 'wan-scail', family: 'wan-scail',
    has: [wan14, 'patch_embedding_pose.weight'], lacks: ['patch_embedding_mask.weight'],
  },
  { id: 'wan-scail2', family: 'wan-scail2', has: [wan14, 'patch_embedding_mask.weight'] },
  { id: 'wandancer', family: 'wandancer', has: [wan14, 'patch_embedding_global.weight'] },
  { id: 'wan-14b', family: 'wan-14b', fallback: true, has: [wan14] },
  { id: 'wan-1.3b', family: 'wan-1.3b', fallback: true, has: [wan1] },
  {
    id: 'diffusers-wan-14b', family: 'wan-14b',
    has: [
      'condition_embedder.text_embedder.linear_1.weight [5120, *]', 'blocks.0.attn1.norm_added_k.weight',
      'patch_embedding.weight',
    ],
    lacks: ['vace_patch_embedding.weight'], source: sources.diffusers,
  },
  {
    id: 'diffusers-wan-t2v-14b', family: 'wan-14b',
    has: [
      'condition_embedder.text_embedder.linear_1.weight [5120, *]', 'blocks.0.attn1.norm_q.weight',
      'patch_embedding.weight',
    ],
    lacks: ['vace_patch_embedding.weight', 'blocks.0.attn1.norm_added_k.weight'], source: sources.diffusers,
  },
  {
    id: 'diffusers-wan-1.3b', family: 'wan-1.3b',
    has: [
      'condition_embedder.text_embedder.linear_1.weight [1536, *]', 'blocks.0.attn1.norm_q.weight',
      'patch_embedding.weight',
    ],
    lacks: ['vace_patch_embedding.weight'], source: sources.diffusers,
  },
])

const hunyuan = 'txt_in.individual_token_refiner.blocks.0.norm1.weight'
const hunyuanPatches = (channels: number) => `img_in.proj.weight [3072, ${channels}, 1, 2, 2]`
const ltx = 'adaln_single.emb.timestep_embedder.linear_1.bias'
const cosmos = 'blocks.block0.blocks.0.block.attn.to_q.0.weight'
const predict = 'blocks.0.mlp.layer1.weight'
const adapter = 'llm_adapter.blocks.0.cross_attn.q_proj.weight'
const cog = 'blocks.0.norm1.linear.weight'
const kandinsky = 'visual_transformer_blocks.0.cross_attention.key_norm.weight'

/** Other transformers that make videos. */
// prettier-ignore
export const videoTransformerRows = rows({ kind: 'diffusion-model', scope: 'model', source: sources.detection }, [
  { id: 'hunyuan-video', family: 'hunyuan-video', mayBe: ['hunyuan-video-i2v'], has: [hunyuan, hunyuanPatches(16)] },
  {
    id: 'hunyuan-video-i2v', family: 'hunyuan-video-i2v',
    has: [hunyuan, hunyuanPatches(33)], source: sources.supported,
  },
  { id: 'skyreels-i2v', family: 'skyreels-i2v', has: [hunyuan, hunyuanPatches(32)], source: sources.supported },
  {
    id: 'hunyuan-video-1.5', family: 'hunyuan-video-1.5',
    has: [hunyuan, 'vision_in.proj.0.weight [1152]'], lacks: ['img_in.proj.weight [*, 98, ...]'],
  },
  {
    id: 'hunyuan-video-1.5-sr', family: 'hunyuan-video-1.5-sr',
    has: [hunyuan, 'vision_in.proj.0.weight [1152]', 'img_in.proj.weight [*, 98, ...]'], source: sources.supported,
  },
  {
    id: 'framepack', family: 'framepack',
    has: ['clean_x_embedder.proj.weight', 'context_embedder.token_refiner.refiner_blocks.0.norm1.weight'],
    source: 'lllyasviel/FramePack diffusers_helper/models/hunyuan_video_packed.py',
  },
  { id: 'mochi', family: 'mochi', has: ['t5_yproj.weight', 't5_y_embedder.to_q.weight'] },
  {
    id: 'ltxv-2b', family: 'ltxv-2b',
    has: [ltx, 'adaln_single.linear.bias [12288]'], lacks: ['pos_embed.proj.bias', 'audio_adaln_single.linear.weight'],
  },
  {
    id: 'ltxv-13b', family: 'ltxv-13b',
    has: [ltx, 'adaln_single.linear.bias [24576]'], lacks: ['pos_embed.proj.bias', 'audio_adaln_single.linear.weight'],
  },
  { id: 'ltx2', family: 'ltx2', has: [ltx, 'audio_adaln_single.linear.weight'] },
  { id: 'cosmos-t2v-7b', family: 'cosmos-t2v-7b', has: [cosmos, 'x_embedder.proj.1.weight [4096, 68]'] },
  { id: 'cosmos-i2v-7b', family: 'cosmos-i2v-7b', has: [cosmos, 'x_embedder.proj.1.weight [4096, 72]'] },
  { id: 'cosmos-t2v-14b', family: 'cosmos-t2v-14b', has: [cosmos, 'x_embedder.proj.1.weight [5120, 68]'] },
  { id: 'cosmos-i2v-14b', family: 'cosmos-i2v-14b', has: [cosmos, 'x_embedder.proj.1.weight [5120, 72]'] },
  {
    id: 'cosmos-predict2-t2i-2b', family: 'cosmos-predict2-t2i-2b',
    has: [predict, 'x_embedder.proj.1.weight [2048, 68]'], lacks: [adapter],
  },
  {
    id: 'cosmos-predict2-i2v-2b', family: 'cosmos-predict2-i2v-2b',
    has: [predict, 'x_embedder.proj.1.weight [2048, 72]'], lacks: [adapter],
  },
  {
    id: 'cosmos-predict2-t2i-14b', family: 'cosmos-predict2-t2i-14b',
    has: [predict, 'x_embedder.proj.1.weight [5120, 68]'], lacks: [adapter],
  },
  {
    id: 'cosmos-predict2-i2v-14b', family: 'cosmos-predict2-i2v-14b',
    has: [predict, 'x_embedder.proj.1.weight [5120, 72]'], lacks: [adapter],
  },
  { id: 'anima', family: 'anima', has: [predict, adapter] },
  { id: 'cogvideox-2b', family: 'cogvideox-2b', has: [`${cog} [11520, *]`, 'patch_embed.text_proj.weight'] },
  {
    id: 'cogvideox-5b', family: 'cogvideox-5b',
    has: [`${cog} [18432, *]`, 'patch_embed.text_proj.weight'],
    lacks: ['patch_embed.proj.weight [3072, 32|48, 2, 2]', 'patch_embed.proj.weight [3072, 256|384]'],
  },
  {
    id: 'cogvideox-5b-i2v', family: 'cogvideox-5b-i2v',
    has: [`${cog} [18432, *]`, 'patch_embed.text_proj.weight'],
    any: ['patch_embed.proj.weight [3072, 32, 2, 2]', 'patch_embed.proj.weight [3072, 256]'], source: sources.supported,
  },
  {
    id: 'cogvideox-5b-inpainting', family: 'cogvideox-5b-inpainting',
    has: [`${cog} [18432, *]`, 'patch_embed.text_proj.weight'],
    any: ['patch_embed.proj.weight [3072, 48, 2, 2]', 'patch_embed.proj.weight [3072, 384]'], source: sources.supported,
  },
  { id: 'kandinsky5-lite', family: 'kandinsky5-lite', has: [kandinsky, 'visual_embeddings.in_layer.bias [1792]'] },
  { id: 'kandinsky5-pro', family: 'kandinsky5-pro', has: [kandinsky, 'visual_embeddings.in_layer.bias [4096]'] },
  {
    id: 'seedvr2-3b', family: 'seedvr2-3b',
    has: ['blocks.31.mlp.all.proj_in_gate.weight', 'vid_in.proj.weight [2560, *]'],
    lacks: ['blocks.35.mlp.all.proj_in_gate.weight'],
  },
  {
    id: 'seedvr2-7b', family: 'seedvr2-7b',
    has: ['vid_in.proj.weight [3072, *]'],
    any: ['blocks.35.mlp.vid.proj_out.weight', 'blocks.35.mlp.all.proj_in_gate.weight'],
  },
])

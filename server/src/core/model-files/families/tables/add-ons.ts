import { rows } from '../rule.js'
import { sources } from './sources.js'

const key = (length: number) => `ip_adapter.1.to_k_ip.weight [*, ${length}]`
const faceQuery = 'image_proj.latents [1, 16, 1280]'

/** IP-Adapters and their kin: pictures or faces as prompts. */
// prettier-ignore
export const ipAdapterRows = rows({ kind: 'ip-adapter', scope: 'file', source: sources.ipAdapter }, [
  { id: 'ip-adapter-sd1', family: 'sd1', over: ['lora'], has: [key(768)] },
  { id: 'ip-adapter-sd2', family: 'sd2', over: ['lora'], has: [key(1024)] },
  { id: 'ip-adapter-sdxl', family: 'sdxl', over: ['lora'], has: [key(2048)], lacks: [faceQuery] },
  {
    id: 'instantid', family: 'sdxl', note: 'InstantID',
    has: [key(2048), faceQuery], source: 'ComfyUI_InstantID InstantID.py',
  },
  {
    id: 'ip-adapter-flux-xlabs', family: 'flux',
    has: ['double_blocks.0.processor.ip_adapter_double_stream_k_proj.weight', 'ip_adapter_proj_model.norm.weight'],
    source: 'XLabs-AI/x-flux src/flux/util.py',
  },
  {
    id: 'ip-adapter-flux', family: 'flux',
    has: ['ip_adapter.{0,1}.to_k_ip.weight [3072, 4096]'], source: 'InstantX/FLUX.1-dev-IP-Adapter',
  },
  {
    id: 'ip-adapter-sd3', family: 'sd3',
    has: ['ip_adapter.{0,1}.to_k_ip.weight [2432|1536, *]', 'image_proj.latents'],
    source: 'InstantX/SD3.5-Large-IP-Adapter',
  },
  {
    id: 'pulid-flux', family: 'flux', note: 'PuLID',
    has: ['pulid_ca.0.norm1.weight'], any: ['pulid_encoder.proj_out', 'pulid_encoder.latents'],
    source: 'ToTheBeginning/PuLID pulid/pipeline_flux.py',
  },
  {
    id: 'pulid-sdxl', family: 'sdxl', note: 'PuLID',
    has: ['id_adapter_attn_layers.1.id_to_k.weight [*, 2048]'], source: 'ToTheBeginning/PuLID pulid/pipeline.py',
  },
])

const embedding = 'string_to_param.*'
const motion = 'down_blocks.0.motion_modules.0.temporal_transformer.transformer_blocks.0.attention_blocks.0'
const place = `${motion}.pos_encoder.pe`
const query = `${motion}.to_q.weight [*, 320]`

/** Embeddings, style models, motion modules, hypernetworks, GLIGEN, PhotoMaker. */
// prettier-ignore
export const smallAddOnRows = rows({ kind: 'embedding', scope: 'file', source: sources.embeddings }, [
  {
    id: 'embedding-sd1', family: 'sd1',
    has: [], any: [`${embedding} [768]`, `${embedding} [*, 768]`, 'emb_params [768]', 'emb_params [*, 768]'],
  },
  {
    id: 'embedding-sd2', family: 'sd2',
    has: [], any: [`${embedding} [1024]`, `${embedding} [*, 1024]`, 'emb_params [1024]', 'emb_params [*, 1024]'],
  },
  { id: 'embedding-sdxl', family: 'sdxl', has: ['clip_l [*, 768]', 'clip_g [*, 1280]'], lacks: ['t5xxl'] },
  { id: 'embedding-sd3', family: 'sd3', has: ['clip_l [*, 768]', 'clip_g [*, 1280]', 't5xxl [*, 4096]'] },
  { id: 'embedding-flux', family: 'flux', has: ['clip_l [*, 768]', 't5xxl [*, 4096]'], lacks: ['clip_g'] },
  {
    id: 'style-t2i', kind: 'style-model', family: 'sd1',
    has: ['style_embedding', 'proj [1024, 768]'], source: 'ComfyUI comfy/sd.py, load_style_model',
  },
  {
    id: 'style-redux', kind: 'style-model', family: 'flux',
    has: ['redux_down.weight', 'redux_up.weight'], source: 'ComfyUI comfy/sd.py, load_style_model',
  },
  {
    id: 'gligen', kind: 'other', family: 'gligen',
    has: ['position_net.null_positive_feature'], source: 'ComfyUI comfy/gligen.py',
  },
  {
    id: 'photomaker', kind: 'other', family: 'photomaker',
    has: ['id_encoder.visual_projection_2.weight'], source: 'ComfyUI comfy_extras/nodes_photomaker.py',
  },
  {
    id: 'hypernetwork', kind: 'hypernetwork', family: 'sd1',
    has: ['768.0.linear.0.weight [*, 768]', '320.0.linear.0.weight [*, 320]'],
    source: 'ComfyUI comfy_extras/nodes_hypernetwork.py',
  },
  {
    id: 'hypernetwork-sd2', kind: 'hypernetwork', family: 'sd2',
    has: ['1024.0.linear.0.weight [*, 1024]', '320.0.linear.0.weight [*, 320]'],
    source: 'ComfyUI comfy_extras/nodes_hypernetwork.py',
  },
  {
    id: 'motion-v1', kind: 'motion-module', family: 'sd1', note: 'AnimateDiff v1',
    has: [query, `${place} [1, 24, 320]`, 'down_blocks.3.motion_modules.0.temporal_transformer.norm.weight'],
    lacks: ['mid_block.motion_modules.0.temporal_transformer.norm.weight'], source: sources.animatediff,
  },
  {
    id: 'motion-v2', kind: 'motion-module', family: 'sd1', note: 'AnimateDiff v2',
    has: [
      query, 'mid_block.motion_modules.0.temporal_transformer.norm.weight',
      'down_blocks.3.motion_modules.0.temporal_transformer.norm.weight',
    ],
    source: sources.animatediff,
  },
  {
    id: 'motion-v3', kind: 'motion-module', family: 'sd1', note: 'AnimateDiff v3',
    has: [query, `${place} [1, 32, 320]`, 'down_blocks.3.motion_modules.0.temporal_transformer.norm.weight'],
    lacks: ['mid_block.motion_modules.0.temporal_transformer.norm.weight'], source: sources.animatediff,
  },
  {
    id: 'motion-lcm', kind: 'motion-module', family: 'sd1', note: 'AnimateLCM',
    has: [query, 'down_blocks.3.motion_modules.0.temporal_transformer.norm.weight'],
    lacks: [place, 'mid_block.motion_modules.0.temporal_transformer.norm.weight'], source: sources.animatediff,
  },
  {
    id: 'motion-sdxl', kind: 'motion-module', family: 'sdxl', note: 'AnimateDiff for SDXL',
    has: [query, 'down_blocks.2.motion_modules.0.temporal_transformer.norm.weight'],
    lacks: ['down_blocks.3.motion_modules.0.temporal_transformer.norm.weight'], source: sources.animatediff,
  },
  {
    id: 'motion-hotshot', kind: 'motion-module', family: 'sdxl', note: 'Hotshot-XL',
    has: [
      'down_blocks.0.temporal_attentions.0.transformer_blocks.0.attention_blocks.0.pos_encoder.positional_encoding',
    ],
    source: sources.animatediff,
  },
])

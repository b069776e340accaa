import { rows } from '../rule.js'
import { sources } from './sources.js'

const hint = '{control_model.,}input_hint_block.0.weight'
const zero = '{control_model.,}zero_convs.0.0.weight'
const context = (length: number) =>
  `{control_model.,}input_blocks.{1,4}.1.transformer_blocks.0.attn2.to_k.weight [*, ${length}]`
const diffusers = 'controlnet_cond_embedding.conv_in.weight'
const diffusersContext = (length: number) =>
  `down_blocks.{0,1,2}.attentions.0.transformer_blocks.0.attn2.to_k.weight [*, ${length}]`
const added = 'add_embedding.linear_1.weight [1280, 2816]'
const lora = 'lora_controlnet'
const loraContext = (length: number) => `input_blocks.{1,4}.1.transformer_blocks.0.attn2.to_k.down [*, ${length}]`
const blocks = 'controlnet_blocks.0.weight'
const lite = (block: string) => `lllite_unet_${block}_transformer_blocks_0_attn1_to_q.conditioning1.0.weight`

/** ControlNets, control LoRAs and T2I adapters, as ComfyUI's ControlNet loader reads them. */
// prettier-ignore
export const controlnetRows = rows({ kind: 'controlnet', scope: 'file', source: sources.controlnets }, [
  { id: 'controlnet-sd1', family: 'sd1', has: [hint, zero, context(768)] },
  { id: 'controlnet-sd2', family: 'sd2', has: [hint, zero, context(1024)] },
  { id: 'controlnet-sdxl', family: 'sdxl', has: [hint, zero, context(2048)] },
  { id: 'diffusers-controlnet-sd1', family: 'sd1', has: [diffusers, diffusersContext(768)] },
  { id: 'diffusers-controlnet-sd2', family: 'sd2', has: [diffusers, diffusersContext(1024)], lacks: [added] },
  { id: 'diffusers-controlnet-sdxl', family: 'sdxl', has: [diffusers, added] },
  {
    id: 'diffusers-controlnet-kolors', family: 'kolors',
    has: [diffusers, 'add_embedding.linear_1.weight [1280, 5632]'], source: 'Kwai-Kolors/Kolors controlnet/config.json',
  },
  { id: 'control-lora-sd1', family: 'sd1', has: [lora, loraContext(768)] },
  { id: 'control-lora-sdxl', family: 'sdxl', has: [lora, loraContext(2048)] },
  { id: 'control-lora', family: null, fallback: true, has: [lora] },
  {
    id: 'controlnet-sd3', family: 'sd3',
    has: [blocks, 'pos_embed_input.proj.weight'], lacks: ['transformer_blocks.0.adaLN_modulation.1.bias'],
  },
  {
    id: 'controlnet-sd3.5', family: 'sd3.5-large',
    has: [blocks, 'pos_embed_input.proj.weight', 'transformer_blocks.0.adaLN_modulation.1.bias'],
  },
  {
    id: 'controlnet-flux-xlabs', family: 'flux',
    has: [blocks, 'double_blocks.0.img_attn.norm.key_norm.{scale,weight}'],
    lacks: ['controlnet_x_embedder.weight', 'controlnet_mode_embedder.weight'],
  },
  {
    id: 'controlnet-flux', family: 'flux',
    has: [blocks, 'controlnet_x_embedder.weight'],
    lacks: ['transformer_blocks.0.img_mlp.net.0.proj.weight', 'pos_embed_input.proj.weight'],
  },
  { id: 'controlnet-flux-mistoline', family: 'flux', has: ['controlnet_blocks.0.linear.weight'] },
  {
    id: 'controlnet-qwen-image', family: 'qwen-image',
    has: [blocks, 'transformer_blocks.0.img_mlp.net.0.proj.weight'],
  },
  {
    id: 'controlnet-qwen-image-fun', family: 'qwen-image',
    has: ['control_blocks.0.after_proj.weight', 'control_img_in.weight'],
  },
  { id: 'controlnet-hunyuan-dit', family: 'hunyuan-dit', has: ['after_proj_list.18.bias'] },
  {
    id: 'controlnet-cascade', family: 'stable-cascade-c',
    has: ['backbone.0.0.weight [24, *, 3, 3]', 'projections.0.0.weight'],
    source: 'ComfyUI comfy/ldm/cascade/controlnet.py',
  },
  {
    id: 'controlnet-cascade-large', family: 'stable-cascade-c',
    has: ['backbone.10.blocks.0.weight', 'projections.0.0.weight'],
  },
  {
    id: 'controlnet-lllite', family: 'sdxl',
    has: [], any: [lite('input_blocks_4_1'), lite('input_blocks_7_1'), lite('middle_block_1')],
    source: 'kohya-ss/sd-scripts networks/control_net_lllite.py',
  },
  { id: 't2i-adapter-sd1', family: 'sd1', has: ['conv_in.weight [320, 64|192, *, *]', 'body.0.block2.weight'] },
  { id: 't2i-adapter-sdxl', family: 'sdxl', has: ['conv_in.weight [320, 256|768, *, *]', 'body.0.block2.weight'] },
  { id: 't2i-adapter-light', family: 'sd1', has: ['body.0.in_conv.weight', 'body.0.body.0.block1.weight'] },
  {
    id: 'diffusers-t2i-adapter-sd1', family: 'sd1',
    has: ['adapter.body.0.resnets.0.block1.weight', 'adapter.conv_in.weight [320, 64|192, *, *]'],
  },
  {
    id: 'diffusers-t2i-adapter-sdxl', family: 'sdxl',
    has: ['adapter.body.0.resnets.0.block1.weight', 'adapter.conv_in.weight [320, 256|768, *, *]'],
  },
])

/** Patches of a diffusion model that are no LoRA, as ComfyUI's model patch loader reads them. */
// prettier-ignore
export const modelPatchRows = rows({ kind: 'model-patch', scope: 'file', source: sources.modelPatches }, [
  { id: 'patch-anima-lllite', family: 'anima', has: ['lllite_conditioning1.conv1.weight'] },
  {
    id: 'patch-qwen-image', family: 'qwen-image',
    has: ['controlnet_blocks.0.y_rms.weight', 'img_in.weight'], over: ['controlnet-flux'],
  },
  { id: 'patch-flux-uso', family: 'flux', has: ['feature_embedder.mid_layer_norm.bias'] },
  { id: 'patch-z-image', family: 'z-image', has: ['control_all_x_embedder.2-1.weight'] },
  { id: 'patch-wan-uni3c', family: 'wan-14b', has: ['controlnet_patch_embedding.weight', 'proj_out.0.weight'] },
  {
    id: 'patch-wan-talk', family: 'wan-14b',
    has: ['audio_proj.proj1.weight', 'blocks.0.audio_cross_attn.proj.weight'],
  },
  {
    id: 'patch-supir', family: 'sdxl',
    has: [
      '{model.,}control_model.input_hint_block.0.weight',
      '{model.diffusion_model.,}project_modules.0.param_free_norm.weight',
    ],
    over: ['controlnet-sdxl', 'sdxl'], source: 'ComfyUI comfy/ldm/supir',
  },
  {
    id: 'patch-wan-vace', family: 'wan-14b',
    has: ['vace_blocks.0.before_proj.weight [5120, *]', 'vace_patch_embedding.weight'], lacks: ['head.modulation'],
    source: 'Wan-Video/Wan2.1 wan/modules/vace_model.py',
  },
])

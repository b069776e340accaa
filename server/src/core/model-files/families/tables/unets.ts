import { rows } from '../rule.js'
import { sources } from './sources.js'

/** ControlNets have the same names as the half of the UNet that they copy. */
const control = ['input_hint_block.0.weight', 'zero_convs.0.0.weight', 'lora_controlnet']
const attention = 'input_blocks.{1,3,4}.1.transformer_blocks.0.attn2.to_k.weight'
const deep = (block: string, index: number) => `input_blocks.${block}.1.transformer_blocks.${index}.attn2.to_k.weight`
/** A GGUF file may keep a convolution in another shape; its bias tells the width all the same. */
const width = (length: number) => `time_embed.0.bias [${length}]`

/** UNets of Stable Diffusion in the names of their first code. */
// prettier-ignore
export const unetRows = rows({ kind: 'diffusion-model', scope: 'model', source: sources.detection }, [
  {
    id: 'sd1', family: 'sd1',
    has: ['input_blocks.0.0.weight', width(1280), `${attention} [*, 768]`],
    lacks: [...control, 'label_emb.0.0.weight'],
  },
  {
    id: 'sd1-inpainting', family: 'sd1', note: 'inpainting, 9 input channels', over: ['sd1'],
    has: ['input_blocks.0.0.weight [320, 9, 3, 3]', `${attention} [*, 768]`], lacks: control, source: sources.supported,
  },
  {
    id: 'sd1-edit', family: 'sd1', note: 'edits an image, 8 input channels', over: ['sd1'],
    has: ['input_blocks.0.0.weight [320, 8, 3, 3]', `${attention} [*, 768]`], lacks: control, source: sources.supported,
  },
  {
    id: 'stable-zero123', family: 'stable-zero123', scope: 'file', over: ['sd1', 'sd1-edit'],
    has: ['model.diffusion_model.input_blocks.0.0.weight [320, 8, 3, 3]', 'cc_projection.weight [768, 772]'],
    source: sources.supported,
  },
  {
    id: 'sd2', family: 'sd2',
    has: ['input_blocks.0.0.weight', width(1280), `${attention} [*, 1024]`],
    lacks: [...control, 'label_emb.0.0.weight'],
  },
  {
    id: 'sd2-unclip', family: 'sd2', note: 'unCLIP',
    has: ['input_blocks.0.0.weight', `${attention} [*, 1024]`, 'label_emb.0.0.weight [1280, 1536|2048]'],
    lacks: control, source: sources.supported,
  },
  {
    id: 'sd-x4-upscaler', family: 'sd-x4-upscaler',
    has: ['input_blocks.0.0.weight [256, 7, 3, 3]', 'time_embed.0.bias [1024]'], lacks: control,
    source: sources.supported,
  },
  {
    id: 'lotus-d', family: 'lotus-d',
    has: ['input_blocks.0.0.weight', width(1280), 'label_emb.0.0.weight [1280, 4]'], lacks: control,
    source: sources.supported,
  },
  {
    id: 'svd', family: 'svd',
    has: ['input_blocks.1.1.time_stack.0.attn1.to_q.weight', 'label_emb.0.0.weight [1280, 768]'], lacks: control,
  },
  {
    id: 'sv3d-u', family: 'sv3d-u',
    has: ['input_blocks.1.1.time_stack.0.attn1.to_q.weight', 'label_emb.0.0.weight [1280, 256]'], lacks: control,
  },
  {
    id: 'sv3d-p', family: 'sv3d-p',
    has: ['input_blocks.1.1.time_stack.0.attn1.to_q.weight', 'label_emb.0.0.weight [1280, 1280]'], lacks: control,
  },
  {
    id: 'sdxl', family: 'sdxl',
    has: ['label_emb.0.0.weight [1280, 2816]', `${deep('7', 9)} [1280, 2048]`], lacks: control,
  },
  {
    id: 'sdxl-inpainting', family: 'sdxl', note: 'inpainting, 9 input channels', over: ['sdxl'],
    has: ['input_blocks.0.0.weight [320, 9, 3, 3]', `${deep('7', 9)} [1280, 2048]`], lacks: control,
    source: sources.supported,
  },
  {
    id: 'sdxl-edit', family: 'sdxl', note: 'edits an image, 8 input channels', over: ['sdxl'],
    has: ['input_blocks.0.0.weight [320, 8, 3, 3]', `${deep('7', 9)} [1280, 2048]`], lacks: control,
    source: sources.supported,
  },
  {
    id: 'sdxl-refiner', family: 'sdxl-refiner',
    has: ['label_emb.0.0.weight [1536, 2560]', `${deep('4', 3)} [768, 1280]`], lacks: control,
  },
  {
    id: 'ssd-1b', family: 'ssd-1b',
    has: ['label_emb.0.0.weight [1280, 2816]', `${deep('7', 3)} [1280, 2048]`], lacks: [...control, deep('7', 4)],
    source: sources.supported,
  },
  {
    id: 'segmind-vega', family: 'segmind-vega',
    has: ['label_emb.0.0.weight [1280, 2816]', `${deep('7', 1)} [1280, 2048]`], lacks: [...control, deep('7', 2)],
    source: sources.supported,
  },
  {
    id: 'koala-700m', family: 'koala-700m',
    has: ['label_emb.0.0.weight [1280, 2816]', `${deep('5', 4)} [1280, 2048]`],
    lacks: [...control, deep('5', 5), deep('7', 0)], source: sources.supported,
  },
  {
    id: 'koala-1b', family: 'koala-1b',
    has: ['label_emb.0.0.weight [1280, 2816]', `${deep('5', 5)} [1280, 2048]`], lacks: [...control, deep('7', 0)],
    source: sources.supported,
  },
  {
    id: 'kolors', family: 'kolors',
    has: ['label_emb.0.0.weight [1280, 5632]', `${deep('7', 9)} [1280, 2048]`], lacks: control,
    source: 'Kwai-Kolors/Kolors unet/config.json',
  },
])

const diffusersControl = ['controlnet_cond_embedding.conv_in.weight', 'controlnet_mid_block.weight']
const diffusersAttention = 'down_blocks.{0,1}.attentions.0.transformer_blocks.0.attn2.to_k.weight'
const diffusersDeep = (block: number, index: number) =>
  `down_blocks.${block}.attentions.0.transformer_blocks.${index}.attn2.to_k.weight`

/** The same in the names of diffusers, which ComfyUI's diffusion model loader converts. */
// prettier-ignore
export const diffusersUnetRows = rows({ kind: 'diffusion-model', scope: 'model', source: sources.diffusersRead }, [
  {
    id: 'diffusers-sd1', family: 'sd1',
    has: ['conv_in.weight', 'conv_out.weight', `${diffusersAttention} [*, 768]`],
    lacks: [...diffusersControl, 'add_embedding.linear_1.weight'],
  },
  {
    id: 'diffusers-sd2', family: 'sd2',
    has: ['conv_in.weight', 'conv_out.weight', `${diffusersAttention} [*, 1024]`],
    lacks: [
      ...diffusersControl, 'add_embedding.linear_1.weight', 'class_embedding.linear_1.weight',
      'down_blocks.0.attentions.0.temporal_transformer_blocks.0.attn1.to_q.weight',
    ],
  },
  {
    id: 'diffusers-sd2-unclip', family: 'sd2', note: 'unCLIP',
    has: [
      'conv_in.weight', `${diffusersAttention} [*, 1024]`,
      '{class_embedding,add_embedding}.linear_1.weight [1280, 1536|2048]',
    ],
    lacks: [...diffusersControl, 'down_blocks.0.attentions.0.temporal_transformer_blocks.0.attn1.to_q.weight'],
  },
  {
    id: 'diffusers-lotus-d', family: 'lotus-d',
    has: ['conv_in.weight', `${diffusersAttention} [*, 1024]`, 'class_embedding.linear_1.weight [*, 4]'],
    lacks: diffusersControl,
  },
  {
    id: 'diffusers-svd', family: 'svd',
    has: [
      'conv_in.weight [320, 8, 3, 3]', 'down_blocks.0.attentions.0.temporal_transformer_blocks.0.attn1.to_q.weight',
    ],
    source: sources.diffusers,
  },
  {
    id: 'diffusers-sdxl', family: 'sdxl',
    has: ['conv_in.weight', 'add_embedding.linear_1.weight [1280, 2816]', `${diffusersDeep(2, 9)} [1280, 2048]`],
    lacks: diffusersControl,
  },
  {
    id: 'diffusers-sdxl-refiner', family: 'sdxl-refiner',
    has: ['conv_in.weight', 'add_embedding.linear_1.weight [1536, 2560]'], lacks: diffusersControl,
  },
  {
    id: 'diffusers-ssd-1b', family: 'ssd-1b',
    has: ['add_embedding.linear_1.weight [1280, 2816]', `${diffusersDeep(2, 3)} [1280, 2048]`],
    lacks: [...diffusersControl, diffusersDeep(2, 4)],
  },
  {
    id: 'diffusers-segmind-vega', family: 'segmind-vega',
    has: ['add_embedding.linear_1.weight [1280, 2816]', `${diffusersDeep(2, 1)} [1280, 2048]`],
    lacks: [...diffusersControl, diffusersDeep(2, 2)],
  },
  {
    id: 'diffusers-koala-700m', family: 'koala-700m',
    has: ['add_embedding.linear_1.weight [1280, 2816]', `${diffusersDeep(2, 4)} [1280, 2048]`],
    lacks: [...diffusersControl, diffusersDeep(2, 5)],
  },
  {
    id: 'diffusers-koala-1b', family: 'koala-1b',
    has: ['add_embedding.linear_1.weight [1280, 2816]', `${diffusersDeep(2, 5)} [1280, 2048]`],
    lacks: [...diffusersControl, diffusersDeep(2, 6)],
  },
  {
    id: 'diffusers-kolors', family: 'kolors',
    has: ['add_embedding.linear_1.weight [1280, 5632]', 'conv_in.weight'], lacks: diffusersControl,
    source: 'Kwai-Kolors/Kolors unet/config.json',
  },
])

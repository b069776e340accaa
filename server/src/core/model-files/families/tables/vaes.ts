import { rows } from '../rule.js'
import { sources } from './sources.js'

const first = (channels: number) => `decoder.conv_in.weight [512, ${channels}, 3, 3]`
const four = ['sd1', 'sd2', 'sdxl', 'pixart', 'auraflow', 'hunyuan-dit', 'kolors']
const sixteen = ['sd3', 'flux', 'lumina2', 'chroma', 'hidream', 'z-image']
const notImage = [
  'decoder.mid.block_1.mix_factor',
  'vquantizer.codebook.weight',
  'quantize.embedding.weight',
  'bn.running_mean',
]
const tiny = (channels: string) => `taesd_decoder.1.weight [64, ${channels}, 3, 3]`
const conv3d = 'decoder.conv_in.conv.weight'

/** VAEs by themselves. SD 1, SD 2 and SDXL have the same tensors, as have SD 3 and Flux.1: only the file's words can tell them apart. */
// prettier-ignore
export const vaeRows = rows({ kind: 'vae', scope: 'file', source: sources.vaes }, [
  {
    id: 'vae-4-channels', family: null, note: 'a latent of 4 channels: SD 1, SD 2 and SDXL have the same tensors',
    mayBe: four,
    has: [first(4), 'decoder.up.3.block.0.norm1.weight'], lacks: notImage,
  },
  {
    id: 'vae-16-channels', family: null, note: 'a latent of 16 channels: SD 3 and Flux.1 have the same tensors',
    mayBe: sixteen,
    has: [first(16), 'decoder.up.3.block.0.norm1.weight'], lacks: notImage,
  },
  {
    id: 'diffusers-vae-4-channels', family: null,
    note: 'a latent of 4 channels: SD 1, SD 2 and SDXL have the same tensors', mayBe: four,
    has: [first(4), 'decoder.up_blocks.3.resnets.0.norm1.weight'], source: 'ComfyUI comfy/diffusers_convert.py',
  },
  {
    id: 'diffusers-vae-16-channels', family: null,
    note: 'a latent of 16 channels: SD 3 and Flux.1 have the same tensors', mayBe: sixteen,
    has: [first(16), 'decoder.up_blocks.3.resnets.0.norm1.weight'], source: 'ComfyUI comfy/diffusers_convert.py',
  },
  { id: 'vae-flux2', family: 'flux2-vae', has: [first(32), 'bn.running_mean'] },
  {
    id: 'vae-sd-x4', family: 'sd-x4-upscaler-vae',
    has: [first(4), 'decoder.up.2.block.0.norm1.weight'],
    lacks: ['decoder.up.3.block.0.norm1.weight', 'decoder.up.3.upsample.conv.weight', ...notImage],
  },
  { id: 'vae-svd', family: 'svd-vae', has: ['decoder.mid.block_1.mix_factor'] },
  {
    id: 'taesd', family: null, note: 'a tiny VAE for latents of 4 channels: TAESD and TAESDXL have the same tensors',
    mayBe: ['sd1', 'sdxl'],
    has: [tiny('4')], source: sources.taesd,
  },
  {
    id: 'taesd-16', family: null,
    note: 'a tiny VAE for latents of 16 channels: those of SD 3 and Flux.1 have the same tensors',
    mayBe: ['sd3', 'flux'],
    has: [tiny('16')], source: sources.taesd,
  },
  { id: 'taesd-flux2', family: 'flux2-tiny-vae', has: [tiny('32|128')], source: sources.taesd },
  {
    id: 'taesd-decoder', family: null, note: 'the decoder of a tiny VAE', mayBe: ['sd1', 'sdxl', 'sd3', 'flux'],
    has: ['1.weight [64, 4|16|32, 3, 3]', '3.conv.0.weight [64, 64, 3, 3]', '18.conv.0.weight'], source: sources.taesd,
  },
  {
    id: 'taesd-encoder', family: null, note: 'the encoder of a tiny VAE', mayBe: ['sd1', 'sdxl', 'sd3', 'flux'],
    has: ['0.weight [64, 3, 3, 3]', '1.conv.0.weight [64, 64, 3, 3]', '14.weight [4|16|32, 64, 3, 3]'],
    source: sources.taesd,
  },
  { id: 'taehv', family: 'tiny-video-vae', has: ['decoder.22.bias', 'decoder.1.weight'] },
  { id: 'vae-cascade-a', family: 'stable-cascade-a', has: ['vquantizer.codebook.weight'] },
  {
    id: 'vae-cascade-effnet', family: 'stable-cascade-effnet',
    has: ['backbone.1.0.block.0.1.num_batches_tracked', 'mapper.0.weight [16, 1280, 1, 1]'],
  },
  {
    id: 'vae-cascade-previewer', family: 'stable-cascade-previewer',
    has: ['blocks.11.num_batches_tracked', 'blocks.0.weight [512, 16, 1, 1]'],
  },
  { id: 'vae-cascade-c', family: 'stable-cascade-c-vae', has: ['encoder.backbone.1.0.block.0.1.num_batches_tracked'] },
  { id: 'vae-seedvr2', family: 'seedvr2-vae', has: ['decoder.up_blocks.2.upsamplers.0.upscale_conv.weight'] },
  { id: 'vae-mage', family: 'mage-vae', has: ['student.dconv_encoder.proj_out.weight'] },
  { id: 'vae-hunyuan-image-2.1', family: 'hunyuan-image-2.1-vae', has: ['decoder.conv_in.weight [1024, 64, 3, 3]'] },
  {
    id: 'vae-hunyuan-image-2.1-refiner', family: 'hunyuan-image-2.1-refiner-vae',
    has: [`${conv3d} [1024, 32, 3, 3, 3]`],
  },
  { id: 'vae-hunyuan-video-1.5', family: 'hunyuan-video-1.5-vae', has: ['decoder.conv_in.weight [1024, 32, 3, 3, 3]'] },
  {
    id: 'vae-hunyuan-video', family: 'hunyuan-video-vae',
    has: [`${conv3d} [512, 16, 3, 3, 3]`, 'post_quant_conv.weight'],
    lacks: ['decoder.mid_block.resnets.0.norm1.norm_layer.weight'],
  },
  {
    id: 'vae-cogvideox', family: 'cogvideox-vae',
    has: [conv3d, 'decoder.mid_block.resnets.0.norm1.norm_layer.weight'],
  },
  { id: 'vae-ltxv', family: 'ltxv-vae', has: ['decoder.up_blocks.0.res_blocks.0.conv1.conv.weight'] },
  {
    id: 'vae-ltx2-audio', family: 'ltx2-audio-vae',
    has: ['{vocoder,vocoder.vocoder}.resblocks.0.convs1.0.weight'],
    lacks: ['vocoder.activation_post.downsample.lowpass.filter'],
  },
  { id: 'vae-mochi', family: 'mochi-vae', has: ['{decoder.,}blocks.2.blocks.3.stack.5.weight'] },
  {
    id: 'vae-mochi-encoder', family: 'mochi-vae', note: 'its encoder',
    has: ['{encoder.,}layers.4.layers.1.attn_block.attn.qkv.weight'],
  },
  { id: 'vae-cosmos', family: 'cosmos-vae', has: ['decoder.unpatcher3d.wavelets'] },
  {
    id: 'vae-wan2.1', family: 'wan2.1-vae',
    has: ['decoder.middle.0.residual.0.gamma'], lacks: ['decoder.upsamples.0.upsamples.0.residual.2.weight'],
  },
  {
    id: 'vae-wan2.2', family: 'wan2.2-vae',
    has: ['decoder.middle.0.residual.0.gamma', 'decoder.upsamples.0.upsamples.0.residual.2.weight'],
  },
  { id: 'vae-stable-audio', family: 'stable-audio-vae', has: ['decoder.layers.1.layers.0.beta'] },
  { id: 'vae-stable-audio-3', family: 'stable-audio-3-vae', has: ['decoder.layers.3.transformers.0.pre_norm.alpha'] },
  { id: 'vae-hunyuan3d', family: 'hunyuan3d-vae', has: ['geo_decoder.cross_attn_decoder.ln_1.bias'] },
  { id: 'vae-ace-step', family: 'ace-step-vae', has: ['vocoder.backbone.channel_layers.0.0.bias'] },
  { id: 'vae-mmaudio', family: 'mmaudio-vae', has: ['vocoder.activation_post.downsample.lowpass.filter'] },
  { id: 'vae-triposplat', family: 'triposplat-vae', has: ['gs.base_offset_scale', 'octree.out_proj.weight'] },
  { id: 'vae-pixel-space', family: 'pixel-space', has: ['pixel_space_vae'] },
])

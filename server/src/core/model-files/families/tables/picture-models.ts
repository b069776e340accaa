import { rows } from '../rule.js'
import { sources } from './sources.js'

const swin = 'layers.0.residual_group.blocks.0.norm1.weight'
const index = 'layers.0.residual_group.blocks.0.attn.relative_position_index'
const overlap = 'layers.0.residual_group.overlap_attn.qkv.weight'
const degradation = 'de_net.conv_first.0.weight'

/** Models that enlarge or mend pictures, as spandrel reads them for ComfyUI. */
// prettier-ignore
export const upscalerRows = rows({ kind: 'upscaler', scope: 'file', source: sources.spandrel }, [
  { id: 'esrgan', family: 'esrgan', has: ['model.0.weight', 'model.1.sub.0.RDB1.{conv1.0,conv1x1}.weight'] },
  {
    id: 'esrgan-new', family: 'esrgan',
    has: ['conv_first.weight', 'body.0.rdb1.conv1.weight', 'conv_body.weight', 'conv_last.weight'],
    lacks: [degradation],
  },
  {
    id: 'esrgan-bsrgan', family: 'esrgan',
    has: ['conv_first.weight', 'RRDB_trunk.0.RDB1.conv1.weight', 'trunk_conv.weight', 'conv_last.weight'],
  },
  { id: 'mm-realsr', family: 'mm-realsr', has: ['conv_first.weight', 'body.0.rdb1.conv1.weight', degradation] },
  {
    id: 'compact', family: 'compact',
    has: ['body.0.weight [*, *, 3, 3]', 'body.1.weight [*]', 'body.2.weight [*, *, 3, 3]'],
    lacks: ['conv_first.weight', 'head.0.weight'],
  },
  {
    id: 'swinir', family: 'swinir',
    has: [swin, index, 'layers.0.residual_group.blocks.0.mlp.fc1.bias'],
    any: ['conv_first.weight', 'conv_first.1.weight'],
    lacks: [overlap, 'layers.0.residual_group.blocks.0.attn.logit_scale'],
  },
  {
    id: 'swin2sr', family: 'swin2sr',
    has: [swin, index, 'patch_embed.proj.weight', 'layers.0.residual_group.blocks.0.attn.logit_scale'],
  },
  {
    id: 'hat', family: 'hat',
    has: ['conv_first.weight', overlap, 'layers.0.residual_group.blocks.0.conv_block.cab.0.weight'],
  },
  {
    id: 'dat', family: 'dat',
    has: ['conv_first.weight', 'before_RG.1.weight', 'layers.0.blocks.0.attn.channel_interaction.1.weight'],
  },
  {
    id: 'rgt', family: 'rgt',
    has: [
      'conv_first.weight', 'before_RG.1.weight', 'layers.0.blocks.0.gamma',
      'layers.0.blocks.0.attn.attns.0.rpe_biases',
    ],
  },
  {
    id: 'atd', family: 'atd',
    has: ['relative_position_index_SA', 'layers.0.residual_group.td', 'layers.0.residual_group.layers.0.sigma'],
  },
  {
    id: 'drct', family: 'drct',
    has: ['conv_first.weight', 'layers.0.swin1.attn.relative_position_bias_table', 'layers.0.adjust1.weight'],
  },
  { id: 'craft', family: 'craft', has: ['conv_first.weight', 'layers.0.residual_group.hf_blocks.0.attn.temperature'] },
  {
    id: 'grl', family: 'grl',
    has: ['{model_g.,}conv_first.weight', '{model_g.,}layers.0.blocks.0.attn.window_attn.attn_transform.logit_scale'],
  },
  {
    id: 'omnisr', family: 'omnisr',
    has: ['residual_layer.0.residual_layer.0.layer.0.fn.0.weight', 'input.weight', 'up.0.weight'],
  },
  {
    id: 'plksr', family: 'plksr',
    has: ['feats.0.weight', 'feats.1.refine.weight'],
    any: ['feats.1.lk.conv.weight', 'feats.1.lk.convs.0.weight', 'feats.1.lk.mn_conv.weight'],
  },
  {
    id: 'span', family: 'span',
    has: ['conv_1.sk.weight', 'block_1.c1_r.sk.weight', 'conv_cat.weight', 'upsampler.0.weight'],
  },
  { id: 'safmn', family: 'safmn', has: ['to_feat.weight', 'feats.0.safm.mfr.0.weight', 'to_img.0.weight'] },
  {
    id: 'rcan', family: 'rcan',
    has: ['tail.1.weight', 'body.0.body.0.body.0.weight', 'body.0.body.0.body.3.conv_du.0.weight'],
  },
  {
    id: 'realcugan', family: 'realcugan',
    has: ['unet1.conv1.conv.0.weight', 'unet2.conv1.conv.0.weight', 'unet2.conv_bottom.weight'],
  },
  { id: 'mosr', family: 'mosr', has: ['gblocks.0.weight', 'gblocks.1.norm.weight', 'gblocks.1.fc1.weight'] },
  { id: 'moesr', family: 'moesr', has: ['in_to_dim.weight', 'blocks.0.blocks.0.conv.dwconv_hw.weight'] },
  {
    id: 'fdat', family: 'fdat',
    has: ['groups.0.blocks.0.attn.bias', 'groups.0.blocks.0.inter.cg.1.weight', 'upsampler.MetaUpsample'],
  },
  {
    id: 'seemore', family: 'seemore',
    has: ['body.0.local_block.block.moe_layer.experts.0.conv_1.weight', 'upsampler.0.weight'],
  },
  {
    id: 'dctlsa', family: 'dctlsa',
    has: ['fea_conv.weight', 'B1.body.0.transformer_body.0.blocks.0.attn.qkv.weight', 'LR_conv.weight'],
  },
  { id: 'ditn', family: 'ditn', has: ['sft.weight', 'UFONE.0.ITLs.0.attn.temperature'] },
  { id: 'swift-srgan', family: 'swift-srgan', has: ['initial.cnn.depthwise.weight', 'final_conv.pointwise.weight'] },
  { id: 'aurasr', family: 'aurasr', has: ['mid_attn.layers.0.0.to_out.weight', 'final_res_block.block1.proj.weights'] },
  {
    id: 'scunet', family: 'scunet', note: 'mends, does not enlarge',
    has: ['m_head.0.weight', 'm_tail.0.weight', 'm_body.0.trans_block.msa.embedding_layer.weight'],
  },
  {
    id: 'nafnet', family: 'nafnet', note: 'mends, does not enlarge',
    has: ['intro.weight', 'ending.weight', 'middle_blks.0.beta', 'middle_blks.0.sca.1.weight'],
    lacks: ['middle_blks.0.w'],
  },
  {
    id: 'kbnet-s', family: 'kbnet', note: 'mends, does not enlarge',
    has: ['intro.weight', 'ending.weight', 'middle_blks.0.w', 'encoders.0.0.attgamma'],
  },
  {
    id: 'kbnet-l', family: 'kbnet', note: 'mends, does not enlarge',
    has: ['patch_embed.proj.weight', 'latent.0.ffn.qkv.weight', 'refinement.0.attn.dwconv.0.weight'],
  },
  {
    id: 'drunet', family: 'drunet', note: 'mends, does not enlarge',
    has: ['m_head.weight', 'm_body.0.res.0.weight', 'm_tail.weight', 'm_up1.2.res.0.weight'],
  },
  {
    id: 'fftformer', family: 'fftformer', note: 'mends, does not enlarge',
    has: ['patch_embed.proj.weight', 'encoder_level1.0.ffn.fft', 'refinement.0.ffn.fft'],
  },
  {
    id: 'hvi-cidnet', family: 'hvi-cidnet', note: 'mends, does not enlarge',
    has: ['HVE_block0.1.weight', 'I_LCA6.ffn.project_out.weight'],
  },
  {
    id: 'ipt', family: 'ipt',
    has: ['sub_mean.weight', 'body.encoder.layers.0.self_attn.in_proj_weight', 'tail.0.1.weight'],
  },
  {
    id: 'mixdehazenet', family: 'mixdehazenet', note: 'mends, does not enlarge',
    has: ['patch_embed.proj.weight', 'layer1.blocks.0.conv3_19.weight', 'patch_merge1.proj.weight'],
  },
  {
    id: 'retinexformer', family: 'retinexformer', note: 'mends, does not enlarge',
    has: ['body.0.estimator.conv1.weight', 'body.0.denoiser.embedding.weight'],
  },
  {
    id: 'uformer', family: 'uformer', note: 'mends, does not enlarge',
    has: ['input_proj.proj.0.weight', 'output_proj.proj.0.weight', 'encoderlayer_0.blocks.0.norm1.weight'],
  },
  {
    id: 'safmn-bcie', family: 'safmn', note: 'mends, does not enlarge',
    has: ['to_feat.1.weight', 'feats.0.layers.0.safm.mfr.0.weight', 'to_img.2.weight'],
  },
  {
    id: 'fbcnn', family: 'fbcnn', note: 'mends, does not enlarge',
    has: ['m_head.weight', 'qf_pred.0.res.0.weight', 'm_tail.weight'],
  },
  {
    id: 'lama', family: 'lama', note: 'fills in, does not enlarge',
    has: ['{model.,generator.}model.1.bn_l.running_mean'],
  },
])

/** Models that mend faces. */
// prettier-ignore
export const faceRows = rows({ kind: 'face-model', scope: 'file', source: sources.spandrel }, [
  { id: 'gfpgan', family: 'gfpgan', has: ['toRGB.0.weight', 'stylegan_decoder.style_mlp.1.weight'] },
  {
    id: 'restoreformer', family: 'restoreformer',
    has: ['quantize.embedding.weight', 'encoder.conv_in.weight', 'quant_conv.weight', 'decoder.conv_out.weight'],
    source: sources.spandrel,
  },
  {
    id: 'codeformer', family: 'codeformer',
    has: [
      'position_emb', 'idx_pred_layer.1.weight', 'quantize.embedding.weight',
      'fuse_convs_dict.512.encode_enc.conv1.weight',
    ],
    source: 'sczhou/CodeFormer basicsr/archs/codeformer_arch.py',
  },
])

/** Models of ComfyUI's own nodes that are none of the above. */
// prettier-ignore
export const otherRows = rows({ kind: 'other', scope: 'file', source: sources.extras }, [
  { id: 'film', family: 'film', has: ['extract.extract_sublevels.convs.0.0.conv.weight'] },
  {
    id: 'rife', family: 'rife',
    has: ['{module.,flownet.,}encode.cnn3.weight', '{module.,flownet.,}{block0.,blocks.0.}conv0.1.0.weight'],
  },
  {
    id: 'raft', family: 'raft',
    has: [
      'feature_encoder.convnormrelu.0.weight', 'context_encoder.convnormrelu.0.weight',
      'update_block.flow_head.conv1.weight',
    ],
  },
  {
    id: 'depth-anything-3', family: 'depth-anything-3',
    has: ['backbone.embeddings.patch_embeddings.projection.weight', 'head.scratch.refinenet1.out_conv.weight'],
    source: sources.detection,
  },
  {
    id: 'depth-anything', family: 'depth-anything',
    has: ['pretrained.blocks.0.attn.qkv.weight', 'depth_head.scratch.refinenet1.out_conv.weight'],
    source: 'DepthAnything/Depth-Anything-V2 depth_anything_v2/dpt.py',
  },
  {
    id: 'transformers-depth-anything', family: 'depth-anything',
    has: ['backbone.embeddings.patch_embeddings.projection.weight', 'neck.reassemble_stage.layers.0.projection.weight'],
    source: 'huggingface/transformers, names of its models',
  },
  {
    id: 'moge', family: 'moge',
    has: ['head.upsample_blocks.0.0.0.weight', 'backbone.{cls_token,embeddings.cls_token}'],
    source: 'ComfyUI comfy/ldm/moge/model.py',
  },
  {
    id: 'latent-upscaler-hunyuan-720p', family: 'hunyuan-video-1.5-latent-upscaler',
    has: ['blocks.0.block.0.conv.weight', 'in_conv.conv.weight', 'out_conv.conv.weight'],
  },
  {
    id: 'latent-upscaler-hunyuan-1080p', family: 'hunyuan-video-1.5-latent-upscaler',
    has: ['up.0.block.0.conv1.conv.weight', 'conv_in.conv.weight', 'conv_out.conv.weight'],
  },
  {
    id: 'latent-upscaler-ltx', family: 'ltx-latent-upscaler',
    has: ['post_upsample_res_blocks.0.conv2.bias', 'initial_conv.weight'],
  },
])

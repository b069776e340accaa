import { rows } from '../rule.js'
import { sources } from './sources.js'

const clip = (layer: number) => `vision_model.encoder.layers.${layer}.layer_norm1.weight`
const places = (count: string) => `vision_model.embeddings.position_embedding.weight [${count}, *]`
const siglip = [`${clip(22)} [1152]`]
const open = (width: number) => `visual.transformer.resblocks.0.ln_1.weight [${width}]`

/** Models that look at pictures for a prompt, as ComfyUI's CLIP vision loader reads them. */
// prettier-ignore
export const clipVisionRows = rows({ kind: 'clip-vision', scope: 'file', source: sources.clipVision }, [
  {
    id: 'clip-vision-l', family: 'clip-vision-l',
    has: [`${clip(22)} [1024]`], lacks: [clip(30), places('577'), 'visual_projection_2.weight'],
  },
  {
    id: 'clip-vision-l-336', family: 'clip-vision-l-336',
    has: [`${clip(22)} [1024]`, places('577')], lacks: [clip(30), 'multi_modal_projector.linear_1.bias'],
  },
  {
    id: 'llava-vision', family: 'llava-vision',
    has: [`${clip(22)} [1024]`, places('577'), 'multi_modal_projector.linear_1.bias'],
  },
  { id: 'clip-vision-h', family: 'clip-vision-h', has: [`${clip(30)} [1280]`], lacks: [clip(47)] },
  { id: 'clip-vision-g', family: 'clip-vision-g', has: [`${clip(47)} [1664]`] },
  {
    id: 'open-clip-vision-l', family: 'clip-vision-l',
    has: [open(1024), 'visual.transformer.resblocks.0.attn.in_proj_weight'],
  },
  {
    id: 'open-clip-vision-h', family: 'clip-vision-h',
    has: [open(1280), 'visual.transformer.resblocks.0.attn.in_proj_weight'],
  },
  {
    id: 'open-clip-vision-g', family: 'clip-vision-g',
    has: [open(1664), 'visual.transformer.resblocks.0.attn.in_proj_weight'],
  },
  { id: 'siglip-384', family: 'siglip-384', has: [...siglip, places('729')] },
  { id: 'siglip-512', family: 'siglip-512', has: [...siglip, places('1024')] },
  {
    id: 'siglip2-naflex', family: 'siglip2-naflex',
    has: [...siglip, 'vision_model.embeddings.patch_embedding.weight [1152, *]'],
  },
  {
    id: 'dinov2-large', family: 'dinov2-large',
    has: ['encoder.layer.23.layer_scale2.lambda1', 'embeddings.cls_token'],
    lacks: ['encoder.layer.24.layer_scale2.lambda1'],
  },
  {
    id: 'dinov2-giant', family: 'dinov2-giant',
    has: ['encoder.layer.39.layer_scale2.lambda1', 'embeddings.cls_token'],
  },
  {
    id: 'dinov3-h', family: 'dinov3-h',
    has: ['layer.0.mlp.gate_proj.weight', 'layer.31.norm1.weight', 'embeddings.cls_token'],
  },
])

const encoder = 'encoder.layer_norm.bias'

/** Models that listen. */
// prettier-ignore
export const audioEncoderRows = rows({ kind: 'audio-encoder', scope: 'file', source: sources.audioEncoders }, [
  {
    id: 'wav2vec2-large', family: 'wav2vec2-large',
    has: [`{wav2vec2.,}${encoder} [1024]`, '{wav2vec2.,}feature_extractor.conv_layers.0.conv.weight'],
  },
  {
    id: 'wav2vec2-base', family: 'wav2vec2-base',
    has: [`{wav2vec2.,}${encoder} [768]`, '{wav2vec2.,}feature_extractor.conv_layers.0.conv.weight'],
  },
  {
    id: 'whisper', family: 'whisper',
    has: ['{model.,}encoder.embed_positions.weight [1500, *]', '{model.,}encoder.conv1.weight'],
    lacks: ['{model.,}encoder.conv1.weight [1280, 128, *]'],
  },
  {
    id: 'whisper-large-v3', family: 'whisper-large-v3',
    has: ['{model.,}encoder.embed_positions.weight [1500, 1280]', '{model.,}encoder.conv1.weight [1280, 128, *]'],
  },
])

const hfPrompt = 'shared_image_embedding.positional_embedding'
const hfModels = 'huggingface/transformers, names of its models'
const sam = (width: number) => `image_encoder.blocks.0.norm1.weight [${width}]`
const sam2 = (width: number) => `image_encoder.trunk.blocks.0.norm1.weight [${width}]`
const sam2Memory = 'memory_encoder.out_proj.weight'
const detector = 'detector.backbone.vision_backbone.trunk.blocks.0.attn.qkv.weight'
const head = (layer: string) => `{model.,model.model.,}${layer}.dfl.conv.weight [1, 16, 1, 1]`

/** Models that find and cut out things in pictures. */
// prettier-ignore
export const segmenterRows = rows({ kind: 'segmenter', scope: 'file', source: 'facebookresearch/segment-anything build_sam.py' }, [
  { id: 'sam-vit-b', family: 'sam-vit-b', has: [sam(768), 'mask_decoder.iou_token.weight'] },
  { id: 'sam-vit-l', family: 'sam-vit-l', has: [sam(1024), 'mask_decoder.iou_token.weight'] },
  { id: 'sam-vit-h', family: 'sam-vit-h', has: [sam(1280), 'mask_decoder.iou_token.weight'] },
  {
    id: 'transformers-sam-vit-b', family: 'sam-vit-b',
    has: ['vision_encoder.layers.0.layer_norm1.weight [768]', 'mask_decoder.iou_token.weight', hfPrompt],
    source: hfModels,
  },
  {
    id: 'transformers-sam-vit-l', family: 'sam-vit-l',
    has: ['vision_encoder.layers.0.layer_norm1.weight [1024]', 'mask_decoder.iou_token.weight', hfPrompt],
    source: hfModels,
  },
  {
    id: 'transformers-sam-vit-h', family: 'sam-vit-h',
    has: ['vision_encoder.layers.0.layer_norm1.weight [1280]', 'mask_decoder.iou_token.weight', hfPrompt],
    source: hfModels,
  },
  {
    id: 'mobile-sam', family: 'mobile-sam',
    has: ['image_encoder.patch_embed.seq.0.c.weight', 'mask_decoder.iou_token.weight'],
    source: 'ChaoningZhang/MobileSAM build_sam.py',
  },
  {
    id: 'sam2-tiny-or-small', family: 'sam2-tiny-or-small',
    has: [sam2(96), sam2Memory], source: 'facebookresearch/sam2 sam2/configs',
  },
  {
    id: 'sam2-base-plus', family: 'sam2-base-plus',
    has: [sam2(112), sam2Memory], source: 'facebookresearch/sam2 sam2/configs',
  },
  {
    id: 'sam2-large', family: 'sam2-large',
    has: [sam2(144), sam2Memory], source: 'facebookresearch/sam2 sam2/configs',
  },
  {
    id: 'sam3', family: 'sam3',
    has: [detector, 'detector.transformer.decoder.query_embed.weight'],
    lacks: ['detector.backbone.vision_backbone.propagation_convs.0.conv_1x1.weight'], source: sources.detection,
  },
  {
    id: 'sam3.1', family: 'sam3.1',
    has: [
      detector, 'detector.transformer.decoder.query_embed.weight',
      'detector.backbone.vision_backbone.propagation_convs.0.conv_1x1.weight',
    ],
    source: sources.detection,
  },
  {
    id: 'birefnet', family: 'birefnet',
    has: ['bb.layers.1.blocks.0.attn.relative_position_index'], source: sources.backgrounds,
  },
  {
    id: 'yolov8', kind: 'detector', family: 'yolov8',
    has: [head('22'), '{model.,model.model.,}0.conv.weight'], source: 'ultralytics ultralytics/cfg/models/v8',
  },
  {
    id: 'yolo11', kind: 'detector', family: 'yolo11',
    has: [head('23'), '{model.,model.model.,}0.conv.weight'], source: 'ultralytics ultralytics/cfg/models/11',
  },
  {
    id: 'yolov5', kind: 'detector', family: 'yolov5',
    has: ['{model.,model.model.,}24.anchors', '{model.,model.model.,}0.conv.weight'],
    source: 'ultralytics/yolov5 models',
  },
  {
    id: 'rt-detr-v4', kind: 'detector', family: 'rt-detr-v4',
    has: ['encoder.pan_blocks.1.cv4.conv.weight'], source: sources.detection,
  },
  {
    id: 'grounding-dino', kind: 'detector', family: 'grounding-dino',
    has: [
      '{model.,module.,}transformer.level_embed', '{model.,module.,}bert.encoder.layer.0.attention.self.query.weight',
    ],
    source: 'IDEA-Research/GroundingDINO groundingdino/models',
  },
  {
    id: 'transformers-grounding-dino', kind: 'detector', family: 'grounding-dino',
    has: ['model.level_embed', 'model.text_backbone.encoder.layer.0.attention.self.query.weight'], source: hfModels,
  },
])

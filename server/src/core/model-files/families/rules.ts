import { readRules } from './match-rules.js'
import type { RuleRow } from './rule.js'
import { ipAdapterRows, smallAddOnRows } from './tables/add-ons.js'
import { controlnetRows, modelPatchRows } from './tables/controlnets.js'
import { imageTransformerRows } from './tables/image-transformers.js'
import { diffusersTransformerRows, soundAndShapeRows } from './tables/other-transformers.js'
import { faceRows, otherRows, upscalerRows } from './tables/picture-models.js'
import { clipAndT5Rows, ggufEncoderRows, languageEncoderRows } from './tables/text-encoders.js'
import { imageLoraRows } from './tables/image-loras.js'
import { videoLoraRows } from './tables/video-loras.js'
import { unetLoraRows } from './tables/unet-loras.js'
import { diffusersUnetRows, unetRows } from './tables/unets.js'
import { vaeRows } from './tables/vaes.js'
import { videoTransformerRows, wanRows } from './tables/video-transformers.js'
import { audioEncoderRows, clipVisionRows, segmenterRows } from './tables/vision.js'

/** The whole table of kinds and families. Order decides nothing but the order of evidence. */
export const ruleRows: readonly RuleRow[] = [
  ...unetRows,
  ...diffusersUnetRows,
  ...imageTransformerRows,
  ...wanRows,
  ...videoTransformerRows,
  ...soundAndShapeRows,
  ...diffusersTransformerRows,
  ...clipAndT5Rows,
  ...languageEncoderRows,
  ...ggufEncoderRows,
  ...vaeRows,
  ...controlnetRows,
  ...modelPatchRows,
  ...unetLoraRows,
  ...imageLoraRows,
  ...videoLoraRows,
  ...ipAdapterRows,
  ...smallAddOnRows,
  ...clipVisionRows,
  ...audioEncoderRows,
  ...segmenterRows,
  ...upscalerRows,
  ...faceRows,
  ...otherRows,
]

export const rules = readRules(ruleRows)

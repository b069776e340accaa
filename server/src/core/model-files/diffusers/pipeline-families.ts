/**
 * Architecture by the class of a diffusers pipeline, in the words of core/model-files/families. Only classes that serve one
 * architecture are here: StableDiffusionPipeline serves SD 1 and SD 2, WanPipeline models of several sizes. Source: huggingface/diffusers,
 * src/diffusers/pipelines. Sorted.
 */
export const pipelineFamilies: ReadonlyMap<string, string> = new Map([
  ['AuraFlowPipeline', 'auraflow'],
  ['ChromaPipeline', 'chroma'],
  ['Flux2Pipeline', 'flux2'],
  ['FluxFillPipeline', 'flux-fill'],
  ['FluxKontextPipeline', 'flux-kontext'],
  ['FluxPipeline', 'flux'],
  ['HiDreamImagePipeline', 'hidream'],
  ['HunyuanDiTPipeline', 'hunyuan-dit'],
  ['HunyuanVideoPipeline', 'hunyuan-video'],
  ['KolorsPipeline', 'kolors'],
  ['LTX2Pipeline', 'ltx2'],
  ['LongCatImagePipeline', 'longcat-image'],
  ['Lumina2Pipeline', 'lumina2'],
  ['MochiPipeline', 'mochi'],
  ['OvisImagePipeline', 'ovis-image'],
  ['PixArtAlphaPipeline', 'pixart-alpha'],
  ['PixArtSigmaPipeline', 'pixart-sigma'],
  ['QwenImageEditPipeline', 'qwen-image-edit'],
  ['QwenImageEditPlusPipeline', 'qwen-image-edit'],
  ['QwenImagePipeline', 'qwen-image'],
  ['StableAudioPipeline', 'stable-audio'],
  ['StableDiffusionUpscalePipeline', 'sd-x4-upscaler'],
  ['StableDiffusionXLInpaintPipeline', 'sdxl'],
  ['StableDiffusionXLPipeline', 'sdxl'],
  ['StableVideoDiffusionPipeline', 'svd'],
  ['ZImagePipeline', 'z-image'],
])

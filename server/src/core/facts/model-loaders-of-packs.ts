/** `widget[@index] [> folder]` of one or more node types; several widgets are separated by commas. */
export type LoaderRow = readonly [widgets: string, ...types: string[]]

/** Well-known loaders of node packs, as their code and the frontend's own table (modelNodeMappings) have them. */
const fileRows: readonly LoaderRow[] = [
  ['brushnet > inpaint', 'BrushNetLoader'],
  ['ckpt_name > checkpoints', 'Checkpoint Loader', 'Checkpoint Loader (LoraManager)', 'Checkpoint Loader (Simple)', 'CheckpointLoaderNF4', 'CheckpointLoaderSimpleWithNoiseSelect', 'CheckpointLoader|pysssss', 'DynamiCrafterModelLoader'],
  ['ckpt_name > controlnet', 'DynamiCrafterCNLoader'],
  ['ckpt_name@0 > checkpoints, vae_name@1 > vae, lora_name@3 > loras', 'Efficient Loader'],
  ['base_ckpt_name@0 > checkpoints, refiner_ckpt_name@2 > checkpoints, vae_name@4 > vae', 'Eff. Loader SDXL'],
  ['clip_name@0 > text_encoders', 'CLIPLoaderGGUF', 'ClipLoaderGGUF'],
  ['clip_name1@0 > text_encoders, clip_name2@1 > text_encoders', 'DualCLIPLoaderGGUF', 'DualClipLoaderGGUF'],
  ['clip_name1@0 > text_encoders, clip_name2@1 > text_encoders, clip_name3@2 > text_encoders', 'TripleCLIPLoaderGGUF', 'TripleClipLoaderGGUF'],
  ['clip_name1@0 > text_encoders, clip_name2@1 > text_encoders, clip_name3@2 > text_encoders, clip_name4@3 > text_encoders', 'QuadrupleCLIPLoaderGGUF', 'QuadrupleClipLoaderGGUF'],
  ['control_net_name@0 > controlnet', 'ACN_AdvancedControlNetLoader', 'ControlNetLoaderAdvanced', 'DiffControlNetLoaderAdvanced'],
  ['gguf_name@0 > diffusion_models', 'LoaderGGUF', 'LoaderGGUFAdvanced'],
  ['head@0 > inpaint, patch@1 > inpaint', 'INPAINT_LoadFooocusInpaint'],
  ['instantid_file@0 > instantid', 'InstantIDModelLoader'],
  ['ipadapter_file@0 > ipadapter', 'IPAdapterModelLoader'],
  ['lora@0 > loras', 'HyVideoLoraSelect', 'WanVideoLoraSelect'],
  ['lora_name@0 > loras', 'LoraLoader|pysssss', 'NunchakuFluxLoraLoader'],
  ['model@0 > diffusion_models', 'HyVideoModelLoader', 'WanVideoModelLoader', 'WanVideoVACEModelSelect'],
  ['model_name@0 > animatediff_models', 'ADE_AnimateDiffLoaderGen1', 'ADE_AnimateDiffLoaderWithContext', 'ADE_LoadAnimateDiffModel'],
  ['model_name@0 > clip_vision', 'LoadWanVideoClipTextEncoder'],
  ['model_name@0 > diffusion_models', 'MelBandRoFormerModelLoader', 'NunchakuQwenImageDiTLoader', 'NunchakuZImageDiTLoader'],
  ['model_name@0 > facerestore_models', 'FaceRestoreModelLoader'],
  ['model_name@0 > inpaint', 'INPAINT_LoadInpaintModel'],
  ['model_name@0 > sams', 'SAMLoader'],
  ['model_name@0 > text_encoders', 'LoadWanVideoT5TextEncoder'],
  ['model_name@0 > ultralytics', 'UltralyticsDetectorProvider'],
  ['model_name@0 > upscale_models', 'Upscale Model Loader'],
  ['model_name@0 > vae', 'HyVideoVAELoader', 'WanVideoTinyVAELoader', 'WanVideoVAELoader'],
  ['model_path@0 > diffusion_models', 'NunchakuFluxDiTLoader'],
  ['motion_model@0 > animatediff_models', 'AnimateDiff Script'],
  ['name@0 > animatediff_motion_lora', 'ADE_AnimateDiffLoRALoader'],
  ['pulid_file@0 > pulid', 'PulidFluxModelLoader', 'PulidModelLoader'],
  ['pulid_file@0 > pulid, eva_clip_file@1 > text_encoders', 'NunchakuPuLIDLoaderV2'],
  ['supir_model > checkpoints, sdxl_model > checkpoints', 'SUPIR_Upscale', 'SUPIR_model_loader'],
  ['supir_model@0 > checkpoints', 'SUPIR_model_loader_v2'],
  ['swap_model > insightface, face_restore_model > facerestore_models', 'ReActorFaceSwap', 'ReActorFaceSwapOpt'],
  ['text_encoder1@1 > text_encoders, text_encoder2@2 > text_encoders', 'NunchakuTextEncoderLoader', 'NunchakuTextEncoderLoaderV2'],
  ['unet_name@0 > diffusion_models', 'Unet Loader (LoraManager)', 'UNETLoaderNF4', 'UnetLoaderGGUF', 'UnetLoaderGGUFAdvanced'],
]

/** Nodes that fetch what they name when they run. The folder is where they put it, where that is known. */
const downloadRows: readonly LoaderRow[] = [
  ['bbox_detector, pose_estimator', 'AnimalPosePreprocessor', 'DWPreprocessor', 'DWPreprocessor_Provider_for_SEGS //Inspire'],
  ['ckpt_name', 'DepthAnythingPreprocessor', 'DepthAnythingV2Preprocessor', 'FILM VFI', 'RIFE VFI', 'Unimatch_OptFlowPreprocessor', 'Zoe_DepthAnythingPreprocessor'],
  ['config > layer_model', 'LayeredDiffusionApply'],
  ['image_captioner_name > LLM, llm_name > LLM', 'LTXVPromptEnhancerLoader'],
  ['model > BEN', 'LS_LoadBenModel'],
  ['model > BiRefNet', 'LS_LoadBiRefNetModel'],
  ['model > RMBG', 'RMBG'],
  ['model > SEEDVR2', 'SeedVR2LoadDiTModel', 'SeedVR2LoadVAEModel'],
  ['model@0 > depthanything', 'DownloadAndLoadDepthAnythingV2Model'],
  ['model@0 > florence2', 'DownloadAndLoadFlorence2Model'],
  ['model@0 > sam2', 'DownloadAndLoadSAM2Model'],
  ['model_name > LLM', 'AILab_QwenVL', 'AILab_QwenVL_Advanced', 'AILab_QwenVL_PromptEnhancer'],
  ['model_name@0 > grounding-dino', 'GroundingDinoModelLoader (segment anything)', 'GroundingDinoModelLoader (segment anything2)'],
  ['model_name@0 > sam2', 'SAM2ModelLoader (segment anything2)'],
  ['model_name@0 > sams', 'SAMModelLoader (segment anything)'],
]

export const otherLoaderRows: readonly { readonly rows: readonly LoaderRow[]; readonly downloads: boolean }[] = [
  { rows: downloadRows, downloads: true },
  { rows: fileRows, downloads: false },
]

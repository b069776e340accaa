/** Which model folder a loader's widget lists (ComfyUI nodes.py, comfy_extras; node packs by their own `get_filename_list`). */
const rows = `
checkpoints: CheckpointLoaderSimple.ckpt_name unCLIPCheckpointLoader.ckpt_name ImageOnlyCheckpointLoader.ckpt_name CheckpointLoader.ckpt_name CreateHookModelAsLora.ckpt_name CreateHookModelAsLoraModelOnly.ckpt_name LTXAVTextEncoderLoader.ckpt_name LTXVAudioVAELoader.ckpt_name
configs: CheckpointLoader.config_name
diffusers: DiffusersLoader.model_path
loras: LoraLoader.lora_name LoraLoaderModelOnly.lora_name LoraLoaderBypass.lora_name LoraLoaderBypassModelOnly.lora_name CreateHookLora.lora_name CreateHookLoraModelOnly.lora_name TrainLoraNode.existing_lora
vae: VAELoader.vae_name
diffusion_models: UNETLoader.unet_name
text_encoders: CLIPLoader.clip_name DualCLIPLoader.clip_name1 DualCLIPLoader.clip_name2 TripleCLIPLoader.clip_name1 TripleCLIPLoader.clip_name2 TripleCLIPLoader.clip_name3 QuadrupleCLIPLoader.clip_name1 QuadrupleCLIPLoader.clip_name2 QuadrupleCLIPLoader.clip_name3 QuadrupleCLIPLoader.clip_name4 LTXAVTextEncoderLoader.text_encoder
controlnet: ControlNetLoader.control_net_name DiffControlNetLoader.control_net_name
clip_vision: CLIPVisionLoader.clip_name
style_models: StyleModelLoader.style_model_name
gligen: GLIGENLoader.gligen_name
upscale_models: UpscaleModelLoader.model_name
latent_upscale_models: LatentUpscaleModelLoader.model_name
hypernetworks: HypernetworkLoader.hypernetwork_name
photomaker: PhotoMakerLoader.photomaker_model_name
audio_encoders: AudioEncoderLoader.audio_encoder_name
model_patches: ModelPatchLoader.name
background_removal: LoadBackgroundRemovalModel.bg_removal_name
frame_interpolation: FrameInterpolationModelLoader.model_name
geometry_estimation: LoadDA3Model.model_name LoadMoGeModel.model_name
detection: LoadMediaPipeFaceLandmarker.model_name
optical_flow: OpticalFlowLoader.model_name
unet_gguf: UnetLoaderGGUF.unet_name UnetLoaderGGUFAdvanced.unet_name
ipadapter: IPAdapterModelLoader.ipadapter_file
animatediff_models: ADE_LoadAnimateDiffModel.model_name
animatediff_motion_lora: ADE_AnimateDiffLoRALoader.name
sams: SAMLoader.model_name
`

/** `[folder, node type, widget]`, folders in the order above. */
export const loaderFolders: readonly (readonly [folder: string, type: string, widget: string])[] = rows
  .trim()
  .split('\n')
  .flatMap((row) => {
    const [folder = '', ...loaders] = row.split(/:? /)
    return loaders.map((loader): [string, string, string] => {
      const dot = loader.indexOf('.')
      return [folder, loader.slice(0, dot), loader.slice(dot + 1)]
    })
  })

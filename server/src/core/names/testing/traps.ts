export interface Trap {
  readonly asked: string
  /** The only file there is. */
  readonly found: string
}

const pairs = (text: string): readonly Trap[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [asked = '', found = ''] = line.split(' | ')
      return { asked, found }
    })

/** Both names say something, and it is not the same model. */
export const otherModels: readonly Trap[] = pairs(`
qwen_3_4b.safetensors | qwen_3_8b.safetensors
flux-2-klein-4b.safetensors | flux-2-klein-9b.safetensors
wan2.1_t2v_1.3B_fp16.safetensors | wan2.1_t2v_14B_fp16.safetensors
ltxv-13b-0.9.8-distilled.safetensors | ltxv-2b-0.9.8-distilled.safetensors
Cosmos-1_0-Diffusion-7B-Text2World.safetensors | Cosmos-1_0-Diffusion-14B-Text2World.safetensors
model-700M.safetensors | model-300M.safetensors
photomaker-v1.bin | photomaker-v2.bin
dreamshaper_7.safetensors | dreamshaper_8.safetensors
GFPGANv1.3.pth | GFPGANv1.4.pth
ltx-video-2b-v0.9.1.safetensors | ltx-video-2b-v0.9.5.safetensors
Anything-V3.0.ckpt | Anything-V5.0.ckpt
juggernautXL_v8Rundiffusion.safetensors | juggernautXL_v9Rundiffusion.safetensors
Qwen-Image-Lightning-4steps-V1.0.safetensors | Qwen-Image-Lightning-4steps-V2.0.safetensors
wan2.1_i2v_480p_14B_fp16.safetensors | wan2.2_i2v_480p_14B_fp16.safetensors
qwen_image_edit_2509_bf16.safetensors | qwen_image_edit_2511_bf16.safetensors
flux1-dev.safetensors | flux2-dev.safetensors
qwen2-vl.safetensors | qwen3-vl.safetensors
sam2.1_hiera_large.pt | sam2.0_hiera_large.pt
hunyuan_dit_1.1.safetensors | hunyuan_dit_1.2.safetensors
mylora_epoch_10.safetensors | mylora_epoch_20.safetensors
mylora-000010.safetensors | mylora-000020.safetensors
style_rev_a.safetensors | style_rev_b.safetensors
photo_v2.safetensors | photo_v3.safetensors
photo_version2.safetensors | photo_v3.safetensors
wan2.1_i2v_480p_14B_fp16.safetensors | wan2.1_i2v_720p_14B_fp16.safetensors
PixArt-Sigma-XL-2-1024-MS.safetensors | PixArt-Sigma-XL-2-512-MS.safetensors
v2-1_768-ema-pruned.safetensors | v2-1_512-ema-pruned.safetensors
wan2.2_i2v_high_noise_14B_fp8_scaled.safetensors | wan2.2_i2v_low_noise_14B_fp8_scaled.safetensors
Wan22_HighNoise_lora.safetensors | Wan22_LowNoise_lora.safetensors
wan2.1_t2v_14B_fp16.safetensors | wan2.1_i2v_14B_fp16.safetensors
Cosmos-1_0-Diffusion-7B-Text2World.safetensors | Cosmos-1_0-Diffusion-7B-Video2World.safetensors
sd_xl_base_1.0.safetensors | sd_xl_refiner_1.0.safetensors
flux1-dev.safetensors | flux1-schnell.safetensors
flux1-fill-dev.safetensors | flux1-redux-dev.safetensors
control_v11p_sd15_canny.pth | control_v11p_sd15_openpose.pth
sd3.5_large_controlnet_canny.safetensors | sd3.5_large_controlnet_depth.safetensors
flux1-canny-dev.safetensors | flux1-depth-dev.safetensors
taesd_encoder.pth | taesd_decoder.pth
clip_l.safetensors | clip_g.safetensors
depth_anything_v2_vitl_fp16.safetensors | depth_anything_v2_vits_fp16.safetensors
sam2.1_hiera_tiny.pt | sam2.1_hiera_large.pt
stable_cascade_stage_b.safetensors | stable_cascade_stage_c.safetensors
ltx-2-19b-lora-camera-control-dolly-left.safetensors | ltx-2-19b-lora-camera-control-dolly-right.safetensors
sdxl_lightning_4step_lora.safetensors | sdxl_lightning_8step_lora.safetensors
Hyper-FLUX.1-dev-8steps-lora.safetensors | Hyper-FLUX.1-dev-16steps-lora.safetensors
RealESRGAN_x2.pth | RealESRGAN_x4.pth
ltx-2.3-spatial-upscaler-x2-1.1.safetensors | ltx-2.3-spatial-upscaler-x1.5-1.1.safetensors
CN-anytest_v4-marged_am_dim128.safetensors | CN-anytest_v4-marged_am_dim256.safetensors
ip-adapter_sd15.safetensors | ip-adapter_sdxl.safetensors
detail_sd15.safetensors | detail_sdxl.safetensors
SUPIR-v0F.ckpt | SUPIR-v0Q.ckpt
face_yolov8m.pt | face_yolov8n.pt
sd14_inpaint.ckpt | sd15_inpaint.ckpt
ltx-2.3-22b-dev.safetensors | ltx-2.3-22b-distilled.safetensors
z_image_turbo_bf16.safetensors | z_image_base_bf16.safetensors
juggernaut_reborn.safetensors | juggernautXL_v9.safetensors
v2_lora_PanLeft.ckpt | v2_lora_TiltDown.ckpt
`)

/** One says what the other leaves open. */
export const unsaid: readonly Trap[] = pairs(`
z_image_bf16.safetensors | z_image_turbo_bf16.safetensors
qwen_image_bf16.safetensors | qwen_image_edit_bf16.safetensors
qwen_image_edit_bf16.safetensors | qwen_image_edit_2509_bf16.safetensors
wan2.2_t2v_14B_fp16.safetensors | wan2.2_t2v_high_noise_14B_fp16.safetensors
dreamshaper.safetensors | dreamshaper_8.safetensors
dreamshaper_8.safetensors | dreamshaperXL.safetensors
juggernaut_v9.safetensors | juggernautXL_v9.safetensors
sd-v1-5.ckpt | sd-v1-5-inpainting.ckpt
qwen_2.5_vl_fp16.safetensors | qwen_2.5_vl_7b_fp16.safetensors
flux1-dev.safetensors | flux1-dev-kontext.safetensors
Hyper-SD15-8steps-lora.safetensors | Hyper-SD15-8steps-CFG-lora.safetensors
t2v_model_14B.safetensors | t2v_model_14B_distilled.safetensors
stage_b.safetensors | stage_b_lite.safetensors
svd.safetensors | svd_xt.safetensors
ip-adapter_sd15.safetensors | ip-adapter-plus_sd15.safetensors
clip_l.safetensors | clip_l_hidream.safetensors
photo_v11.safetensors | photo_v1.1.safetensors
photo_v10.safetensors | photo_v1.0.safetensors
flux2_dev_v2.safetensors | flux2_dev.safetensors
flux_1_v_2.safetensors | flux_2_v_1.safetensors
instantid/diffusion_pytorch_model.safetensors | kolors/diffusion_pytorch_model.safetensors
sd15/more_details.safetensors | sdxl/more_details.safetensors
model.safetensors | encoders/model.safetensors
pytorch_lora_weights.safetensors | SDXL/lcm/pytorch_lora_weights.safetensors
flux1-dev.safetensors | flux1-dev.gguf
lama.safetensors | lama.onnx
model_v1.safetensors | model_v11.safetensors
animerge.safetensors | anime.safetensors
lora_cat.safetensors | lora_car.safetensors
`)

/** The same model in other numbers: offered, never taken. */
export const variants: readonly Trap[] = pairs(`
t5xxl_fp16.safetensors | t5xxl_fp8_e4m3fn.safetensors
t5xxl_fp8_e4m3fn.safetensors | t5xxl_fp8_e4m3fn_scaled.safetensors
flux1-dev-Q4_K_M.gguf | flux1-dev-Q8_0.gguf
flux1-dev-Q4_K_M.gguf | flux1-dev-Q4_K_S.gguf
flux1-dev-Q4_0.gguf | flux1-dev-F16.gguf
flux1-dev-iq4_xs.gguf | flux1-dev-Q4_K.gguf
wan2.1_t2v_14B_bf16.safetensors | wan2.1_t2v_14B_fp8_scaled.safetensors
flux1-schnell.safetensors | flux1-schnell-fp8.safetensors
v1-5-pruned.safetensors | v1-5-pruned-emaonly.safetensors
chatglm3-4bit.safetensors | chatglm3-8bit.safetensors
ltx-2.3-22b-dev.safetensors | ltx-2.3-22b-dev-nvfp4.safetensors
omnigen_nf4.safetensors | omnigen_int8.safetensors
omnigen_mxfp8.safetensors | omnigen_e5m2.safetensors
svdq-int4_r32-flux.1-dev.safetensors | svdq-fp4_r32-flux.1-dev.safetensors
Realistic_Vision_V5.1_fp16-no-ema.safetensors | Realistic_Vision_V5.1_fp16.safetensors
umt5-xxl-enc-bf16.safetensors | umt5_xxl_enc_fp16.safetensors
depthfm-v1_fp16.safetensors | depthfm-v1_fp32.safetensors
`)

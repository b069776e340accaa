/** Node definitions of the demo: the few types its workflows use, written by hand in the shape of `/object_info`. */

const combo = (options, more = {}) => [options, more]
const one = (type, more = {}) => [type, more]

function define(name, { required = {}, optional = {}, output = [], names = output, category, says, output_node = false, module = 'nodes' }) {
  return {
    input: { required, optional },
    input_order: { required: Object.keys(required), optional: Object.keys(optional) },
    output,
    output_is_list: output.map(() => false),
    output_name: names,
    name,
    display_name: name.replace(/([a-z])([A-Z])/g, '$1 $2'),
    description: says,
    python_module: module,
    category,
    output_node,
  }
}

const samplers = ['euler', 'euler_ancestral', 'dpmpp_2m', 'dpmpp_2m_sde', 'ddim']
const schedulers = ['normal', 'karras', 'simple', 'exponential']

export function definitions(models) {
  const list = [
    define('CheckpointLoaderSimple', { required: { ckpt_name: combo(models.checkpoints) }, output: ['MODEL', 'CLIP', 'VAE'], category: 'loaders', says: 'Loads a checkpoint: the model, its text encoder and its VAE.' }),
    define('CLIPTextEncode', { required: { text: one('STRING', { multiline: true }), clip: one('CLIP') }, output: ['CONDITIONING'], category: 'conditioning', says: 'Turns a text into conditioning.' }),
    define('ControlNetApplyAdvanced', { required: { positive: one('CONDITIONING'), negative: one('CONDITIONING'), control_net: one('CONTROL_NET'), image: one('IMAGE'), strength: one('FLOAT', { default: 1 }), start_percent: one('FLOAT', { default: 0 }), end_percent: one('FLOAT', { default: 1 }) }, optional: { vae: one('VAE') }, output: ['CONDITIONING', 'CONDITIONING'], names: ['positive', 'negative'], category: 'conditioning/controlnet', says: 'Lets a picture steer the result.' }),
    define('ControlNetLoader', { required: { control_net_name: combo(models.controlnet) }, output: ['CONTROL_NET'], category: 'loaders', says: 'Loads a ControlNet.' }),
    define('EmptyLatentImage', { required: { width: one('INT', { default: 512 }), height: one('INT', { default: 512 }), batch_size: one('INT', { default: 1 }) }, output: ['LATENT'], category: 'latent', says: 'An empty picture to start from.' }),
    define('ImageScale', { required: { image: one('IMAGE'), upscale_method: combo(['nearest-exact', 'bilinear', 'lanczos']), width: one('INT'), height: one('INT'), crop: combo(['disabled', 'center']) }, output: ['IMAGE'], category: 'image/upscaling', says: 'Scales a picture.' }),
    define('ImageUpscaleWithModel', { required: { upscale_model: one('UPSCALE_MODEL'), image: one('IMAGE') }, output: ['IMAGE'], category: 'image/upscaling', says: 'Enlarges a picture with a model.' }),
    define('InkOutline', { required: { image: one('IMAGE'), width: one('INT', { default: 2 }) }, output: ['IMAGE'], category: 'ink', says: 'Draws the outline of a picture.', module: 'custom_nodes.ink-tools' }),
    define('KSampler', { required: { model: one('MODEL'), seed: one('INT', { default: 0, control_after_generate: true }), steps: one('INT', { default: 20 }), cfg: one('FLOAT', { default: 8 }), sampler_name: combo(samplers), scheduler: combo(schedulers), positive: one('CONDITIONING'), negative: one('CONDITIONING'), latent_image: one('LATENT'), denoise: one('FLOAT', { default: 1 }) }, output: ['LATENT'], category: 'sampling', says: 'Draws the picture, step by step, out of noise.' }),
    define('LoadImage', { required: { image: combo(['example.png'], { image_upload: true }) }, output: ['IMAGE', 'MASK'], category: 'image', says: 'Loads a picture from the input folder.' }),
    define('LoraLoader', { required: { model: one('MODEL'), clip: one('CLIP'), lora_name: combo(models.loras), strength_model: one('FLOAT', { default: 1 }), strength_clip: one('FLOAT', { default: 1 }) }, output: ['MODEL', 'CLIP'], category: 'loaders', says: 'Applies a LoRA to a model and its text encoder.' }),
    define('PreviewImage', { required: { images: one('IMAGE') }, category: 'image', says: 'Shows the picture.', output_node: true }),
    define('SaveImage', { required: { images: one('IMAGE'), filename_prefix: one('STRING', { default: 'ComfyUI' }) }, category: 'image', says: 'Saves the picture in the output folder.', output_node: true }),
    define('UpscaleModelLoader', { required: { model_name: ['COMBO', { options: models.upscale_models }] }, output: ['UPSCALE_MODEL'], category: 'loaders', says: 'Loads an upscale model.' }),
    define('VAEDecode', { required: { samples: one('LATENT'), vae: one('VAE') }, output: ['IMAGE'], category: 'latent', says: 'Turns a latent into a picture.' }),
    define('VAELoader', { required: { vae_name: combo(models.vae) }, output: ['VAE'], category: 'loaders', says: 'Loads a VAE.' }),
  ]
  return Object.fromEntries(list.map((definition) => [definition.name, definition]))
}

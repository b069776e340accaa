import { otherLoaderRows, type LoaderRow } from './model-loaders-of-packs.js'

/** A widget that names a file of a model folder. */
export interface LoaderWidget {
  readonly name: string
  /** Place in `widgets_values`, null where that varies. */
  readonly index: number | null
  readonly folder: string | null
}

export interface Loader {
  readonly type: string
  readonly widgets: readonly LoaderWidget[]
  /** Fetches what it names when it runs, so an absent file is no fault. */
  readonly downloads: boolean
  /** Of ComfyUI itself: every value but the empty ones is a file of the folder, whatever its ending. */
  readonly core: boolean
}

/** Loaders of ComfyUI 0.7 to 0.29 (nodes.py and comfy_extras). */
const coreRows: readonly LoaderRow[] = [
  ['audio_encoder_name@0 > audio_encoders', 'AudioEncoderLoader'],
  ['bg_removal_name@0 > background_removal', 'LoadBackgroundRemovalModel'],
  [
    'ckpt_name@0 > checkpoints',
    'CheckpointLoaderSimple',
    'CreateHookModelAsLora',
    'CreateHookModelAsLoraModelOnly',
    'ImageOnlyCheckpointLoader',
    'LTXVAudioVAELoader',
    'unCLIPCheckpointLoader',
  ],
  ['config_name@0 > configs, ckpt_name@1 > checkpoints', 'CheckpointLoader'],
  ['clip_name@0 > clip_vision', 'CLIPVisionLoader'],
  ['clip_name@0 > text_encoders', 'CLIPLoader'],
  ['clip_name1@0 > text_encoders, clip_name2@1 > text_encoders', 'DualCLIPLoader'],
  ['clip_name1@0 > text_encoders, clip_name2@1 > text_encoders, clip_name3@2 > text_encoders', 'TripleCLIPLoader'],
  [
    'clip_name1@0 > text_encoders, clip_name2@1 > text_encoders, clip_name3@2 > text_encoders, clip_name4@3 > text_encoders',
    'QuadrupleCLIPLoader',
  ],
  ['control_net_name@0 > controlnet', 'ControlNetLoader', 'DiffControlNetLoader'],
  ['existing_lora > loras', 'TrainLoraNode'],
  ['gligen_name@0 > gligen', 'GLIGENLoader'],
  ['hypernetwork_name@0 > hypernetworks', 'HypernetworkLoader'],
  [
    'lora_name@0 > loras',
    'CreateHookLora',
    'CreateHookLoraModelOnly',
    'LoraLoader',
    'LoraLoaderBypass',
    'LoraLoaderBypassModelOnly',
    'LoraLoaderModelOnly',
  ],
  ['model_name@0 > detection', 'LoadMediaPipeFaceLandmarker'],
  ['model_name@0 > frame_interpolation', 'FrameInterpolationModelLoader'],
  ['model_name@0 > geometry_estimation', 'LoadDA3Model', 'LoadMoGeModel'],
  ['model_name@0 > latent_upscale_models', 'LatentUpscaleModelLoader'],
  ['model_name@0 > optical_flow', 'OpticalFlowLoader'],
  ['model_name@0 > upscale_models', 'UpscaleModelLoader'],
  ['model_path@0 > diffusers', 'DiffusersLoader'],
  ['name@0 > model_patches', 'ModelPatchLoader'],
  ['photomaker_model_name@0 > photomaker', 'PhotoMakerLoader'],
  ['style_model_name@0 > style_models', 'StyleModelLoader'],
  ['t2i_adapter_name@0 > controlnet', 'T2IAdapterLoader'],
  ['text_encoder@0 > text_encoders, ckpt_name@1 > checkpoints', 'LTXAVTextEncoderLoader'],
  ['unet_name@0 > diffusion_models', 'UNETLoader'],
  ['vae_name@0 > vae', 'VAELoader'],
]

const loaders: ReadonlyMap<string, Loader> = new Map([
  ...otherLoaderRows.flatMap(({ rows, downloads }) => rows.flatMap((row) => readRow(row, downloads, false))),
  ...coreRows.flatMap((row) => readRow(row, false, true)),
])

function readRow([widgets, ...types]: LoaderRow, downloads: boolean, core: boolean): [string, Loader][] {
  const parsed = widgets.split(',').map((part): LoaderWidget => {
    const [place = '', folder = ''] = part.split('>').map((side) => side.trim())
    const [name = '', index] = place.split('@')
    return { name, index: index === undefined ? null : Number(index), folder: folder === '' ? null : folder }
  })
  return types.map((type) => [type, { type, widgets: parsed, downloads, core }])
}

/** What is known of a node type that loads models; null when nothing is. */
export function loaderOf(type: string): Loader | null {
  return (
    loaders.get(type) ??
    (/^(?:DownloadAndLoad|\(down\)load)/i.test(type) ? { type, widgets: [], downloads: true, core: false } : null)
  )
}

/** Whether a node of this type fetches its model when it runs. */
export function downloadsItself(type: string): boolean {
  return loaderOf(type)?.downloads ?? false
}

/** Values that stand for "no file". */
const noFile: ReadonlySet<string> = new Set([
  '',
  '#none',
  '[none]',
  'automatic',
  'baked vae',
  'default',
  'disabled',
  'none',
  'null',
  'undefined',
  'use same',
])

const longestNoFile = Math.max(...[...noFile].map((value) => value.length))

export function isNoFile(value: string): boolean {
  const bare = value.trim()
  return bare.length <= longestNoFile && noFile.has(bare.toLowerCase())
}

/** Names that VAELoader takes for a pair of files `NAME_encoder.*`, `NAME_decoder.*` in `vae_approx`. */
export const smallAutoencoders: ReadonlySet<string> = new Set(['taef1', 'taef2', 'taesd', 'taesd3', 'taesdxl'])

/** Beginnings of video autoencoder files that VAELoader lists out of `vae_approx`. */
const videoAutoencoders = ['lighttaehy1_5', 'lighttaew2_1', 'lighttaew2_2', 'taehv', 'taeltx_2'] as const

/** Folder of a VAELoader value; null when it is no file (`pixel_space`). */
export function vaeFolder(value: string): 'vae' | 'vae_approx' | null {
  if (value === 'pixel_space') return null
  return smallAutoencoders.has(value) || videoAutoencoders.some((start) => value.startsWith(start))
    ? 'vae_approx'
    : 'vae'
}

/** Folders by what a widget is called, where packs agree on the name. Numbers at the end are left out. */
const conventions: ReadonlyMap<string, string> = new Map([
  ['base_ckpt_name', 'checkpoints'],
  ['checkpoint', 'checkpoints'],
  ['checkpoint_name', 'checkpoints'],
  ['ckpt', 'checkpoints'],
  ['ckpt_name', 'checkpoints'],
  ['clip_name', 'text_encoders'],
  ['clip_vision_name', 'clip_vision'],
  ['control_net_name', 'controlnet'],
  ['controlnet_name', 'controlnet'],
  ['gligen_name', 'gligen'],
  ['hypernetwork_name', 'hypernetworks'],
  ['instantid_file', 'instantid'],
  ['ipadapter_file', 'ipadapter'],
  ['lora', 'loras'],
  ['lora_name', 'loras'],
  ['pulid_file', 'pulid'],
  ['refiner_ckpt_name', 'checkpoints'],
  ['style_model_name', 'style_models'],
  ['text_encoder', 'text_encoders'],
  ['unet_name', 'diffusion_models'],
  ['upscale_model_name', 'upscale_models'],
  ['vae_name', 'vae'],
])

/** `lora_name_2` -> `loras`; null where the name says nothing certain (`model_name`). */
export function folderByWidgetName(name: string): string | null {
  return conventions.get(name.toLowerCase().replace(/_?\d{1,3}$/, '')) ?? null
}

import { type SourceAddress, fileNameOf } from './addresses.js'
import { folderOfAir, readAir } from './air.js'

/** What the asking loader wants: a reference of the workflow has these. */
export interface Asking {
  readonly name: string
  /** Model folder that it reads; null when nothing says it. */
  readonly directory: string | null
  /** The folder is a known loader's, not a guess. */
  readonly sure?: boolean
}

/** What is known of a file that somebody offers, before anybody fetched it. */
export interface Offer {
  /** The file's own name at its place, without folders; null where the address does not tell it. */
  readonly name: string | null
  /** The name under which a list or an entry offers it; null where nobody gives it one. */
  readonly called: string | null
  /** Model folder that the one who offers it names. */
  readonly directory: string | null
  /** Model folder that its kind mostly belongs into. */
  readonly kindFolder: string | null
  /** `SafeTensor`, `PickleTensor`, `GGUF` ... in the provider's words. */
  readonly format: string | null
  /** What it is instead of a model: `Training Data`, `Archive`. */
  readonly noModel: string | null
}

/** What Civitai calls the files of a version; `null`: the model itself, of whichever kind. */
const civitaiFolders: ReadonlyMap<string, string | null> = new Map([
  ['clipvision', 'clip_vision'],
  ['controlnet', 'controlnet'],
  ['diffusion model', 'diffusion_models'],
  ['enhancement lora', 'loras'],
  ['model', null],
  ['negative', 'embeddings'],
  ['pruned model', null],
  ['text encoder', 'text_encoders'],
  ['unet', 'diffusion_models'],
  ['upscaler', 'upscale_models'],
  ['vae', 'vae'],
])
const civitaiNoModel = new Set(['archive', 'config', 'training data', 'workflow'])

/** What an address alone says. `url`: as written, for AIR names tell a kind too. */
export function offerOf(
  address: SourceAddress,
  url: string,
  by: { readonly called?: string | null; readonly directory?: string | null } = {},
): Offer {
  const type = address.site === 'civitai' ? (address.type?.toLowerCase() ?? null) : null
  const air = readAir(url)
  const kind = type === null ? undefined : civitaiFolders.get(type)
  return {
    name: fileNameOf(address),
    called: by.called ?? null,
    directory: by.directory ?? null,
    kindFolder: kind ?? (air === null ? null : folderOfAir(air.type)),
    format: address.site === 'civitai' ? address.format : null,
    noModel: type !== null && civitaiNoModel.has(type) ? type : null,
  }
}

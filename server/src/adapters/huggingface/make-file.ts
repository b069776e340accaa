import type { ProviderFile } from '../../core/ports.js'
import { escapePart, escapePath, fileNameOf, plainName } from '../../core/provider-names.js'
import type { Repository } from './repository.js'

/** One file of a repository, as far as it is known. */
export interface FileFacts {
  /** `owner/name`, or `name` for the few old ones without owner. */
  readonly id: string
  readonly path: string
  /** Branch, tag or commit that was asked for. */
  readonly revision: string
  readonly commit: string | null
  readonly size: number | null
  readonly sha256: string | null
  readonly about: Repository | null
  readonly access: ProviderFile['access']
  readonly tells: readonly string[]
}

/** Null where the path ends in no proper name. */
export function makeFile(endpoint: string, facts: FileFacts): ProviderFile | null {
  const name = plainName(fileNameOf(facts.path))
  if (name === null) return null
  const page = `${endpoint}/${escapePath(facts.id)}`
  const tells = [...facts.tells, ...accessTells(facts)]
  return {
    provider: 'huggingface',
    name,
    url: `${page}/resolve/${escapePart(facts.commit ?? facts.revision)}/${escapePath(facts.path)}`,
    page,
    size: facts.size,
    sizeExact: facts.size !== null,
    hashes: facts.sha256 === null ? {} : { sha256: facts.sha256 },
    directory: directoryOf(facts.path),
    base: facts.about?.base ?? null,
    licence: facts.about?.licence ?? null,
    access: facts.access,
    revision: facts.commit,
    ...(tells.length === 0 ? {} : { tells }),
  }
}

function accessTells({ id, access }: FileFacts): string[] {
  switch (access) {
    case 'licence':
      return [
        `Its owner wants you to log in and to agree to terms on the page of ${id} before the file can be fetched.`,
      ]
    case 'login':
      return [
        `Hugging Face wants a login for ${id}. It answers the same for a private repository and for one that does not exist.`,
      ]
    case 'removed':
      return [`Hugging Face has disabled access to ${id}.`]
    default:
      return []
  }
}

const folders = new Set([
  'audio_encoders',
  'checkpoints',
  'clip',
  'clip_vision',
  'controlnet',
  'diffusion_models',
  'embeddings',
  'gligen',
  'hypernetworks',
  'latent_upscale_models',
  'loras',
  'model_patches',
  'photomaker',
  'style_models',
  'text_encoders',
  'unet',
  'upscale_models',
  'vae',
  'vae_approx',
])

/**
 * Hugging Face knows no model folders; repositories made for ComfyUI lay their files out as ComfyUI has them, below
 * `split_files` or `models`. A folder `vae` elsewhere is a part of a diffusers model and says nothing.
 */
function directoryOf(path: string): string | null {
  const folder = /(?:^|\/)(?:split_files|models)\/([a-z_]+)\//.exec(path)?.[1]
  return folder !== undefined && folders.has(folder) ? folder : null
}

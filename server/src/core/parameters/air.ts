/**
 * A name of Civitai's resource scheme, in its wide form: `urn:air:{ecosystem}:{type}:{source}:{id}[@{version}][+{file}][.{format}]`,
 * `urn:` and `air:` optional. Null where the text is none.
 */
export interface Air {
  readonly ecosystem: string
  readonly type: string
  readonly source: string
  readonly id: string
  readonly version: string | null
  readonly file: string | null
  readonly format: string | null
}

const name = /^(?:urn:)?(?:air:)?([a-z0-9_-]{1,40}):([a-z0-9_-]{1,40}):([a-z0-9_-]{1,40}):([^:@\s]{1,300})(?:@([^\s]{1,300}))?$/i

export function parseAir(text: string): Air | null {
  const [, ecosystem = '', type = '', source = '', id = '', rest] = name.exec(text.trim().slice(0, 1000)) ?? []
  if (id === '') return null
  // A file name of a repository holds points; only Civitai's numbers are followed by a file and a format.
  const numbered = /^civitai/i.test(source)
  const [, plainId = id, ownFormat = null] = (numbered && rest === undefined ? /^(\d+)(?:\.(\w+))?$/.exec(id) : null) ?? []
  const [, version = rest ?? null, file = null, format = ownFormat] = (numbered ? /^(\d+)(?:\+(\d+))?(?:\.(\w+))?$/.exec(rest ?? '') : null) ?? []
  return { ecosystem: ecosystem.toLowerCase(), type: type.toLowerCase(), source: source.toLowerCase(), id: plainId, version, file, format }
}

const folders: ReadonlyMap<string, string> = new Map([
  ['checkpoint', 'checkpoints'],
  ['controlnet', 'controlnet'],
  ['diffusionmodel', 'diffusion_models'],
  ['dora', 'loras'],
  ['embed', 'embeddings'],
  ['embedding', 'embeddings'],
  ['hypernet', 'hypernetworks'],
  ['hypernetwork', 'hypernetworks'],
  ['locon', 'loras'],
  ['lora', 'loras'],
  ['lyco', 'loras'],
  ['lycoris', 'loras'],
  ['model', 'checkpoints'],
  ['motion', 'animatediff_models'],
  ['textencoder', 'text_encoders'],
  ['textualinversion', 'embeddings'],
  ['ti', 'embeddings'],
  ['unet', 'diffusion_models'],
  ['upscaler', 'upscale_models'],
  ['vae', 'vae'],
])

/** The model folder for a kind in the words of Civitai and of prompts; null for another word. */
export function folderOfKind(kind: string): string | null {
  return folders.get(kind.toLowerCase().replace(/[\s_-]/g, '')) ?? null
}

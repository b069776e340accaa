/**
 * Civitai's resource names. Grammar, the wide form: `[urn:][air:]ecosystem:type:source:id[@version][+fileId][.format]`. The strict form
 * is what the Nix importer takes: `urn:air:` in front, and no point but the one before the format.
 */
export interface Air {
  /** `sdxl`, `flux1` ... as written, lower case. */
  readonly ecosystem: string
  /** `checkpoint`, `lora` ..., lower case. */
  readonly type: string
  /** `civitai`, `huggingface`, `modelscope` ..., lower case. */
  readonly source: string
  readonly id: string
  readonly version: string | null
  readonly fileId: number | null
  readonly format: string | null
  /** Whether the strict form says the same. */
  readonly strict: boolean
}

const wide =
  /^(?:urn:)?(?:air:)?([a-z0-9_-]{1,60}):([a-z0-9_-]{1,60}):([a-z0-9_-]{1,60}):([^@:+\s]{1,400})(?:@([^@:+\s]{1,400}?))?(?:\+(\d{1,10}))?(?:\.([a-z0-9_-]{1,40}))?$/i
const strict = /^urn:air:[\w/-]+:[\w/-]+:[\w/-]+:[\w/-]+(?:@[\w-]+)?(?:\.[\w-]+)?$/
const sources = new Set(['civitai', 'civitai-r2', 'huggingface', 'modelscope', 'orchestrator', 'other'])

/** Null for everything else; without `urn:` and `air:` in front only where the source is one of those that are known. */
export function readAir(text: string): Air | null {
  const trimmed = text.trim()
  if (trimmed.length > 1000) return null
  const [, ecosystem = '', type = '', source = '', id = '', version, fileId, format] = wide.exec(trimmed) ?? []
  if (source === '' || (!/^(?:urn:|air:)/i.test(trimmed) && !sources.has(source.toLowerCase()))) return null
  return {
    ecosystem: ecosystem.toLowerCase(),
    type: type.toLowerCase(),
    source: source.toLowerCase(),
    id,
    version: version ?? null,
    fileId: fileId === undefined ? null : Number(fileId),
    format: format ?? null,
    strict: strict.test(trimmed),
  }
}

const folders: ReadonlyMap<string, string> = new Map([
  ['checkpoint', 'checkpoints'],
  ['controlnet', 'controlnet'],
  ['dora', 'loras'],
  ['embedding', 'embeddings'],
  ['hypernet', 'hypernetworks'],
  ['lora', 'loras'],
  ['lycoris', 'loras'],
  ['textualinversion', 'embeddings'],
  ['upscaler', 'upscale_models'],
  ['vae', 'vae'],
])

/** Model folder that a type belongs into; null where it has none of its own (`other`, `motion`). */
export function folderOfAir(type: string): string | null {
  return folders.get(type.toLowerCase()) ?? null
}

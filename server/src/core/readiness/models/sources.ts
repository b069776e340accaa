import type { ModelEntry } from '@greenlight/shared/report'
import type { EmbeddedModel } from '../../workflow/model.js'
import type { ModelReference } from '../../workflow/references.js'

type Source = ModelEntry['sources'][number]

/** Where a model is to be had: every address of the file's own lists unchanged, then links of its notes that end in the name. */
export function sourcesOf(reference: ModelReference): Source[] {
  const byUrl = new Map<string, Source>()
  for (const entry of reference.embedded) {
    if (entry.url !== null && !byUrl.has(entry.url))
      byUrl.set(entry.url, { url: entry.url, from: entry.from ?? 'workflow', ...sha256(entry) })
  }
  const all = [...byUrl.values()]
  return [...all.filter((source) => source.from !== 'note'), ...all.filter((source) => source.from === 'note')]
}

/** One source per file that the addresses name: `/blob/` or `/resolve/` and `?download=true` make no difference. */
export function distinctSources(sources: readonly Source[]): Source[] {
  const byKey = new Map<string, Source>()
  for (const source of sources) {
    const key = source.url
      .replace(/[?&]download=true$/, '')
      .replace(/^(https:\/\/huggingface\.co\/[^/]+\/[^/]+)\/blob\//, '$1/resolve/')
    if (!byKey.has(key)) byKey.set(key, source)
  }
  return [...byKey.values()]
}

/** The host of an address, for people; null when there is none. */
export function hostOf(url: string): string | null {
  return /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(url)?.[1]?.toLowerCase() ?? null
}

function sha256({ hash, hashType }: EmbeddedModel): { sha256?: string } {
  const hex = hash?.toLowerCase().replace(/^sha256:/, '') ?? ''
  const kind = hashType?.toLowerCase().replace(/[-_]/g, '') ?? 'sha256'
  return kind === 'sha256' && /^[0-9a-f]{64}$/.test(hex) ? { sha256: `sha256:${hex}` } : {}
}

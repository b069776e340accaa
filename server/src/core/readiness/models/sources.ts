import type { ModelEntry } from '@greenlight/shared/report'
import type { EmbeddedModel } from '../../workflow/model.js'
import type { ModelReference, NoteReference } from '../../workflow/references.js'
import { baseName } from './fold-name.js'

type Source = ModelEntry['sources'][number]

/** Where a model is to be had: every embedded address unchanged, then links of the workflow's notes that end in its name. */
export function sourcesOf(reference: ModelReference, notes: readonly NoteReference[]): Source[] {
  const byUrl = new Map<string, Source>()
  for (const entry of reference.embedded) {
    if (entry.url !== null && !byUrl.has(entry.url)) byUrl.set(entry.url, { url: entry.url, from: 'workflow', ...sha256(entry) })
  }
  const wanted = baseName(reference.name)
  for (const link of notes.flatMap((note) => note.links)) {
    if (fileOf(link) === wanted && !byUrl.has(link)) byUrl.set(link, { url: link, from: 'note' })
  }
  return [...byUrl.values()]
}

/** How many different files the embedded addresses name: `/blob/` or `/resolve/` and `?download=true` make no difference. */
export function distinctSources(sources: readonly Source[]): Source[] {
  const byKey = new Map<string, Source>()
  for (const source of sources) {
    if (source.from !== 'workflow') continue
    const key = source.url.replace(/[?&]download=true$/, '').replace(/^(https:\/\/huggingface\.co\/[^/]+\/[^/]+)\/blob\//, '$1/resolve/')
    if (!byKey.has(key)) byKey.set(key, source)
  }
  return [...byKey.values()]
}

/** The host of an address, for people; null when there is none. */
export function hostOf(url: string): string | null {
  return /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(url)?.[1]?.toLowerCase() ?? null
}

function fileOf(link: string): string | null {
  const path = link.split(/[?#]/, 1)[0] ?? ''
  const last = path.slice(path.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(last)
  } catch {
    return last === '' ? null : last
  }
}

function sha256({ hash, hashType }: EmbeddedModel): { sha256?: string } {
  const hex = hash?.toLowerCase().replace(/^sha256:/, '') ?? ''
  const kind = hashType?.toLowerCase().replace(/[-_]/g, '') ?? 'sha256'
  return kind === 'sha256' && /^[0-9a-f]{64}$/.test(hex) ? { sha256: `sha256:${hex}` } : {}
}

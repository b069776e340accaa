import type { Evidence, ModelCandidate, ModelEntry } from '@greenlight/shared/report'
import type { ModelReference } from '../../workflow/references.js'
import type { IndexedFile } from './model-index.js'
import type { Speller } from './spelling.js'

/** Where one model is. `how` refines the state for the words that tell it. */
export interface Found {
  readonly state: ModelEntry['state']
  readonly how:
    | 'damaged'
    | 'downloads'
    | 'exact'
    | 'not-listed'
    | 'nothing-to-look-in'
    | 'nowhere'
    | 'other-folder'
    | 'outside'
    | 'same-content'
    | 'similar'
    | 'spelling'
    | 'sub-folder'
  readonly file: ModelEntry['file']
  readonly candidates: readonly ModelCandidate[]
  readonly evidence: readonly Evidence[]
}

export const nowhere: Found = { state: 'missing', how: 'nowhere', file: null, candidates: [], evidence: [] }

/** Present: as this file, or, with null, only as ComfyUI's word. */
export function present(hit: IndexedFile | null): Found {
  if (hit === null) return { ...nowhere, state: 'present', how: 'exact' }
  const { path, size } = hit.file
  const says = `${hit.folder} has ${hit.file.name}.`
  const evidence: Evidence[] = [path === null ? { from: 'object_info', says } : { from: 'disk', says, where: path }]
  const file = path === null ? null : { path, ...(size === null ? {} : { size }) }
  return { state: 'present', how: 'exact', file, candidates: [], evidence }
}

/** The file is there and the running loader still does not offer it, as when it filters by extension. */
export function notListed(reference: ModelReference, exact: readonly IndexedFile[], spell: Speller): Found {
  const candidates = exact.map((hit) => candidate(hit, spell(hit), 0.5, `${hit.folder} has a file of this name.`))
  const evidence = [aboutCombo(reference, 'does not list it')]
  return { ...nowhere, state: 'uncertain', how: 'not-listed', candidates, evidence }
}

/** Several files may be meant, or one that may well be another model. */
export function ambiguous(hits: readonly IndexedFile[], spell: Speller, says: string): Found {
  const confidence = Math.round(50 / hits.length) / 100
  const candidates = hits.map((hit) => candidate(hit, spell(hit), confidence, says))
  return { ...nowhere, state: 'uncertain', how: 'other-folder', candidates, evidence: [{ from: 'disk', says }] }
}

export function candidate(
  hit: IndexedFile,
  widgetValue: string | null,
  confidence: number,
  says: string,
): ModelCandidate {
  const { path, size, name } = hit.file
  return {
    path: path ?? `${hit.folder}/${name}`,
    folder: hit.folder,
    widgetValue,
    ...(size === null ? {} : { size }),
    confidence,
    evidence: [path === null ? { from: 'object_info', says } : { from: 'disk', says, where: path }],
  }
}

export function aboutCombo({ nodeType, widget }: ModelReference, does: string): Evidence {
  return { from: 'object_info', says: `${nodeType} ${does} in ${widget}.`, where: `/object_info/${nodeType}` }
}

export function distinctFolders(hits: readonly IndexedFile[]): string[] {
  return [...new Set(hits.map((hit) => hit.folder))].sort()
}

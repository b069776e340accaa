import { idKey, idText, isList, isRecord, own, textOr, typeText, type ForeignRecord, type IdKey } from './foreign.js'
import type { EmbeddedModel, NodeOutput, PackDeclaration } from './model.js'

/** What the fields of a node's record say, schema 0.4 and 1. What is missing is filled with nothing. */

export interface GraphInput {
  readonly name: string
  readonly type: string
  readonly widget: string | null
  /** Key in `Graph.links`, null when open. */
  readonly link: IdKey | null
}

const nothingDeclared: PackDeclaration = Object.freeze({ cnrId: null, auxId: null, ver: null })
const noModels: readonly EmbeddedModel[] = Object.freeze([])
const nothing: readonly unknown[] = Object.freeze([])

export function typeOf(record: ForeignRecord): string | null {
  if (typeof record.type === 'string' && record.type !== '') return record.type
  const original = isRecord(record.properties) ? own(record.properties, 'Node name for S&R') : undefined
  return typeof original === 'string' && original !== '' ? original : null
}

/** 2 is muted (never), 4 bypassed; on event and on trigger are never told apart from always. */
export function modeOf({ mode }: ForeignRecord): 'active' | 'muted' | 'bypassed' {
  if (mode === 2 || mode === '2') return 'muted'
  return mode === 4 || mode === '4' ? 'bypassed' : 'active'
}

/** `cnr_id`, `aux_id` and `ver` of a node's properties; numbers are taken as text. */
export function declarationOf({ properties }: ForeignRecord): PackDeclaration {
  if (!isRecord(properties)) return nothingDeclared
  const cnrId = idText(properties.cnr_id)
  const auxId = idText(properties.aux_id)
  const ver = idText(properties.ver)
  return cnrId === null && auxId === null && ver === null ? nothingDeclared : { cnrId, auxId, ver }
}

/** `models[]` of a node's properties or of a graph: `{name, url, directory, hash?, hash_type?}`. */
export function readModels(value: unknown, where: string): readonly EmbeddedModel[] {
  if (!isList(value) || value.length === 0) return noModels
  const models: EmbeddedModel[] = []
  for (const [index, entry] of value.entries()) {
    if (!isRecord(entry) || typeof entry.name !== 'string' || entry.name === '') continue
    models.push({
      name: entry.name,
      url: textOr(entry.url, null),
      directory: textOr(entry.directory, null),
      hash: textOr(entry.hash, null),
      hashType: textOr(entry.hash_type, null),
      where: `${where}[${index}]`,
    })
  }
  return models
}

/** What `properties.models` holds, unread. */
export function listedModels({ properties }: ForeignRecord): readonly unknown[] {
  return isRecord(properties) && isList(properties.models) ? properties.models : nothing
}

/** What `inputs` holds, unread. */
export function listedInputs({ inputs }: ForeignRecord): readonly unknown[] {
  return isList(inputs) ? inputs : nothing
}

export function readInputs(record: ForeignRecord): readonly GraphInput[] {
  return listedInputs(record).map((slot) => {
    if (!isRecord(slot)) return { name: '', type: '', widget: null, link: null }
    const widget = isRecord(slot.widget) ? textOr(slot.widget.name, null) : null
    return { name: textOr(slot.name, ''), type: typeText(slot.type), widget, link: idKey(slot.link) }
  })
}

export function readOutputs({ outputs }: ForeignRecord): readonly NodeOutput[] {
  if (!isList(outputs)) return []
  return outputs.map((slot) =>
    isRecord(slot) ? { name: textOr(slot.name, ''), type: typeText(slot.type) } : { name: '', type: '' },
  )
}

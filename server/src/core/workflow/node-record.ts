import { asJson, idText, isList, isRecord, idKey, own, textOr, typeText, type ForeignRecord } from './foreign.js'
import type { GraphInput, GraphNode } from './graph.js'
import type { EmbeddedModel, NodeOutput, PackDeclaration } from './model.js'
import type { Tell } from './tolerated.js'
import { readWidgets } from './widgets.js'

const nothingDeclared: PackDeclaration = Object.freeze({ cnrId: null, auxId: null, ver: null })
const noModels: readonly EmbeddedModel[] = Object.freeze([])

/**
 * A node as a graph holds it, schema 0.4 and 1. What is missing is filled with nothing and told; null when there is no
 * record or no type in it.
 */
export function readNode(value: unknown, where: string, tell: Tell, givenId: number | null): GraphNode | null {
  if (!isRecord(value)) {
    tell('A node is no object and was left out', where)
    return null
  }
  const properties = isRecord(value.properties) ? value.properties : null
  const type = typeOf(value, properties)
  if (type === null) {
    tell('A node has no type and was left out', where)
    return null
  }
  const key = givenId ?? idKey(value.id)
  if (key === null) tell('A node has no id', where)
  const inputs = readInputs(value.inputs)
  return {
    id: key === null ? `?${where}` : String(key),
    key: key ?? `?${where}`,
    type,
    title: textOr(value.title, null),
    mode: modeOf(value.mode),
    declared: properties === null ? nothingDeclared : readDeclaration(properties),
    embeddedModels: properties === null ? noModels : readModels(properties.models, `${where}.properties.models`),
    inputs,
    outputs: readOutputs(value.outputs),
    widgets: readWidgets(value, inputs, where),
    where,
    record: value,
  }
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

function typeOf(record: ForeignRecord, properties: ForeignRecord | null): string | null {
  if (typeof record.type === 'string' && record.type !== '') return record.type
  const original = properties === null ? undefined : own(properties, 'Node name for S&R')
  return typeof original === 'string' && original !== '' ? original : null
}

/** `cnr_id`, `aux_id` and `ver` of a node's properties; numbers are taken as text. */
function readDeclaration(properties: ForeignRecord): PackDeclaration {
  const cnrId = idText(properties.cnr_id)
  const auxId = idText(properties.aux_id)
  const ver = idText(properties.ver)
  return cnrId === null && auxId === null && ver === null ? nothingDeclared : { cnrId, auxId, ver }
}

/** 2 is muted (never), 4 bypassed; on event and on trigger are never told apart from always. */
function modeOf(value: unknown): GraphNode['mode'] {
  const mode = asJson(value)
  if (mode === 2 || mode === '2') return 'muted'
  return mode === 4 || mode === '4' ? 'bypassed' : 'active'
}

function readInputs(value: unknown): readonly GraphInput[] {
  if (!isList(value)) return []
  return value.map((slot) => {
    if (!isRecord(slot)) return { name: '', type: '', widget: null, link: null }
    const widget = isRecord(slot.widget) ? textOr(slot.widget.name, null) : null
    return { name: textOr(slot.name, ''), type: typeText(slot.type), widget, link: idKey(slot.link) }
  })
}

function readOutputs(value: unknown): readonly NodeOutput[] {
  if (!isList(value)) return []
  return value.map((slot) =>
    isRecord(slot) ? { name: textOr(slot.name, ''), type: typeText(slot.type) } : { name: '', type: '' },
  )
}

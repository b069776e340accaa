import { type Decision, DecisionSchema } from '@greenlight/shared/decisions'
import * as v from 'valibot'
import { isMap, isScalar } from 'yaml'
import type { DecisionScope } from '../../../core/decision-subject.js'

/** One entry of the file: a decision, or why it is none. */
export type ReadEntry = { readonly ok: true; readonly decision: Decision } | { readonly ok: false; readonly because: string }

const keys = { type: ['type', 'id', 'repository', 'title'], model: ['model', 'directory', 'use', 'url'] } as const
const longestShown = 40

/** Reads `{type, id?, repository?, title?}` or `{model, directory?, use | url}`. A key that is not known is a fault: it may be a slip of the pen. */
export function readEntry(node: unknown, scope: DecisionScope): ReadEntry {
  if (!isMap(node)) return fault('an entry begins with `- type:` or `- model:`')
  const fields = new Map<string, string>()
  for (const { key, value } of node.items) {
    const name = textOf(key)
    const text = value === null ? '' : textOf(value)
    if (name === null || text === null) return fault(`${name === null ? 'a key' : shown(name)} is not plain text`)
    if (fields.has(name)) return fault(`${shown(name)} stands there twice`)
    fields.set(name, text)
  }
  const kind = fields.has('type') ? 'type' : 'model'
  if (!fields.has(kind)) return fault('it has neither `type` nor `model`')
  const known: readonly string[] = keys[kind]
  const strange = [...fields.keys()].find((name) => !known.includes(name))
  if (strange !== undefined) return fault(`${shown(strange)} is not known beside ${kind}: ${known.join(', ')} are`)
  const made = kind === 'type' ? packOf(fields) : modelOf(fields)
  if (typeof made === 'string') return fault(made)
  const checked = v.safeParse(DecisionSchema, { ...made, scope })
  return checked.success ? { ok: true, decision: checked.output } : fault(v.summarize(checked.issues).split('\n')[0] ?? 'it is not as expected')
}

function packOf(fields: ReadonlyMap<string, string>): object | string {
  const [id, repository, title] = [said(fields, 'id'), said(fields, 'repository'), said(fields, 'title')]
  if (id === null && repository === null) return 'it names no pack: give its `id` or its `repository`'
  return { about: 'node-type', type: fields.get('type'), id, repository, ...(title === null ? {} : { title }) }
}

function modelOf(fields: ReadonlyMap<string, string>): object | string {
  const [use, url] = [said(fields, 'use'), said(fields, 'url')]
  if ((use === null) === (url === null)) return 'it needs one of `use` (a file of this machine) and `url`'
  if (url !== null && !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return '`url` is no address of the web'
  return { about: 'model', name: fields.get('model'), directory: said(fields, 'directory'), use: url === null ? { widgetValue: use } : { url } }
}

function said(fields: ReadonlyMap<string, string>, name: string): string | null {
  const text = fields.get(name) ?? ''
  return text === '' ? null : text
}

/** The text of a plain or quoted scalar; null for anything else, aliases too. */
export function textOf(node: unknown): string | null {
  return isScalar(node) && typeof node.value === 'string' ? node.value : null
}

function shown(text: string): string {
  return text.length > longestShown ? `\`${text.slice(0, longestShown)}...\`` : `\`${text}\``
}

function fault(because: string): ReadEntry {
  return { ok: false, because }
}

/** The same, the other way round: keys in the order in which people read them. */
export function fieldsOf(decision: Decision): readonly (readonly [key: string, value: string])[] {
  const optional = (key: string, value: string | null | undefined) => (value == null ? [] : [[key, value] as const])
  if (decision.about === 'node-type') {
    const { type, id, repository, title } = decision
    return [['type', type], ...optional('id', id), ...optional('repository', repository), ...optional('title', title)]
  }
  const { name, directory, use } = decision
  return [['model', name], ...optional('directory', directory), 'url' in use ? ['url', use.url] : ['use', use.widgetValue]]
}

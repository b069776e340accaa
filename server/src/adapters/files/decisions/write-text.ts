import type { Decision } from '@greenlight/shared/decisions'
import { Document, isMap, isSeq, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import { compareDecisions, decisionKey, type DecisionScope, sameDecision } from '../../../core/decision-subject.js'
import { fieldsOf, readEntry, textOf } from './entry.js'
import { type Fault, fileSchema, isEmpty, type ParsedFile, parseFile, yamlOptions } from './parse-file.js'
import { plainText } from './read-text.js'

export interface TextChange {
  readonly remember?: readonly Decision[]
  /** `decisionKey` of those to take out. */
  readonly forget?: ReadonlySet<string>
}

const head = ` Choices that Greenlight remembers. Edit them as you like; lines like this one stay.
 A node type is answered by a pack: \`id\` in the Comfy Registry, \`repository\`, or both.
 A model is answered by a file of this machine (\`use\`: what the widget should say) or by its address (\`url\`).
 What stands below a workflow goes before what stands everywhere.`

/**
 * The text with decisions put in, in their place of the order, or taken out; null for a file that is not there yet. Everything else stays: comments,
 * bad entries, the person's own order. A fault where the text cannot be changed without losing something.
 */
export function changeText(text: string | null, { remember = [], forget = new Set() }: TextChange): string | Fault {
  const plain = plainText(text ?? '')
  const parsed = parseFile(plain)
  if ('because' in parsed) return parsed
  const [fault] = parsed.faults
  if (fault !== undefined) return fault
  const document = isEmpty(parsed.document.contents) ? fresh(parsed) : parsed.document
  const root = document.contents
  if (!isMap(root)) return { line: 1, because: 'it holds no sections' }

  const coming = new Map(remember.map((one) => [decisionKey(one), one]))
  const left = new Map(coming)
  let touched = false
  for (const { scope, list } of parsed.sections) {
    for (const item of [...list.items]) {
      const read = readEntry(item, scope)
      const key = read.ok ? decisionKey(read.decision) : null
      if (!read.ok || key === null) continue
      const next = left.get(key)
      if (next !== undefined && isMap(item)) {
        left.delete(key)
        if (sameDecision(read.decision, next)) continue
        rewrite(item, next)
      } else if (forget.has(key) || coming.has(key)) takeOut(list, item)
      else continue
      touched = true
    }
  }
  if (!touched && left.size === 0 && text !== null) return text
  for (const decision of [...left.values()].sort(compareDecisions)) insert(listFor(root, decision.scope), decision)
  if (forget.size > 0) dropEmpty(root)
  const written = document.toString({ lineWidth: 0, blockQuote: false, defaultStringType: 'PLAIN', flowCollectionPadding: false })
  return dressed(written, text ?? '')
}

/** A file of its own: for those who export. */
export function textOfDecisions(decisions: readonly Decision[]): string | Fault {
  return changeText(null, { remember: decisions })
}

function fresh({ document }: ParsedFile): Document {
  const made = new Document(new YAMLMap(), yamlOptions)
  made.commentBefore = [head, document.commentBefore, document.comment].filter((one) => one != null).join('\n\n')
  if (isMap(made.contents)) made.contents.items.push(new Pair(new Scalar('schema'), new Scalar(fileSchema)))
  return made
}

/** The person's comments in front of it and behind it stay where they are. */
function rewrite(item: YAMLMap, decision: Decision): void {
  for (const { key } of [...item.items]) {
    const name = textOf(key)
    if (name !== null && !fieldsOf(decision).some(([field]) => field === name)) item.delete(key)
  }
  for (const [at, [field, value]] of fieldsOf(decision).entries()) {
    const pair = item.items.find(({ key }) => textOf(key) === field)
    if (pair === undefined) item.items.splice(at, 0, new Pair(new Scalar(field), new Scalar(value)))
    else if (textOf(pair.value) !== value) pair.value = replacing(pair.value, value)
  }
}

function replacing(before: unknown, value: string): Scalar {
  const made = new Scalar(value)
  if (before instanceof Scalar && before.comment != null) made.comment = before.comment
  return made
}

function takeOut(list: YAMLSeq, item: unknown): void {
  const at = list.items.indexOf(item)
  if (at < 0) return
  list.items.splice(at, 1)
  const words = commentOf(item)
  if (words === '') return
  const next = list.items[at]
  if (isMap(next)) next.commentBefore = [words, next.commentBefore].filter((one) => one != null).join('\n')
  else list.comment = [list.comment, words].filter((one) => one != null).join('\n')
}

/** A comment is the person's, even where the entry that it stands at is not kept. */
function commentOf(item: unknown): string {
  return isMap(item) ? [item.commentBefore, item.comment].filter((one) => one != null).join('\n') : ''
}

function insert(list: YAMLSeq, decision: Decision): void {
  const made = new YAMLMap()
  for (const [field, value] of fieldsOf(decision)) made.items.push(new Pair(new Scalar(field), new Scalar(value)))
  const at = list.items.findIndex((item) => {
    const read = readEntry(item, decision.scope)
    return read.ok && compareDecisions(read.decision, decision) > 0
  })
  list.items.splice(at < 0 ? list.items.length : at, 0, made)
}

function listFor(root: YAMLMap, scope: DecisionScope): YAMLSeq {
  if (!('workflow' in scope)) return listAt(root, 'everywhere', false)
  const pair = root.items.find(({ key }) => textOf(key) === 'workflows')
  const workflows = pair?.value
  if (isMap(workflows)) return listAt(workflows, scope.workflow, true)
  const made = new YAMLMap()
  if (pair !== undefined) pair.value = made
  else root.items.push(new Pair(new Scalar('workflows'), made))
  return listAt(made, scope.workflow, true)
}

function listAt(map: YAMLMap, name: string, sorted: boolean): YAMLSeq {
  const pairs = map.items.filter(({ key }) => textOf(key) === name)
  const list = pairs.map(({ value }) => value).find(isSeq)
  if (list !== undefined) return list
  const made = new YAMLSeq()
  const [pair] = pairs
  if (pair !== undefined) {
    pair.value = made
    return made
  }
  const at = map.items.findIndex(({ key }) => (textOf(key) ?? '') > name)
  const place = sorted ? (at < 0 ? map.items.length : at) : map.items.findIndex(({ key }) => textOf(key) === 'workflows')
  map.items.splice(place < 0 ? map.items.length : place, 0, new Pair(new Scalar(name), made))
  return made
}

/** Lists that lost their last entry, unless a comment is left in them. */
function dropEmpty(root: YAMLMap): void {
  const isBare = (value: unknown) => isSeq(value) && value.items.length === 0 && value.comment == null && value.commentBefore == null
  for (const { key, value } of [...root.items]) {
    if (textOf(key) === 'workflows' && isMap(value)) {
      for (const pair of [...value.items]) if (isBare(pair.value) && !hasComment(pair.key)) value.items.splice(value.items.indexOf(pair), 1)
      if (value.items.length === 0) root.items.splice(root.items.findIndex((pair) => pair.value === value), 1)
    } else if (isBare(value) && !hasComment(key)) root.items.splice(root.items.findIndex((pair) => pair.value === value), 1)
  }
}

function hasComment(key: unknown): boolean {
  return typeof key === 'object' && key !== null && 'commentBefore' in key && key.commentBefore != null
}

/** Byte order mark and line ends as the person's editor wrote them. */
function dressed(written: string, before: string): string {
  const text = before.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written
  return before.startsWith('\uFEFF') ? `\uFEFF${text}` : text
}

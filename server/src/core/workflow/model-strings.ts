import { hasModelExtension } from '../facts/model-folders.js'
import { isList, isRecord } from './foreign.js'
import type { Json } from './model.js'

/** A text inside a widget's value. */
export interface ValueText {
  readonly text: string
  /** Key of the object it stands in, null for the value itself and list members. */
  readonly key: string | null
  /** False when its object says so (`on`, `active`, `enabled`, `toggle`): a row of a loader that is switched off. */
  readonly on: boolean
}

const none: readonly ValueText[] = []
const noNames: readonly string[] = []
const switches = ['on', 'active', 'enabled', 'toggle'] as const
/** Texts and members that one widget is searched for. */
const maxMembers = 20_000

/** Every text in a widget's value, nested ones too. Iterative; keys that only remember where a file once lay are left out. */
export function textsOf(value: Json): readonly ValueText[] {
  if (typeof value === 'string') return [{ text: value, key: null, on: true }]
  if (typeof value !== 'object' || value === null) return none
  const texts: ValueText[] = []
  const stack: { value: unknown; key: string | null; on: boolean }[] = [{ value, key: null, on: true }]
  for (let count = 0; count < maxMembers; count += 1) {
    const next = stack.pop()
    if (next === undefined) break
    if (typeof next.value === 'string') texts.push({ text: next.value, key: next.key, on: next.on })
    else if (isList(next.value))
      pushReversed(
        stack,
        next.value.slice(0, maxMembers).map((member) => ({ value: member, key: next.key, on: next.on })),
      )
    else if (isRecord(next.value)) {
      const record = next.value
      const on = next.on && !switches.some((name) => record[name] === false)
      const entries = Object.entries(record).filter(([key]) => !/^(?:file_?path|preview|image)$/i.test(key))
      pushReversed(
        stack,
        entries.slice(0, maxMembers).map(([key, member]) => ({ value: member, key, on })),
      )
    }
  }
  return texts
}

/** So that a stack gives them in order. */
function pushReversed<T>(stack: T[], members: readonly T[]): void {
  for (let index = members.length - 1; index >= 0; index -= 1) {
    const member = members[index]
    if (member !== undefined) stack.push(member)
  }
}

/** Widgets that hold prose, or the name of what is written. */
const notFiles =
  /^(?:text|prompt|positive|negative|notes?|description|.*_(?:prompt|text)|(?:prompt|text)_.*|file_?name(?:_prefix)?|output_?(?:path|name|file_?name|file|dir(?:ectory)?)?|save_?(?:path|name|as|file|dir(?:ectory)?))$/i

/**
 * Whether a text that nobody says is a file name looks like a model's: a model extension at its very end, one line, no
 * address, no enumeration, no sentence.
 */
export function looksLikeModel(text: string, widget: string | null): boolean {
  if (text.length > 400 || !hasModelExtension(text)) return false
  if (/[\r\n<>|"*]|:\/\/|[,;]\s/.test(text) || (widget !== null && notFiles.test(widget))) return false
  return text.split(' ', 14).length < 14
}

/** Nodes that write files: a name they hold is no need. */
export function writesFiles(type: string): boolean {
  return /save|export/i.test(type) && !/load/i.test(type)
}

/** Names after `embedding:` in a prompt text, as ComfyUI's tokenizer finds them: at the start of a word, up to its end. */
export function embeddingNames(text: string): readonly string[] {
  if (!text.includes('embedding:')) return noNames
  const names: string[] = []
  for (const [, name] of text.matchAll(/(?<=^|[\s(])embedding:([^\s(),:]{1,300})/g)) {
    const bare = name?.replace(/[.\\]+$/, '') ?? ''
    if (bare !== '') names.push(bare)
  }
  return names
}

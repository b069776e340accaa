import type { HeldModel } from '@greenlight/shared/held'

/** Of one text. A name is a file name, a weight a few digits. */
const limits = { models: 200, name: 300, tag: 600 }

const tagKinds: ReadonlyMap<string, string> = new Map([
  ['hypernet', 'hypernetworks'],
  ['lora', 'loras'],
  ['lyco', 'loras'],
])

/**
 * Models that a prompt names: `<lora:NAME:WEIGHT[:...]>`, `<lyco:...>`, `<hypernet:...>` (AUTOMATIC1111's extra networks: a file name or the
 * name its maker gave), and ComfyUI's `embedding:NAME`. Bare words that happen to be embeddings are words.
 */
export function promptModels(prompt: string): HeldModel[] {
  return [...tags(prompt), ...embeddings(prompt)].slice(0, limits.models)
}

function tags(prompt: string): HeldModel[] {
  const found: HeldModel[] = []
  for (let at = prompt.indexOf('<'); at >= 0 && found.length < limits.models; at = prompt.indexOf('<', at + 1)) {
    const tag = prompt.slice(at, at + limits.tag)
    const end = tag.indexOf('>')
    if (end < 0) continue
    const [kind = '', name = '', ...rest] = tag.slice(1, end).split(':')
    const directory = tagKinds.get(kind.trim().toLowerCase())
    if (directory === undefined || name.trim() === '' || name.length > limits.name) continue
    const weight = weightIn(rest)
    found.push({ name: name.trim(), directory, ...(weight === null ? {} : { weight }), from: `<${kind.trim().toLowerCase()}:> tag`, confidence: 0.7 })
  }
  return found
}

/** The first number; `te=` and `unet=` name theirs. */
function weightIn(parts: readonly string[]): number | null {
  for (const part of parts) {
    const [, digits = ''] = /^\s*(?:(?:te|unet)=)?([+-]?(?:\d{1,6}(?:\.\d{0,12})?|\.\d{1,12}))\s*$/.exec(part) ?? []
    if (digits !== '') return Number(digits)
  }
  return null
}

const embeddingMark = 'embedding:'

function embeddings(prompt: string): HeldModel[] {
  const folded = prompt.toLowerCase()
  // A letter that grows in lower case moves every place behind it.
  const text = folded.length === prompt.length ? folded : prompt
  const found: HeldModel[] = []
  for (let at = text.indexOf(embeddingMark); at >= 0 && found.length < limits.models; at = text.indexOf(embeddingMark, at + 1)) {
    if (/[\p{L}\p{N}_]/u.test(prompt[at - 1] ?? ' ')) continue
    const start = at + embeddingMark.length
    const [name = ''] = /^[^\s,:()[\]{}<>|"']+/.exec(prompt.slice(start, start + limits.name)) ?? []
    const bare = name.replace(/\.$/, '')
    if (bare !== '') found.push({ name: bare, directory: 'embeddings', from: 'embedding: in a prompt', confidence: 0.7 })
  }
  return found
}

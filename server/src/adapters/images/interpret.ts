import { membersOf, parseString } from './members.js'

export type PartName = 'workflow' | 'prompt' | 'parameters'

/** `direct`: the key itself said which part it is; it goes before what was found inside a comment. */
export interface Part {
  readonly name: PartName
  readonly text: string
  readonly direct: boolean
}

/** Keys under which people's tools keep a whole JSON object or A1111 text. */
const commentKeys = new Set(['comment', '©cmt', 'cmt', 'description', 'desc', '©des', 'imagedescription', 'usercomment', 'xpcomment'])
/** Keys that only tell which program made a file. */
const traceKeys = new Set(['dream', 'fooocus_scheme', 'generation_data', 'invokeai_metadata', 'sd-metadata', 'software'])
/** Of one object. Millions of members under the same key would only cost memory. */
const mostParts = 64
const label = /^\s*(workflow|prompt|parameters)\s*:\s*/i

/** Whether a key can hold anything for us, so that all others are passed over unread. */
export function isWanted(key: string): boolean {
  return partNameOf(key) !== null || commentKeys.has(key.toLowerCase()) || isTrace(key)
}

export function isTrace(key: string): boolean {
  return traceKeys.has(key.toLowerCase())
}

/** Whether the first characters of a value look like something for us, whatever its key (EXIF, XMP). */
export function looksWanted(start: string): boolean {
  return label.test(start) || start.trimStart().startsWith('{')
}

/**
 * What one text holds. Sources: ComfyUI writes `workflow` and `prompt` as keys, and `workflow:{...}` as values of EXIF tags;
 * VideoHelperSuite writes a comment `{"prompt": "...", "workflow": {...}}`; A1111 writes `parameters` or a comment with
 * `Steps: ` and `Sampler: `. Values that are no JSON object are no workflow and no prompt.
 */
export function interpret(key: string, text: string): readonly Part[] {
  const name = partNameOf(key)
  if (name !== null) return partOf(name, text, true)
  const labelled = label.exec(text.slice(0, 64))
  if (labelled) {
    const labelName = partNameOf(labelled[1] ?? '')
    return labelName === null ? [] : partOf(labelName, text.slice(labelled[0].length), true)
  }
  const bare = text.trim()
  if (bare.startsWith('{')) return partsOfObject(bare)
  return bare.includes('Steps: ') && bare.includes('Sampler: ') ? [{ name: 'parameters', text: bare, direct: false }] : []
}

function partNameOf(key: string): PartName | null {
  const name = key.toLowerCase()
  return name === 'workflow' || name === 'prompt' || name === 'parameters' ? name : null
}

/** A value may be the text itself or that text as a JSON string. */
function partOf(name: PartName, value: string, direct: boolean): readonly Part[] {
  const bare = value.trim()
  const text = parseString(bare)?.trim() ?? bare
  if (name === 'parameters') return text === '' ? [] : [{ name, text, direct }]
  return text.startsWith('{') ? [{ name, text, direct }] : []
}

/** A comment that is an object: it holds the parts by name, or is itself a workflow (`nodes`) or a prompt (`class_type`). */
function partsOfObject(text: string): readonly Part[] {
  const parts: Part[] = []
  let itself: PartName | null = null
  for (const [key, value] of membersOf(text)) {
    const name = partNameOf(key)
    if (parts.length >= mostParts) break
    if (name !== null) parts.push(...partOf(name, value, false))
    else if (key === 'nodes' && value.startsWith('[')) itself = 'workflow'
    else if (itself === null && value.startsWith('{') && value.includes('"class_type"')) itself = 'prompt'
  }
  return parts.length === 0 && itself !== null ? [{ name: itself, text, direct: false }] : parts
}

import type { TensorEntry } from '../../model-facts.js'
import { isDictionary, isSequence, isTensor, type Dictionary, type Value } from './values.js'

const maxTensors = 200_000
const maxDepth = 64
const maxName = 1024

export interface NamedTensors {
  /** What a loader takes, in the file's order. */
  readonly tensors: readonly TensorEntry[]
  /** Tensors beside `state_dict`: what an interrupted training would go on from. */
  readonly beside: number
  readonly besideBytes: number
}

/**
 * Tensors by the dotted path of keys that leads to them. An outer `state_dict` is left out of the path, and what lies beside it
 * is only counted, as loaders pass it by. A container that is reached twice is named once; at most 200,000 tensors.
 */
export function nameTensors(root: Value): NamedTensors {
  const state = isDictionary(root) ? valueOf(root, 'state_dict') : undefined
  if (!isDictionary(root) || !isDictionary(state))
    return { tensors: gather(root, new Set()), beside: 0, besideBytes: 0 }
  const seen = new Set<Value>()
  const tensors = gather(state, seen)
  const rest = gather(root, seen)
  return { tensors, beside: rest.length, besideBytes: rest.reduce((sum, { bytes }) => sum + bytes, 0) }
}

interface Step {
  readonly path: string
  readonly depth: number
  readonly value: Value
}

function gather(root: Value, seen: Set<Value>): TensorEntry[] {
  const found = new Map<string, TensorEntry>()
  const open: Step[] = [{ path: '', depth: 0, value: root }]
  for (let step = open.pop(); step !== undefined && found.size < maxTensors; step = open.pop()) {
    const { path, depth, value } = step
    if (isTensor(value)) {
      if (path.length <= maxName)
        found.set(path, { name: path, type: value.type, shape: value.shape, bytes: value.bytes })
      continue
    }
    if (depth > maxDepth || seen.has(value)) continue
    const inner = entriesOf(value)
    if (inner.length > 0) seen.add(value)
    // Last first, so that the first is taken up first.
    for (const [key, part] of inner.reverse()) {
      open.push({ path: path === '' ? key : `${path}.${key}`, depth: depth + 1, value: part })
    }
  }
  return [...found.values()]
}

function entriesOf(value: Value): (readonly [string, Value])[] {
  if (isSequence(value)) return value.parts.map((part, index) => [String(index), part] as const).filter(leads)
  if (!isDictionary(value)) return []
  const entries = new Map<string, Value>()
  value.keys.forEach((key, index) => {
    const part = value.values[index]
    if (part !== undefined && (typeof key === 'string' || typeof key === 'number')) entries.set(String(key), part)
  })
  return [...entries].filter(leads)
}

function leads([, value]: readonly [string, Value]): boolean {
  return isTensor(value) || isDictionary(value) || isSequence(value)
}

function valueOf(dictionary: Dictionary, key: string): Value | undefined {
  const at = dictionary.keys.lastIndexOf(key)
  return at === -1 ? undefined : dictionary.values[at]
}

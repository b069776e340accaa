import type { ByteSource } from '../../model-facts.js'
import { decodeUtf8 } from '../bytes.js'
import { bareReading, type Reading } from '../reading.js'
import { quote } from '../words.js'
import { pipelineFamilies } from './pipeline-families.js'

/** No pipeline's index comes near it. */
const maxBytes = 64 * 1024

/**
 * Reads the `model_index.json` of a diffusers folder: a JSON object with a `_class_name` whose other entries are pairs of library
 * and class. Null for any other file. `head`: at least the first 64 KiB. Format: huggingface/diffusers, DiffusionPipeline.
 */
export function readModelIndex(source: ByteSource, head: Uint8Array): Reading | null {
  if (source.size > maxBytes || head.length < source.size || head[0] !== 0x7b) return null
  const index = parseObject(head)
  const className = index?.get('_class_name')
  if (index === null || typeof className !== 'string') return null
  const parts = [...index].filter(([key, value]) => !key.startsWith('_') && isPair(value)).map(([key]) => key)
  if (parts.length === 0) return null
  const version = index.get('_diffusers_version')
  const metadata = new Map([
    ['_class_name', className],
    ...(typeof version === 'string' ? [['_diffusers_version', version] as const] : []),
    ['parts', parts.sort().join(', ')],
  ])
  const family = pipelineFamilies.get(className) ?? null
  const known = family === null ? '' : `, so the family ${family}`
  const evidence = [
    { from: 'model_index.json', says: `the folder is a diffusers pipeline of class ${quote(className)}${known}` },
  ]
  return bareReading('diffusers', { metadata, evidence, kind: 'diffusers', family })
}

function parseObject(bytes: Uint8Array): ReadonlyMap<string, unknown> | null {
  const text = decodeUtf8(bytes)
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : null
  } catch {
    return null
  }
}

/** `[null, null]` stands for a part that is left out. */
function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((part) => part === null || typeof part === 'string')
}

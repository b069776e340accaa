import { plainBlock } from './words.js'

const maxEntries = 64
const maxBytes = 2048

/**
 * What is worth keeping of declared metadata: 64 entries of at most 2 KiB UTF-8 each, those first that say what the model is;
 * embedded graphs and training statistics last. Sorted by key. Foreign text; control characters become U+FFFD.
 */
export function boundMetadata(declared: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const keys = [...declared.keys()].filter((key) => key.length <= 256)
  keys.sort((left, right) => rankOf(left) - rankOf(right) || (left < right ? -1 : 1))
  const kept = keys.slice(0, maxEntries).sort()
  // fromEntries defines properties, so that a key `__proto__` is a key like any other.
  return Object.fromEntries(kept.map((key) => [plainBlock(key), cut(declared.get(key) ?? '')]))
}

function rankOf(key: string): number {
  if (last.has(key)) return worth.length + 1
  const rank = worth.findIndex((start) => key.startsWith(start))
  return rank === -1 ? worth.length : rank
}

const worth = [
  'modelspec.',
  'general.',
  'format',
  'ss_base_model',
  'ss_network',
  'ss_output_name',
  'ss_sd_',
  'sshs_',
  'ss_',
]
const last = new Set(['prompt', 'workflow', 'ss_bucket_info', 'ss_dataset_dirs', 'ss_datasets', 'ss_tag_frequency'])

function cut(text: string): string {
  const { read } = encoder.encodeInto(text.slice(0, maxBytes), scratch)
  return plainBlock(text.slice(0, read))
}

const encoder = new TextEncoder()
const scratch = new Uint8Array(maxBytes)

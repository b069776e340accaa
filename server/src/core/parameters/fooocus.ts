import type { Held, HeldModel } from '@greenlight/shared/held'
import { isList, isRecord, own, type ForeignRecord } from '../workflow/foreign.js'
import { readHash } from './held-hash.js'
import { mergeModels } from './merge-models.js'
import { promptModels } from './prompt-models.js'

/** Told apart from the settings. */
const apart = new Set(['full_negative_prompt', 'full_prompt', 'loras', 'negative_prompt', 'prompt'])

/** JSON of Fooocus' own scheme (2.2 and later). Null for any other object. Hashes there are the first 10 digits of SHA-256. */
export function readFooocus(value: unknown): Held | null {
  if (!isRecord(value)) return null
  const version = own(value, 'version')
  if (own(value, 'metadata_scheme') !== 'fooocus' && !(typeof version === 'string' && version.startsWith('Fooocus'))) return null
  const [positive, negative] = [promptOf(value, 'prompt'), promptOf(value, 'negative_prompt')]
  return {
    grade: 'parameters-only',
    tool: 'Fooocus',
    positive,
    ...(negative === '' ? {} : { negative }),
    settings: Object.entries(value).flatMap(([name, one]) =>
      apart.has(name) || (typeof one !== 'string' && typeof one !== 'number') ? [] : [{ name, value: String(one) }],
    ),
    models: mergeModels([
      ...modelIn(value, 'base_model', 'checkpoints', 'base_model_hash'),
      ...modelIn(value, 'refiner_model', 'checkpoints', 'refiner_model_hash'),
      ...modelIn(value, 'vae', 'vae', 'vae_hash'),
      ...lorasIn(own(value, 'loras')),
      ...promptModels(positive),
      ...promptModels(negative),
    ]),
  }
}

function promptOf(record: ForeignRecord, key: string): string {
  const value = own(record, key)
  return typeof value === 'string' ? value : ''
}

function modelIn(record: ForeignRecord, key: string, directory: string, hashKey: string): HeldModel[] {
  const [name, hashed] = [own(record, key), own(record, hashKey)]
  const hash = typeof hashed === 'string' ? readHash(hashed, 'model') : null
  if (typeof name !== 'string' || /^(?:none|default \(model\)|)$/i.test(name)) return []
  return [{ name, directory, ...(hash === null ? {} : { hash }), from: key, confidence: hash === null ? 0.8 : 0.95 }]
}

/** `[name, weight, hash]` each. */
function lorasIn(loras: unknown): HeldModel[] {
  if (!isList(loras)) return []
  return loras.slice(0, 200).flatMap((one): HeldModel[] => {
    const [name, weight, hashed]: readonly unknown[] = isList(one) ? one : []
    if (typeof name !== 'string' || name === '') return []
    const hash = typeof hashed === 'string' ? readHash(hashed, 'other') : null
    return [{ name, directory: 'loras', ...(hash === null ? {} : { hash }), ...(typeof weight === 'number' ? { weight } : {}), from: 'loras', confidence: 0.95 }]
  })
}

import type { Held, HeldModel } from '@greenlight/shared/held'
import { isList, isRecord, own, type ForeignRecord } from '../workflow/foreign.js'
import { readHash } from './held-hash.js'
import { mergeModels } from './merge-models.js'

/** Where InvokeAI's own record names models, and the model folder of each. */
const single = [
  ['model', 'checkpoints'],
  ['refiner_model', 'checkpoints'],
  ['vae', 'vae'],
] as const
const several = [
  ['loras', 'lora', 'loras'],
  ['controlnets', 'control_model', 'controlnet'],
  ['ipAdapters', 'ip_adapter_model', 'ipadapter'],
  ['t2iAdapters', 't2i_adapter_model', 'controlnet'],
] as const

/** The JSON of `invokeai_metadata` (InvokeAI 3 and later: `name` and `hash`, before `model_name`). Null for any other object. */
export function readInvokeAi(value: unknown): Held | null {
  if (!isRecord(value) || !('positive_prompt' in value || 'generation_mode' in value || isRecord(own(value, 'model')))) return null
  const [positive, negative] = [own(value, 'positive_prompt'), own(value, 'negative_prompt')]
  return {
    grade: 'parameters-only',
    tool: 'InvokeAI',
    ...(typeof positive === 'string' ? { positive } : {}),
    ...(typeof negative === 'string' && negative !== '' ? { negative } : {}),
    settings: Object.entries(value).flatMap(([name, one]) =>
      name.endsWith('_prompt') || (typeof one !== 'string' && typeof one !== 'number') ? [] : [{ name, value: String(one) }],
    ),
    models: mergeModels([
      ...single.flatMap(([key, directory]) => modelIn(own(value, key), directory, key)),
      ...several.flatMap(([key, inside, directory]) => listIn(own(value, key), inside, directory, key)),
    ]),
  }
}

function listIn(list: unknown, inside: string, directory: string, from: string): HeldModel[] {
  if (!isList(list)) return []
  return list.slice(0, 200).flatMap((one) => {
    if (!isRecord(one)) return []
    const weight = own(one, 'weight')
    const models = modelIn(own(one, inside) ?? own(one, 'model'), directory, from)
    return models.map((model) => ({ ...model, ...(typeof weight === 'number' ? { weight } : {}) }))
  })
}

function modelIn(value: unknown, directory: string, from: string): HeldModel[] {
  if (!isRecord(value)) return []
  const name = textOf(value, 'name') ?? textOf(value, 'model_name')
  const hashed = textOf(value, 'hash')
  const hash = hashed === null ? null : readHash(hashed, 'other')
  if (name === null) return []
  return [{ name, directory, ...(hash === null ? {} : { hash }), from, confidence: hash === null ? 0.8 : 0.95 }]
}

function textOf(record: ForeignRecord, key: string): string | null {
  const value = own(record, key)
  return typeof value === 'string' && value !== '' ? value : null
}

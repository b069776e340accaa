import type { HeldModel } from '@greenlight/shared/held'
import { piecesOf } from '../names/stem.js'
import { foldText } from '../names/fold-text.js'
import { type HeldHash, strongestFirst } from './held-hash.js'

const mostModels = 500

/** What one place of the text says of a model. */
export type Mention = HeldModel

/**
 * Mentions of the same model as one, in the order of the text: a tag gives the weight, a list of hashes the hash. Two hashes of one kind that
 * differ are two models. `from` names every place.
 */
export function mergeModels(mentions: readonly Mention[]): HeldModel[] {
  const byKey = new Map<string, HeldModel[]>()
  const order: { models: HeldModel[]; at: number }[] = []
  for (const mention of mentions) {
    const key = keyOf(mention)
    const same = byKey.get(key) ?? []
    byKey.set(key, same)
    const at = same.findIndex((one) => agree(one, mention))
    const before = same[at]
    if (before !== undefined) same[at] = joined(before, mention)
    else if (order.length < mostModels) {
      order.push({ models: same, at: same.length })
      same.push(mention)
    }
  }
  return order.flatMap(({ models, at }) => models[at] ?? [])
}

function keyOf({ name, directory, hash, air, civitaiVersion }: HeldModel): string {
  const version = air ?? civitaiVersion
  if (version !== undefined) return JSON.stringify(['version', version])
  return JSON.stringify(name === null ? [directory, null, hash?.value ?? null] : [directory, piecesOf(foldText(name)).rest])
}

function agree(a: HeldModel, b: HeldModel): boolean {
  const left = hashesOf(a)
  return hashesOf(b).every((hash) => left.every((one) => one.type !== hash.type || one.value === hash.value))
}

function hashesOf({ hash, others = [] }: HeldModel): HeldHash[] {
  return hash === undefined ? [] : [hash, ...others]
}

function joined(a: HeldModel, b: HeldModel): HeldModel {
  const all = [...hashesOf(a), ...hashesOf(b)]
  const [hash, ...others] = strongestFirst([...new Map(all.map((one) => [`${one.type}:${one.value}`, one])).values()])
  const weight = a.weight ?? b.weight
  const { hash: _hash, others: _others, weight: _weight, ...rest } = { ...b, ...a }
  const places = a.from.split(', ').includes(b.from) ? a.from : `${a.from}, ${b.from}`
  return {
    ...rest,
    from: places.length > 200 ? a.from : places,
    ...(hash === undefined ? {} : { hash }),
    ...(others.length === 0 ? {} : { others }),
    ...(weight === undefined ? {} : { weight }),
    confidence: Math.max(a.confidence, b.confidence),
  }
}

import type { CatalogueView } from '../catalogue-part.js'
import type { Known, ListedModel, PackClaim, PackShares } from '../installed.js'
import { repositoryKey } from '../resolve/repository.js'
import { comfyUiKeys, foldName } from '../pack-name.js'
import { groupPacks, type PackGroup } from './groups.js'
import { laterMap } from './later-map.js'
import { type MergedPack, mergeTold } from './merge-told.js'
import { sharesOf } from './shares.js'

export type LookUp = (types: readonly string[], ids: readonly string[], models: readonly string[]) => Omit<Known, 'source' | 'problems'>

/** Questions to these parts, in order of trust. What was worked out for a pack is kept for the next question. */
export function lookUpIn(views: readonly CatalogueView[]): LookUp {
  const groups = groupPacks(views)
  const merged = memo((group: PackGroup) => mergeTold(group))
  const asPack = memo((group: PackGroup) => packOf(group, merged(group)))
  const typesOf = memo((group: PackGroup) => [...new Set(group.rows.flatMap(({ view, at }) => view.typesOf(at)))])
  const byKey = new Map<string, PackGroup>()
  const sharesByKey = new Map<string, PackShares>()

  function claimants(type: string, via: PackClaim['via']): PackGroup[] {
    const found = new Map<string, PackGroup>()
    for (const view of views) {
      for (const at of via === 'exact-type' ? view.claimants(type) : view.byPattern(type)) {
        const group = groups.of(view, at)
        found.set(group.key, group)
      }
    }
    return [...found.values()]
  }

  const packsOn = memo((type: string) => {
    const packs = claimants(type, 'exact-type').filter((group) => !comfyUiKeys.has(group.key))
    for (const group of packs) byKey.set(group.key, group)
    return packs.map((group) => group.key)
  })

  const shareFacts = {
    typesOf: (key: string) => typesOf(byKey.get(key) ?? { key, rows: [] }),
    claimantsOf: packsOn,
    titleOf: (key: string) => titleOf(byKey.get(key)),
  }

  function sharesFor(group: PackGroup): PackShares {
    const known = sharesByKey.get(group.key)
    if (known !== undefined) return known
    byKey.set(group.key, group)
    const found = sharesOf(group.key, shareFacts)
    sharesByKey.set(group.key, found)
    return found
  }

  const claimsOn = memo((type: string): readonly { readonly group: PackGroup; readonly claim: PackClaim }[] => {
    const exact = claimants(type, 'exact-type')
    const named = new Set(exact.map(({ key }) => key))
    const alike = claimants(type, 'pattern').filter(({ key }) => !named.has(key))
    const claims = (packs: PackGroup[], via: PackClaim['via']) =>
      packs.sort((a, b) => (a.key < b.key ? -1 : 1)).map((group) => ({ group, claim: claimOf(group, merged(group), type, via) }))
    return [...claims(exact, 'exact-type'), ...claims(alike, 'pattern')]
  })

  const named = memo((id: string) => packNamed(id, groups.find))
  /** By its repository, and by its id where nobody else is meant by that. */
  function addPack(packs: Map<string, PackClaim>, group: PackGroup, pack: PackClaim): void {
    if (!packs.has(group.key)) packs.set(group.key, pack)
    if (pack.id !== null && !packs.has(pack.id) && named(pack.id) === group) packs.set(pack.id, pack)
  }

  return (types, ids, models) => {
    const claims = new Map<string, readonly PackClaim[]>()
    const packs = new Map<string, PackClaim>()
    const claiming = new Map<string, PackGroup>()
    for (const view of views) view.prepare?.(types)
    for (const type of new Set(types)) {
      const found = claimsOn(type)
      if (found.length > 0) claims.set(type, found.map(({ claim }) => claim))
      for (const { group } of found) {
        if (comfyUiKeys.has(group.key)) continue
        addPack(packs, group, asPack(group))
        claiming.set(group.key, group)
      }
    }
    for (const id of new Set(ids)) {
      const group = named(id)
      if (group === null || comfyUiKeys.has(group.key)) continue
      const pack = asPack(group)
      addPack(packs, group, pack)
      const asAsked = isPlainId(id) ? { ...pack, id: id.trim().toLowerCase() } : pack
      packs.set(id, asAsked)
      if (isPlainId(id)) packs.set(id.toLowerCase(), asAsked)
    }
    let prepared = false
    const shares = laterMap(claiming.keys(), (key) => {
      if (!prepared) for (const view of views) view.prepare?.(new Set([...claiming.values()].flatMap(typesOf)))
      prepared = true
      return sharesFor(claiming.get(key) ?? { key, rows: [] })
    })
    return { claims, packs, shares, models: listedModels(views, models) }
  }
}

/**
 * The pack that a registry id, an `owner/name` or an address means. An id that a part binds to a pack means that pack; else it
 * means the repository of that name where exactly one is listed: mostly the id is made from it. Two answers are none.
 */
export function packNamed(id: string, find: (word: string) => readonly PackGroup[]): PackGroup | null {
  const bare = id.trim().toLowerCase()
  if (bare === '') return null
  if (!isPlainId(id)) {
    const key = repositoryKey(id)
    return key === null ? null : (find(key)[0] ?? null)
  }
  const bound = find(`id:${bare}`)
  // Ids are unique in the registry; a part that is not the registry may use the same word for another pack as a nickname.
  const proven = bound.filter((group) => group.rows.some(({ view, at }) => view.tell(at).id === bare))
  if (proven.length === 1) return proven[0] ?? null
  const named = find(`name:${foldName(bare)}`)
  const found = new Map([...(proven.length > 1 ? proven : [...bound, ...named])].map((group) => [group.key, group]))
  return found.size === 1 ? ([...found.values()][0] ?? null) : null
}

function isPlainId(id: string): boolean {
  return !/[/\\:@]/.test(id)
}

function claimOf(group: PackGroup, pack: MergedPack, type: string, via: PackClaim['via']): PackClaim {
  const rows = group.rows.filter(({ view, at }) => (via === 'exact-type' ? view.claimants(type) : view.byPattern(type)).includes(at))
  const signatures = rows.flatMap(({ view, at }) => view.signatures(at, type))
  const from = [...new Set(rows.map(({ view }) => view.from))].join(', ')
  if (comfyUiKeys.has(group.key)) return { id: null, repository: pack.repository, title: pack.title, via, from }
  return {
    ...packOf(group, pack),
    via,
    from,
    ...(pack.wins.has(type) ? { wins: true } : {}),
    ...(signatures.length === 0 ? {} : { signatures }),
  }
}

function packOf(group: PackGroup, { id, repository, title, about, risks }: MergedPack): PackClaim {
  return {
    id,
    repository,
    title,
    via: 'exact-type',
    from: [...new Set(group.rows.map(({ view }) => view.from))].join(', '),
    ...(about === undefined ? {} : { about }),
    ...(risks === undefined ? {} : { risks }),
  }
}

function titleOf(group: PackGroup | undefined): string {
  if (group === undefined) return ''
  for (const { view, at } of group.rows) {
    const title = view.title(at)
    if (title !== null) return title
  }
  return group.key.startsWith('id:') ? group.key.slice(3) : group.key.slice(group.key.lastIndexOf('/') + 1)
}

function listedModels(views: readonly CatalogueView[], asked: readonly string[]): Map<string, readonly ListedModel[]> {
  const models = new Map<string, readonly ListedModel[]>()
  for (const path of new Set(asked)) {
    const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase()
    const byAddress = new Map(views.flatMap((view) => view.models(name)).map((model) => [`${model.url}\n${model.directory ?? ''}`, model]))
    if (byAddress.size > 0) models.set(name, [...byAddress.values()])
  }
  return models
}

/** Answers that are kept at a time: questions come from others' files, and a server runs for weeks. */
const most = 20_000

function memo<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const made = make(key)
    if (known.size >= most) known.clear()
    known.set(key, made)
    return made
  }
}

import { type Known, nothingKnown, type PackClaim, type PackShares } from '../../installed.js'

/** A catalogue of these packs: `{ 'owner/ComfyUI-Foo': ['TypeA', 'TypeB'] }`; `more` by pack. */
export function knownOf(packs: Readonly<Record<string, readonly string[]>>, more: Readonly<Record<string, Partial<PackClaim>>> = {}): Known {
  const claims = new Map<string, PackClaim[]>()
  const byPack = new Map<string, PackClaim>()
  for (const [name, types] of Object.entries(packs)) {
    const claim: PackClaim = { id: null, repository: `https://github.com/${name}`, title: name.split('/')[1] ?? name, via: 'exact-type', ...more[name] }
    byPack.set(keyOf(name), claim)
    for (const type of types) claims.set(type, [...(claims.get(type) ?? []), claim])
  }
  const shares = new Map(Object.keys(packs).map((name) => [keyOf(name), sharesOf(name, packs)]))
  return { ...nothingKnown, claims, packs: byPack, shares, source: 'catalogue' }
}

/** `alone` as the port says it: greedily, who shares most first. */
function sharesOf(name: string, packs: Readonly<Record<string, readonly string[]>>): PackShares {
  const names = packs[name] ?? []
  const others = Object.entries(packs).filter(([other]) => other !== name)
  const claimed = (type: string): boolean => others.some(([, types]) => types.includes(type))
  let left = names.filter(claimed)
  const shares = others.map(([other, types]) => ({ other, types, shared: names.filter((type) => types.includes(type)).length, alone: 0 }))
  for (;;) {
    const counted = shares.map((one) => ({ one, count: left.filter((type) => one.types.includes(type)).length }))
    const [best] = counted.sort((a, b) => b.count - a.count || a.one.types.length - b.one.types.length || (a.one.other < b.one.other ? -1 : 1))
    if (best === undefined || best.count === 0) break
    best.one.alone = best.count
    left = left.filter((type) => !best.one.types.includes(type))
  }
  const listed = shares.filter(({ shared }) => shared > 0).sort((a, b) => b.shared - a.shared || (a.other < b.other ? -1 : 1))
  return {
    types: names.length,
    names,
    exclusive: names.filter((type) => !claimed(type)).length,
    with: listed.map(({ other, types, shared, alone }) => ({ key: keyOf(other), title: other.split('/')[1] ?? other, shared, alone, types: types.length })),
  }
}

function keyOf(name: string): string {
  return `github.com/${name.toLowerCase()}`
}

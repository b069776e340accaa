import { type ShareFacts, sharesOf } from '../../catalogue/shares.js'
import { type Known, nothingKnown, type PackClaim } from '../../installed.js'
import { packKey } from '../pack-key.js'

/** A catalogue of these packs: `{ 'owner/ComfyUI-Foo': ['TypeA', 'TypeB'] }`; `more` by pack. */
export function knownOf(packs: Readonly<Record<string, readonly string[]>>, more: Readonly<Record<string, Partial<PackClaim>>> = {}): Known {
  const claims = new Map<string, PackClaim[]>()
  const byPack = new Map<string, PackClaim>()
  for (const [name, types] of Object.entries(packs)) {
    const claim: PackClaim = { id: null, repository: `https://github.com/${name}`, title: name.split('/')[1] ?? name, via: 'exact-type', ...more[name] }
    byPack.set(keyOf(name), claim)
    for (const type of types) claims.set(type, [...(claims.get(type) ?? []), claim])
  }
  const keys = new Map(Object.keys(packs).map((name) => [keyOf(name), name]))
  const facts: ShareFacts = {
    typesOf: (key) => packs[keys.get(key) ?? ''] ?? [],
    claimantsOf: (type) => (claims.get(type) ?? []).map(packKey),
    titleOf: (key) => byPack.get(key)?.title ?? key,
  }
  const shares = new Map([...keys.keys()].map((key) => [key, sharesOf(key, facts)]))
  return { ...nothingKnown, claims, packs: byPack, shares, source: 'catalogue' }
}

function keyOf(name: string): string {
  return `github.com/${name.toLowerCase()}`
}

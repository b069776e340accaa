import type { PackAbout, PackRisk } from '@greenlight/shared/packs'
import type { Known, ListedModel, PackClaim, PackShares } from '../installed.js'
import type { Catalogue } from '../ports.js'
import { normaliseRepository } from '../repository.js'
import type { ToldCatalogue } from './contract/catalogue-facts.js'

type Told = ToldCatalogue['packs'][number]

/** A catalogue that looks at everything it was told with every question: slow, plain, and bound by the same contract as the real one. */
export function createMemoryCatalogue({ packs, models }: ToldCatalogue): Catalogue {
  const keyOf = (pack: Told) => normaliseRepository(pack.address) ?? ''
  const isPack = (pack: Told) => keyOf(pack) !== 'github.com/comfyanonymous/comfyui'
  const named = (name: string) => name.toLowerCase().replace(/[_.\s-]+/g, '-')
  const nameOf = (pack: Told) => named(keyOf(pack).split('/').at(-1) ?? '')
  const idOf = (pack: Told) => (isPack(pack) && pack.id !== undefined && pack.id.toLowerCase() === keyOf(pack).split('/').at(-1) ? pack.id.toLowerCase() : null)

  const claimOf = (pack: Told): PackClaim => {
    const old = /\[DEPRECATED\]/.test(pack.title) ? 'The list marks it as deprecated.' : /^This repository has been archived.*?(?=\.)/.exec(pack.description ?? '')?.[0]
    const about: PackAbout = {
      ...(pack.author === undefined ? {} : { author: pack.author }),
      ...(pack.description === undefined ? {} : { description: pack.description }),
      ...(pack.stars === undefined ? {} : { stars: pack.stars }),
      ...(pack.updated === undefined ? {} : { updated: pack.updated }),
      ...(old === undefined ? {} : { deprecated: old }),
    }
    const risks: PackRisk[] = [
      ...(old === undefined ? [] : [{ kind: 'deprecated' as const, says: old }]),
      ...(pack.packages === undefined ? [] : [{ kind: 'packages' as const, says: `The list names Python packages: ${pack.packages.join(', ')}.` }]),
    ]
    const plain = { id: idOf(pack), repository: pack.address, title: pack.title, via: 'exact-type' as const, from: 'memory' }
    if (!isPack(pack)) return plain
    return { ...plain, ...(Object.keys(about).length === 0 ? {} : { about }), ...(risks.length === 0 ? {} : { risks }) }
  }

  const byPattern = (type: string) => packs.filter((pack) => pack.pattern === ' \\(vendor\\)$' && type.length <= 300 && type.endsWith(' (vendor)'))
  const claimants = (type: string) => packs.filter((pack) => pack.types.includes(type))

  const sharesOf = (pack: Told): PackShares => {
    const others = packs
      .filter((other) => other !== pack && isPack(other))
      .map((other) => ({ other, shared: other.types.filter((type) => pack.types.includes(type)) }))
      .filter(({ shared }) => shared.length > 0)
      .sort((a, b) => b.shared.length - a.shared.length || a.other.types.length - b.other.types.length || (keyOf(a.other) < keyOf(b.other) ? -1 : 1))
    const left = new Set(pack.types)
    return {
      types: pack.types.length,
      names: [...pack.types].sort(),
      exclusive: pack.types.filter((type) => !others.some(({ shared }) => shared.includes(type))).length,
      with: others.map(({ other, shared }) => ({ key: keyOf(other), title: other.title, shared: shared.length, alone: shared.filter((type) => left.delete(type)).length, types: other.types.length })),
    }
  }

  const packNamed = (id: string): Told | undefined => {
    if (id.trim() === '') return undefined
    const address = /^[\w.-]+\/[\w.-]+$/.test(id) ? `github.com/${id}` : id
    const key = normaliseRepository(address)
    if (/[/:@]/.test(id)) return packs.find((pack) => key !== null && (keyOf(pack) === key || normaliseRepository(pack.formerly ?? '') === key))
    const own = packs.find((pack) => idOf(pack) === id.toLowerCase())
    const found = packs.filter((pack) => nameOf(pack) === named(id) || pack.id?.toLowerCase() === id.toLowerCase())
    return own ?? (found.length === 1 ? found[0] : undefined)
  }

  return {
    async lookUp(types, ids, asked = []) {
      const claims = new Map<string, readonly PackClaim[]>()
      const known = new Map<string, PackClaim>()
      const shares = new Map<string, PackShares>()
      for (const type of types) {
        const sorted = (found: readonly Told[]) => found.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
        const exact = sorted(claimants(type))
        const found = [...exact, ...sorted(byPattern(type).filter((pack) => !exact.includes(pack)))]
        const via = (pack: Told) => (exact.includes(pack) ? ('exact-type' as const) : ('pattern' as const))
        if (found.length > 0) claims.set(type, found.map((pack) => ({ ...claimOf(pack), via: via(pack), ...(pack.wins?.includes(type) === true ? { wins: true } : {}) })))
        for (const pack of found.filter(isPack)) {
          known.set(keyOf(pack), claimOf(pack))
          shares.set(keyOf(pack), sharesOf(pack))
        }
      }
      for (const id of ids) {
        const pack = packNamed(id)
        if (pack === undefined || !isPack(pack)) continue
        const claim = /[/:@]/.test(id) ? claimOf(pack) : { ...claimOf(pack), id: id.toLowerCase() }
        known.set(keyOf(pack), claimOf(pack)).set(id, claim)
        if (!/[/:@]/.test(id)) known.set(id.toLowerCase(), claim)
      }
      return { claims, packs: known, shares, models: modelsFor(asked), source: 'memory', problems: [] } satisfies Known
    },
    status: async () => [{ from: 'import', where: 'memory', packs: packs.filter(isPack).length, nodeTypes: new Set(packs.flatMap(({ types }) => types)).size, models: models.length }],
  }

  function modelsFor(asked: readonly string[]): Map<string, readonly ListedModel[]> {
    const names = new Set(asked.map((path) => (path.split(/[/\\]/).at(-1) ?? '').toLowerCase()))
    const found = new Map<string, ListedModel[]>()
    for (const { name, title, url, page, folder, type, base, size } of models) {
      if (!names.has(name.toLowerCase())) continue
      const directory = folder === 'default' ? (type === 'VAE' ? 'vae' : 'etc') : folder.startsWith('custom_nodes') ? null : folder
      const [, amount = '', unit = ''] = /^([\d.]+)([MG])B$/.exec(size) ?? []
      const bytes = amount === '' ? null : Math.round(Number(amount) * (unit === 'G' ? 1e9 : 1e6))
      found.set(name.toLowerCase(), [...(found.get(name.toLowerCase()) ?? []), { name, title, url, page, directory, base, size: bytes, from: 'memory' }])
    }
    return found
  }
}

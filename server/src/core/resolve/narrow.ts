import type { Installed, Known, PackClaim } from '../installed.js'
import { type Claimant, carriedFrom } from './carried.js'
import { packKey } from './pack-key.js'
import { findPackOnDisk } from './pack-on-disk.js'
import { bestFit } from './same-sockets.js'
import { keepOnly, settle, titleOf, type TypeCase } from './type-case.js'

export interface Facts {
  readonly installed: Installed
  readonly known: Known
  /** Packs that the workflow needs for other types, with the reason. */
  readonly needed: ReadonlyMap<string, string>
}

/** Rules that look at one type and its claimants, in the order of trust. Each puts claimants aside; who is left alone is chosen. */
export function narrow(one: TypeCase, facts: Facts): void {
  for (const rule of [onDisk, namedWinner, notDeprecated, notCollected, notCarried, sameSockets]) {
    if (one.chosen !== null) return
    rule(one, facts)
  }
}

function namedWinner(one: TypeCase, { known, needed }: Facts): void {
  const winners = claimsOf(one, known).filter(({ wins }) => wins === true).map(packKey)
  if ([...one.left].some((key) => needed.has(key)) && !winners.some((key) => needed.has(key))) return
  keepOnly(one, (key) => winners.includes(key), () => `The catalogue gives this name to ${winners.map((key) => titleOf(one, key)).join(', ')}.`)
  settle(one, 'named-winner', 'The keepers of the catalogue gave it this name, which others claim too.')
}

function onDisk(one: TypeCase, { installed }: Facts): void {
  const here = (key: string): boolean => {
    const candidate = one.candidates.get(key)
    return candidate !== undefined && findPackOnDisk(installed.nodePacks, candidate) !== null
  }
  keepOnly(one, here, (key) => `Another claimant is in custom_nodes, ${titleOf(one, key)} is not.`)
  settle(one, 'on-disk', 'It is in custom_nodes, the other claimants are not.')
}

function notDeprecated(one: TypeCase, { known, needed }: Facts): void {
  const old = new Map(claimsOf(one, known).flatMap((claim) => (claim.about?.deprecated === undefined ? [] : [[packKey(claim), claim.about.deprecated] as const])))
  keepOnly(one, (key) => !old.has(key) || needed.has(key), (key) => `Deprecated: ${old.get(key) ?? ''}`)
  settle(one, 'not-deprecated', 'The other claimants are deprecated.')
}

/** Listed only by collections of others' nodes, while the name bears a mark that another pack announces as its own. */
function notCollected(one: TypeCase, { needed }: Facts): void {
  const announces = (key: string): boolean => one.candidates.get(key)?.via === 'pattern'
  const owners = [...one.left].filter(announces)
  const collectors = [...one.left].filter((key) => !announces(key))
  if (owners.length === 0 || (collectors.some((key) => needed.has(key)) && !owners.some((key) => needed.has(key)))) return
  const marked = `the name bears the mark of ${owners.map((owner) => titleOf(one, owner)).join(', ')}`
  keepOnly(one, announces, (key) => `${titleOf(one, key)} collects nodes of others, and ${marked}.`)
  settle(one, 'carried', `Only packs that collect nodes of others list it, and ${marked}.`)
}

/** A pack that carries a copy of another's node gives way to that pack, unless the workflow needs the carrier and not the owner. */
function notCarried(one: TypeCase, { known, needed }: Facts): void {
  const claimants = [...one.left].flatMap((key) => claimantOf(one, key, known))
  const reasons = new Map<string, string>()
  for (const pack of claimants) {
    for (const owner of claimants) {
      if (owner === pack || reasons.has(pack.key) || (needed.has(pack.key) && !needed.has(owner.key))) continue
      const because = carriedFrom(pack, owner, one.reference.type)
      if (because !== null && carriedFrom(owner, pack, one.reference.type) === null) reasons.set(pack.key, because)
    }
  }
  keepOnly(one, (key) => !reasons.has(key), (key) => reasons.get(key) ?? '')
  settle(one, 'carried', [...reasons.values()].join(' '))
}

/** Decides only where one claimant's definition takes the saved sockets and every other one's clearly does not. */
function sameSockets(one: TypeCase, { known }: Facts): void {
  const fits = new Map<string, number>()
  for (const claim of claimsOf(one, known)) {
    const best = bestFit(one.reference, claim.signatures ?? [])
    if (best !== null && one.left.has(packKey(claim))) fits.set(packKey(claim), best.fit)
  }
  if (fits.size !== one.left.size) return
  const good = [...fits].filter(([, fit]) => fit >= 0.9).map(([key]) => key)
  if (good.length === 0) return
  keepOnly(one, (key) => (fits.get(key) ?? 1) >= 0.5, (key) => `Its inputs and outputs are others: ${Math.round((fits.get(key) ?? 0) * 100)} % fit.`)
  settle(one, 'signature', 'Its inputs and outputs are those of the saved node, the other claimants have others.')
}

/** Among those still possible, the packs that the workflow needs for other types. */
export function neededAnyway(one: TypeCase, { needed }: Pick<Facts, 'needed'>): void {
  if (one.chosen !== null) return
  keepOnly(one, (key) => needed.has(key), (key) => `The workflow needs another claimant anyway, ${titleOf(one, key)} only for this.`)
  const [key] = one.left
  settle(one, 'needed-anyway', (key === undefined ? undefined : needed.get(key)) ?? '')
}

function claimsOf(one: TypeCase, known: Known): readonly PackClaim[] {
  return known.claims.get(one.reference.type) ?? []
}

function claimantOf(one: TypeCase, key: string, known: Known): Claimant[] {
  const candidate = one.candidates.get(key)
  const shares = known.shares.get(key)
  return candidate === undefined || shares === undefined ? [] : [{ key, title: candidate.title, repository: candidate.repository, shares }]
}

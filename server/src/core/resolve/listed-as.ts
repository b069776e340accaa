import type { Known, PackClaim } from '../installed.js'
import type { NodeTypeReference } from '../workflow/references.js'
import { packKey } from './pack-key.js'
import { repositoryName } from './repository.js'

/** `comfyui_essentials`, `ComfyUI-Essentials`: registry ids and repository names differ in case and separators only. */
export function foldName(name: string): string {
  return name.toLowerCase().replace(/[-_.\s]+/g, '-')
}

/**
 * Which listed pack a declared registry id means where no list carries the id: the one whose repository has that name and that
 * claims types which declare it. Two thirds of all packs are listed without their id. Several such repositories stay open.
 */
export function listedById(references: readonly NodeTypeReference[], known: Known): ReadonlyMap<string, PackClaim> {
  const votes = new Map<string, Map<string, PackClaim>>()
  for (const { type, declared } of references) {
    for (const { cnrId } of declared) {
      if (cnrId === null) continue
      const name = foldName(cnrId)
      for (const claim of known.claims.get(type) ?? []) {
        if (!isNamed(claim, cnrId, name)) continue
        const found = votes.get(cnrId.toLowerCase()) ?? new Map<string, PackClaim>()
        found.set(packKey(claim), claim)
        votes.set(cnrId.toLowerCase(), found)
      }
    }
  }
  return new Map([...votes].flatMap(([id, found]) => (found.size === 1 ? [...found.values()].map((claim) => [id, claim] as const) : [])))
}

function isNamed({ id, repository }: PackClaim, declared: string, folded: string): boolean {
  if (id !== null) return id.toLowerCase() === declared.toLowerCase()
  const name = repository === null ? null : repositoryName(repository)
  return name !== null && foldName(name) === folded
}

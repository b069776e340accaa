import type { Candidate, Evidence } from '@greenlight/shared/report'
import type { Installed, Known, PackClaim } from '../installed.js'
import type { PackDeclaration } from '../workflow/model.js'
import type { NodeTypeReference } from '../workflow/references.js'
import { listedById } from './listed-as.js'
import { packKey } from './pack-key.js'
import { findPackOnDisk } from './pack-on-disk.js'
import { repositoryKey } from './repository.js'

/** The registry id by which the frontend marks ComfyUI's own nodes. */
export const coreId = 'comfy-core'

/** Packs that the nodes of one type declare (`cnr_id`, else `aux_id`), the most frequent first; ComfyUI itself left out. */
export function declaredCandidates(
  reference: NodeTypeReference,
  installed: Installed,
  known: Known,
  listed: ReadonlyMap<string, PackClaim> = listedById([reference], known),
): Candidate[] {
  const byKey = new Map<string, Candidate>()
  for (const declaration of reference.declared) {
    const candidate = fromDeclaration(declaration, reference, installed, known, listed)
    if (candidate === null) continue
    const key = packKey(candidate)
    if (!byKey.has(key)) byKey.set(key, candidate)
  }
  return [...byKey.values()]
}

function fromDeclaration(
  declaration: PackDeclaration,
  reference: NodeTypeReference,
  installed: Installed,
  known: Known,
  byName: ReadonlyMap<string, PackClaim>,
): Candidate | null {
  const { cnrId, auxId, ver } = declaration
  if (cnrId === coreId) return null
  const declared = cnrId !== null ? 'cnr_id' : 'aux_id'
  const name = cnrId ?? auxId
  if (name === null || name === '') return null
  const auxKey = auxId === null ? null : repositoryKey(auxId)
  const listed =
    cnrId !== null ? lookUpId(cnrId, known, byName) : auxKey === null ? null : (known.packs.get(auxKey) ?? null)
  const repository = listed?.repository ?? (auxKey === null ? null : httpsUrl(auxKey, auxId))
  const id = cnrId ?? listed?.id ?? null
  const onDisk = findPackOnDisk(installed.nodePacks, { id, repository })
  const evidence: Evidence[] = [
    { from: 'workflow', says: `Its node says ${declared} "${name}".`, ...where(declaration, reference, declared) },
  ]
  if (listed === null && known.source !== null) {
    const says =
      declared === 'aux_id' ? 'No catalogue lists this repository: it may be a fork.' : 'No catalogue lists this id.'
    evidence.push({ from: 'catalogue', says, where: known.source })
  }
  return {
    id,
    repository: repository ?? onDisk?.repository ?? null,
    title: listed?.title ?? onDisk?.title ?? name,
    ...(ver !== null && ver !== '' && ver !== 'unknown' ? { version: ver } : {}),
    via: declared,
    confidence: listed !== null || onDisk !== null ? 0.95 : 0.9,
    evidence,
  }
}

function lookUpId(id: string, known: Known, byName: ReadonlyMap<string, PackClaim>): PackClaim | null {
  return known.packs.get(id) ?? known.packs.get(id.toLowerCase()) ?? byName.get(id.toLowerCase()) ?? null
}

/** Keeps the letter case that the workflow gives an `owner/name`. */
function httpsUrl(key: string, spelled: string | null): string {
  const simple = spelled?.trim().replace(/\.git$/i, '') ?? ''
  return /^[\w.-]+\/[\w.-]+$/.test(simple) ? `https://github.com/${simple}` : `https://${key}`
}

function where(declaration: PackDeclaration, reference: NodeTypeReference, property: string): { where?: string } {
  const node = reference.nodes.find(
    ({ declared }) => declared.cnrId === declaration.cnrId && declared.auxId === declaration.auxId,
  )
  return node === undefined ? {} : { where: `${node.where}.properties.${property}` }
}

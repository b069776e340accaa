import type { PackDecision } from '@greenlight/shared/decisions'
import type { NodePack } from '@greenlight/shared/node-packs'
import type { Candidate } from '@greenlight/shared/report'
import type { Installed, Known } from '../installed.js'
import { packKey } from './pack-key.js'
import { findPackOnDisk } from './pack-on-disk.js'

/** The pack as the catalogue calls it where it lists it. */
export function decidedCandidate({ id, repository, title, scope }: PackDecision, known: Known): Candidate {
  const says = 'everywhere' in scope ? 'You decided so for every workflow.' : 'You decided so for this workflow.'
  const key = repository === null ? (id?.toLowerCase() ?? '') : packKey({ id, repository })
  const listed = known.packs.get(key)
  return {
    id: id ?? listed?.id ?? null,
    repository: repository ?? listed?.repository ?? null,
    title: title ?? listed?.title ?? repository?.split('/').at(-1) ?? id ?? 'the pack you chose',
    via: 'decision',
    confidence: 1,
    evidence: [{ from: 'decision', says }],
  }
}

/** What makes a decision impossible: the pack is here, ComfyUI has loaded it, and it does not register the type. Null when nothing does. */
export function contradiction(type: string, pack: Candidate, installed: Installed): string | null {
  const copy: NodePack | null = findPackOnDisk(installed.nodePacks, pack)
  if (copy === null || copy.state !== 'enabled' || installed.objectInfo !== 'live') return null
  const registers = copy.nodeTypes
  if (registers === undefined || registers.length === 0 || registers.includes(type)) return null
  return `You decided for ${pack.title}, but it is installed and does not register ${type}.`
}

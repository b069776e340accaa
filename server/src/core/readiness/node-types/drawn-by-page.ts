import type { Candidate, Evidence } from '@greenlight/shared/report'
import { frontendOnlyType } from '../../facts/frontend-only.js'
import type { Installed, Known } from '../../installed.js'
import { findPackOnDisk, plainFolder } from '../../resolve/pack-on-disk.js'
import { listOf } from '../words.js'
import type { Facts } from './facts.js'
import { type Judged, unexplained } from './judged.js'

/**
 * A type that only the page knows; null when it is none. One that the script of a node pack draws needs that pack in the
 * page: without it the page knows no such node, leaves it in the prompt without a class, and ComfyUI refuses the whole.
 */
export function judgeDrawn(type: string, { installed, known, frontendOnly }: Facts): Judged | null {
  const drawn = { ...unexplained, state: 'frontend-only', cause: null } as const
  if (frontendOnly.has(type)) {
    return {
      ...drawn,
      evidence: [{ from: 'frontend', says: 'The open page has registered it; it never reaches the server.' }],
    }
  }
  const entry = frontendOnlyType(type)
  if (entry === null) return null
  const evidence: Evidence[] = [{ from: 'frontend', says: 'It exists only in the page and never reaches the server.' }]
  if (entry.module === 'frontend') return { ...drawn, evidence }
  const pack = candidate(entry.module, type, known)
  const here = findPackOnDisk(installed.nodePacks, pack)
  if (here !== null)
    return { ...drawn, pack: { ...pack, title: here.title }, evidence: [...evidence, ...pack.evidence] }
  const absent = surelyAbsent(entry.module, frontendOnly, installed)
  if (!absent) return { ...drawn, pack, evidence: [...evidence, ...pack.evidence] }
  return {
    ...drawn,
    pack,
    evidence: [
      ...evidence,
      ...pack.evidence,
      { from: installed.root === null ? 'object_info' : 'disk', says: `${pack.title} is not installed.` },
    ],
    cause: {
      key: `drawn:${entry.module}`,
      kind: 'node-type-missing',
      subject: pack.title,
      fix: 'install-node-pack',
      message: ({ wanting }) =>
        `${pack.title}, whose script draws ${listOf(wanting)}, is not installed: ComfyUI refuses a workflow with nodes that the page does not know.`,
      next: () => `Install ${pack.title} and reload the page, or remove these nodes.`,
    },
  }
}

/** Only where there is something to judge by: the page's own list, ComfyUI's list of node types, or its folder. */
function surelyAbsent(id: string, frontendOnly: ReadonlySet<string>, installed: Installed): boolean {
  const { definitions, root } = installed
  if (frontendOnly.size > 0) return true
  if (definitions === null) return root !== null
  for (const { module } of definitions.values()) {
    if (module.startsWith('custom_nodes.') && plainFolder(module.slice('custom_nodes.'.length)) === id) return false
  }
  return true
}

function candidate(id: string, type: string, known: Known): Candidate {
  const listed = known.packs.get(id)
  return {
    id,
    repository: listed?.repository ?? null,
    title: listed?.title ?? id,
    via: 'exact-type',
    confidence: 0.9,
    evidence: [{ from: 'frontend', says: `The script of ${listed?.title ?? id} draws ${type}.` }],
  }
}

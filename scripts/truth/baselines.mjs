import { repositoryKey } from './pack-names.mjs'

/**
 * The same questions answered by name alone. Both are lent everything else: types read out of subgraphs, groups and pictures,
 * ComfyUI's own types told apart, and the types that live in the page.
 */
export const baselines = [
  /** As ComfyUI-Manager answers a file: the first claimant in the order of its map; what the nodes declare is not read. */
  { name: 'first claim wins', choose: (claims) => ({ pack: claims[0] ?? null, candidates: claims.slice(0, 1) }) },
  /** As its panel lists them: everybody who claims the name. */
  { name: 'all claimants', choose: (claims) => ({ pack: claims.length === 1 ? claims[0] : null, candidates: claims }) },
]

const pageTypes = new Set(['MarkdownNote', 'Note', 'PrimitiveNode', 'Reroute', 'GraphInput', 'GraphOutput'])

/** Reads a report as the baseline would have written it: its types and whether they are active are kept, the answers are not. */
export function answerByName({ choose }, report, { claimsOf, registered }) {
  const nodeTypes = report.nodeTypes.map((entry) => {
    const { type, active } = entry
    if (pageTypes.has(type)) return { type, active, state: 'frontend-only', pack: null, candidates: [] }
    if (registered(type)) return { type, active, state: 'registered', pack: null, candidates: [] }
    const claims = claimsOf(type).map((pack) => ({ id: pack.id ?? null, repository: pack.url, title: pack.title, core: pack.core === true }))
    const { pack, candidates } = choose(claims)
    if (pack?.core) return { type, active, state: 'core-too-old', pack: null, candidates: [] }
    return { type, active, state: 'missing', pack, candidates }
  })
  return { nodeTypes, models: report.models, findings: report.findings }
}

/** Keys of packs of the catalogue. */
export const keysOf = (packs) => packs.map((pack) => repositoryKey(pack.url))

import type { PlanAction, Tick } from '@greenlight/shared/plans'
import type { Evidence } from '@greenlight/shared/report'
import type { CodeFact } from '../../pack-facts.js'
import type { Policy } from '../../policy-words.js'
import { licenceTick } from '../../policy/apply-policy.js'
import { countOf, listOf } from '../../readiness/words.js'
import type { PackFact } from '../plan-facts.js'

const day = 24 * 60 * 60 * 1000

/** What makes code run at other times than a person would think, or from places that nobody looked at. */
const risky: ReadonlySet<CodeFact['kind']> = new Set(['at-python-start', 'installs-by-itself', 'obfuscated', 'risky-requirement'])

/** Everything about a pack that is agreed to by itself. */
export function packTicks({ pack, code, requirements }: PackFact, policy: Policy, now: number): Tick[] {
  const name = pack.title
  const facts = [...code, ...requirements.refused]
  const scripts = facts.filter(({ kind }) => kind === 'install-script')
  const risks = facts.filter(({ kind }) => risky.has(kind))
  const age = pack.published === null ? Number.NaN : now - Date.parse(pack.published)
  return [
    ...licenceTick(pack.licence, name, pack.repository, policy),
    ...(age < policy.coolDownDays * day ? [{ key: `young:${name}`, says: `This version of ${name} is younger than ${countOf(policy.coolDownDays, 'day')}: hardly anybody can have looked at it.` }] : []),
    ...(scripts.length > 0 ? [{ key: `install-script:${name}`, says: `${name} brings a script for its installation (${listOf(scripts.map(whereOf))}). Greenlight never runs it, so something may be missing afterwards.` }] : []),
    ...(risks.length > 0 ? [{ key: `risky:${name}`, says: `${name}: ${risks.slice(0, 3).map((fact) => `${fact.says.replace(/\.$/, '')} (${whereOf(fact)})`).join('; ')}${risks.length > 3 ? `; ${risks.length - 3} more` : ''}.` }] : []),
  ]
}

export function codeOf({ code, requirements }: PackFact): NonNullable<PlanAction['code']> {
  return [...code, ...requirements.refused].map((fact) => ({ where: whereOf(fact), says: fact.says }))
}

export function packEvidence({ pack }: PackFact): Evidence[] {
  const { from, repository, id, version, commit, archive, shelf, published, files, hosts } = pack
  const name = from === 'registry' ? `${id ?? pack.title}${version === null ? '' : ` ${version}`} of the Comfy Registry` : `${repository ?? pack.title}${commit === null ? '' : ` at commit ${commit}`}`
  return [
    { from: from === 'registry' ? 'registry' : 'git', says: `It is ${name}${hosts.length === 0 ? '' : `, fetched from ${listOf(hosts)}`}: ${countOf(files, 'file')}.` },
    { from: 'shelf', says: `What was looked at is what is installed: ${shelf}${archive === null ? '' : `, archive ${archive}`}.` },
    { from: from === 'registry' ? 'registry' : 'git', says: published === null ? 'Nobody says when this version was made.' : `This version was made on ${published.slice(0, 10)}.` },
  ]
}

/** `3 nodes`, or, where no workflow counts them, `2 node types`. */
export function nodesOf(types: readonly string[], counts: ReadonlyMap<string, number>): string {
  const nodes = types.reduce((sum, type) => sum + (counts.get(type) ?? 0), 0)
  return nodes > 0 ? countOf(nodes, 'node') : countOf(types.length, 'node type')
}

/** `Pack 1.2.0`, `Pack at commit 1a2b3c4d`. */
export function titled(pack: { readonly title: string; readonly version: string | null; readonly commit: string | null }): string {
  return `${pack.title}${pack.version === null ? ' at' : ''} ${versionWord(pack)}`
}

/** `1.2.0`, `commit 1a2b3c4d`. */
export function versionWord({ version, commit }: { readonly version: string | null; readonly commit: string | null }): string {
  if (version !== null) return version
  return commit === null ? 'an unknown version' : `commit ${commit.slice(0, 8)}`
}

function whereOf({ file, line }: CodeFact): string {
  return line === null ? file : `${file}:${line}`
}

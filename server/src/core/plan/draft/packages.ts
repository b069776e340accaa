import type { PackageChange } from '@greenlight/shared/plan-effects'
import type { PlanWarning } from '@greenlight/shared/plans'
import type { Forecast } from '../../change-ports.js'
import { refuseSource } from '../../policy/apply-policy.js'
import { policyRules } from '../../policy-words.js'
import { isProtected } from '../../python/protected.js'
import { compareText, listOf } from '../../readiness/words.js'
import { problem } from '../../../problems.js'
import { knownBadRelease } from '../../packs/known-bad.js'
import { joinPath } from '../paths.js'
import type { PlanFacts } from '../plan-facts.js'
import { type Drafted, type Ground, nothing, refused, warningOf } from './draft.js'

/** Packages whose version people ask about first. */
const asked = ['torch', 'torchvision', 'torchaudio', 'numpy', 'transformers'] as const

interface Asking {
  /** Titles of the packs that need them. */
  readonly packs: readonly string[]
  readonly together: string
  /** Apart from all other package actions of the plan. */
  readonly name: string
}

/** Changes of Python packages that packs need, as uv worked them out; nothing where every requirement is met already. */
export function draftPackages(forecast: Extract<Forecast, { ok: true }>, { packs, together, name }: Asking, { facts, rules }: Ground): Drafted {
  const { python } = facts
  const changes = forecast.changes
    .filter(({ before, after }) => before !== after)
    .map((change) => ({ ...change, protected: change.protected || isProtected(change.name, rules.policy.protectedPackages) }))
    .sort((a, b) => compareText(a.name, b.name))
  if (changes.length === 0 || python === null) return nothing
  const subject = listOf(packs)
  const refusal = refuseSource('pypi', `the Python packages of ${subject}`, rules)
  if (refusal !== null) return refused({ ...refusal, subject })
  const bad = changes.flatMap(({ name: one, after }) => (after === null ? [] : (knownBadRelease(one, after) ?? [])))
  if (bad[0] !== undefined) return refused({ ...warningOf(problem('UV_REFUSED', { because: bad[0] }), subject), rule: 'known_bad' })
  const guarded = changes.filter((change) => change.protected)
  const stays = asked.filter((one) => python.distributions.has(one) && changes.every((change) => change.name !== one))
  return {
    drafts: [
      {
        together,
        restart: { registers: [], loses: [] },
        disk: [{ volume: python.volume, free: python.free, need: forecast.bytes ?? 0 }],
        preconditions: [{ of: 'python', python: python.python, digest: python.digest }],
        action: {
          kind: 'install-packages',
          tier: 'code',
          title: `Change Python packages for ${subject}: ${counts(changes)}`,
          subject,
          touches: [python.python],
          before: changes.map(({ name: one, before }) => (before === null ? `${one} is not installed.` : `${one} is ${before}.`)),
          after: [
            ...changes.map(({ name: one, after }) => (after === null ? `${one} is gone.` : `${one} is ${after}.`)),
            ...stays.map((one) => `${one} stays ${python.distributions.get(one) ?? ''}.`),
            'Nothing else changes.',
          ],
          evidence: [
            { from: 'uv', says: `Worked out for Python ${python.version} without installing anything.`, where: python.python },
            { from: 'disk', says: python.says },
            ...forecast.says.map((says) => ({ from: 'uv', says })),
            ...changes.flatMap(({ name: one, why }) => (why.length === 0 ? [] : [{ from: 'requirements', says: `${one}: ${why.join('; ')}.` }])),
          ],
          undo: 'Every package has its version of before again.',
          cannotUndo: 'What the code of a package did while it was installed or imported.',
          ...(forecast.bytes === null ? {} : { bytes: forecast.bytes }),
          hosts: [...forecast.hosts].sort(compareText),
          ticks: guarded.map((change) => ({ key: `protected:${change.name}`, says: `${change.name} changes ${versions(change)}; other packs and ComfyUI itself rely on it.` })),
          packages: changes,
          prepare: [],
          effects: [{ do: 'packages', python: python.python, changes, keep: joinPath(facts.keep, name) }],
          checks: [{ check: 'packages', python: python.python, changes }, { check: 'imports', python: python.python }],
        },
      },
    ],
    warnings: [
      ...protectedWarning(guarded, subject),
      ...changes.flatMap((change) => usedBy(change, packs, facts)),
      ...(forecast.bytes === null ? [{ code: 'SIZE_UNKNOWN', message: `How much the Python packages of ${subject} take is not known, so it is not counted.`, hint: 'See that there is room.', subject }] : []),
    ],
  }
}

/** One for all of them: torch brings a dozen. Their ticks tell each by itself. */
function protectedWarning(changes: readonly PackageChange[], subject: string): PlanWarning[] {
  const [first] = changes
  if (first === undefined) return []
  const told = listOf(changes.map((change) => `${change.name} ${versions(change)}`))
  const keys = changes.length === 1 ? `protected:${first.name}` : `a tick for each, such as protected:${first.name}`
  return [
    {
      code: 'PROTECTED_PACKAGE',
      message: `Protected Python packages would change: ${told}. The installation is refused as it stands.`,
      hint: `Leave ${subject} out, bring its files only, or agree to it where you approve: ${keys}.`,
      rule: policyRules.protectedPackages,
      subject,
    },
  ]
}

/** What stands to break: the packs that ask for it, and the saved workflows that use those. */
function usedBy(change: PackageChange, packs: readonly string[], { packageUsers, packUsers }: PlanFacts): PlanWarning[] {
  const others = (packageUsers.get(change.name) ?? []).filter(({ title }) => !packs.includes(title))
  if (change.before === null || others.length === 0) return []
  const titles = others.map(({ title }) => title).sort(compareText)
  const workflows = [...new Set(others.flatMap(({ folder }) => (folder === null ? [] : (packUsers.get(folder) ?? []))))].sort(compareText)
  const saved = workflows.length === 0 ? '' : ` Saved workflows that could notice: ${listOf(workflows)}.`
  return [
    {
      code: 'USES_CHANGED_PACKAGE',
      message: `${listOf(titles)} ${titles.length === 1 ? 'uses' : 'use'} ${change.name}, which changes ${versions(change)}.${saved}`,
      hint: 'Check them afterwards; undo brings the version of now back.',
      subject: change.name,
    },
  ]
}

function versions({ before, after }: PackageChange): string {
  return `from ${before ?? 'not installed'} to ${after ?? 'not installed'}`
}

function counts(changes: readonly PackageChange[]): string {
  const added = changes.filter(({ before }) => before === null).length
  const removed = changes.filter(({ after }) => after === null).length
  const words = [`${added} added`, `${changes.length - added - removed} changed`, `${removed} removed`]
  return words.filter((word) => !word.startsWith('0 ')).join(', ')
}

import type { Precondition } from '@greenlight/shared/plan-effects'
import type { PlanAction, PlanWarning, Want } from '@greenlight/shared/plans'
import type { Policy } from '../policy-words.js'
import { type PolicyGround, refuseTotal } from '../policy/apply-policy.js'
import { compareText } from '../readiness/words.js'
import { canonicalJson } from './canonical-json.js'
import { type AskedPack, draftPacks, packsToForecast } from './draft/draft-packs.js'
import { draftWant } from './draft/draft-want.js'
import { type Draft, type Ground, strictest, touchesOf } from './draft/draft.js'
import { draftEdits } from './draft/edit-widgets.js'
import { notQueued } from './draft/queue-pack.js'
import { draftRestart } from './draft/restart.js'
import { keepApart, leftOutWith } from './keep-apart.js'
import type { PlanFacts } from './plan-facts.js'
import { needsOf } from './plan-needs.js'
import { titleOf } from './plan-title.js'
import type { UnsealedPlan } from './seal-plan.js'
import { wantKey } from './want-key.js'
import { withoutSecrets } from './without-secrets.js'

/**
 * The plan of these wants: pure, and the same for the same wants and facts in whatever order they come. A want that cannot be done is a
 * warning with the problem's own words, or with the rule of the policy that refused it, and hides no other. Nothing is decided here between
 * several answers: that is done before, by a person.
 */
export function buildPlan(wants: readonly Want[], facts: PlanFacts, policy: Policy): UnsealedPlan {
  const ground = groundOf(facts, policy)
  const asked = distinct(wants)
  const others = asked.filter((want) => want.want !== 'edit-widget' && packOf(want, facts) === null).map((want) => draftWant(want, facts.answers.get(wantKey(want)), ground))
  const packs = draftPacks(packsOf(asked, facts), ground)
  const edits = draftEdits(asked.filter((want) => want.want === 'edit-widget'), ground)
  const sorted = arrange([...packs.drafts, ...others.flatMap(({ drafts }) => drafts), ...edits])
  const apart = keepApart(sorted, facts.roots)
  const affordable = withinTotal(apart.drafts, ground.rules)
  const restart = draftRestart(affordable.drafts)
  const drafts = [...affordable.drafts, ...(restart === null ? [] : [restart])]
  const actions = numbered(makeFoldersOnce(drafts))
  const { needs, warnings } = needsOf(drafts)
  const found = [...packs.warnings, ...others.flatMap((one) => one.warnings), ...apart.warnings, ...affordable.warnings].sort((a, b) => compareText(canonicalJson(a), canonicalJson(b)))
  return withoutSecrets({
    schema: 'greenlight/plan@1',
    version: 1,
    title: facts.title ?? titleOf(actions, facts.workflow?.path ?? null),
    workflow: facts.workflow,
    installation: facts.installation,
    undoes: null,
    tier: strictest(actions.map(({ tier }) => tier)),
    actions,
    needs,
    warnings: once([...warnings, ...found, ...notQueued(brought(packsOf(asked, facts), actions), facts, policy), ...facts.warnings]),
    preconditions: preconditionsOf(drafts),
    policy: facts.policy.digest,
  })
}

/** Packs of these wants whose Python packages have to be forecast before the plan is built: one `wantKey` each, sorted. */
export function packsAsking(wants: readonly Want[], facts: PlanFacts, policy: Policy): string[] {
  return packsToForecast(packsOf(distinct(wants), facts), groundOf(facts, policy))
}

/** Packs that Greenlight itself puts in place by these actions. */
function brought(packs: readonly AskedPack[], actions: readonly PlanAction[]): AskedPack[] {
  const placed = new Set(actions.flatMap(({ effects }) => effects.flatMap((effect) => (effect.do === 'move' && effect.as === 'place' ? [effect.to] : []))))
  return packs.filter(({ fact }) => placed.has(fact.target.path))
}

function groundOf(facts: PlanFacts, policy: Policy): Ground {
  const rules: PolicyGround = { policy, path: facts.policy.path, allowedHosts: facts.allowedHosts, mirrors: facts.mirrors }
  return { facts, rules }
}

function distinct(wants: readonly Want[]): Want[] {
  return [...new Map(wants.map((want) => [wantKey(want), want]))].sort(([a], [b]) => compareText(a, b)).map(([, want]) => want)
}

function packsOf(wants: readonly Want[], facts: PlanFacts): AskedPack[] {
  return wants.flatMap((want) => packOf(want, facts) ?? [])
}

function packOf(want: Want, facts: PlanFacts): AskedPack | null {
  if (want.want !== 'install-node-pack' && want.want !== 'update-node-pack') return null
  const fact = facts.answers.get(wantKey(want))
  return fact?.of === 'pack' ? { want, fact } : null
}

const rank: Partial<Record<PlanAction['kind'], number>> = { 'edit-widget': 3, 'adopt-model': 2, 'download-model': 2, 'link-model': 2, 'move-model': 2, restore: 1 }

/** Packs, what comes back, models, widgets; groups stay together, and in a group the packages come first. */
function arrange(drafts: readonly Draft[]): Draft[] {
  const key = ({ action }: Draft) => `${rank[action.kind] ?? 0}${action.kind === 'install-packages' ? 0 : 1}\n${action.title}\n${action.touches.join('\n')}\n${canonicalJson(action.canvas ?? null)}`
  const sorted = [...drafts].sort((a, b) => compareText(key(a), key(b)))
  const groups = new Map<string, Draft[]>()
  for (const draft of sorted) groups.set(draft.together, [...(groups.get(draft.together) ?? []), draft])
  return [...groups.values()].flat()
}

function withinTotal(drafts: readonly Draft[], rules: PolicyGround): { drafts: Draft[]; warnings: PlanWarning[] } {
  const kept: Draft[] = []
  const warnings: PlanWarning[] = []
  const out = new Set<string>()
  let total = 0
  for (const draft of drafts) {
    const refusal = refuseTotal(total, draft.action.bytes ?? 0, draft.action.subject, rules)
    if (refusal !== null && draft.action.bytes !== undefined) {
      out.add(draft.together)
      warnings.push(refusal, ...leftOutWith(refusal, drafts.filter(({ together }) => together === draft.together)))
    } else {
      kept.push(draft)
      total += draft.action.bytes ?? 0
    }
  }
  return { drafts: kept.filter(({ together }) => !out.has(together)), warnings }
}

/** The first action that needs a folder makes it: a plan stops where an action fails, so those after it can rely on that. */
function makeFoldersOnce(drafts: readonly Draft[]): Draft[] {
  const made = new Set<string>()
  return drafts.map((draft) => {
    const effects = draft.action.effects.filter((effect) => effect.do !== 'make-folder' || made.size !== made.add(effect.path).size)
    return effects.length === draft.action.effects.length ? draft : { ...draft, action: { ...draft.action, effects, touches: touchesOf(effects) } }
  })
}

function numbered(drafts: readonly Draft[]): PlanAction[] {
  const groups = [...new Set(drafts.map(({ together }) => together))]
  return drafts.map(({ action, together }, at) => ({ id: `a${at + 1}`, group: `g${groups.indexOf(together) + 1}`, ...action }))
}

function preconditionsOf(drafts: readonly Draft[]): Precondition[] {
  const byText = new Map(drafts.flatMap(({ preconditions }) => preconditions).map((one) => [canonicalJson(one), one]))
  return [...byText].sort(([a], [b]) => compareText(a, b)).map(([, one]) => one)
}

function once(warnings: readonly PlanWarning[]): PlanWarning[] {
  return [...new Map(warnings.map((warning) => [canonicalJson(warning), warning])).values()]
}

import { PlanSchema, type Plan, type Want } from '@greenlight/shared/plans'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { defaultPolicy, type Policy } from '../../policy-words.js'
import { buildPlan } from '../build-plan.js'
import { planDifferences } from '../differences.js'
import { joinPath } from '../paths.js'
import type { PackFact, PlanFacts } from '../plan-facts.js'
import { sealPlan } from '../seal-plan.js'
import { factsOf, installWant, type Machine, packFact, place, planId, posix, sha, shelved, standingFact, toTrash, folder, windows } from '../testing/build-facts.js'

const preferring: Policy = { ...defaultPolicy, installWith: 'manager' }
function planOf(pairs: readonly (readonly [Want, PackFact])[], facts: Partial<PlanFacts> = {}, { machine = posix, rules = preferring }: { machine?: Machine; rules?: Policy } = {}): Plan {
  const ground = factsOf(machine, pairs, { queueAnswers: true, ...facts })
  const plan = sealPlan(buildPlan(pairs.map(([one]) => one), ground, rules), planId, (text) => `sha256:${String(text.length).padStart(64, '0')}`)
  expect(v.safeParse(PlanSchema, plan).issues).toBeUndefined()
  return plan
}
const want = installWant('good-pack')
const reasons = (plan: Plan) => plan.warnings.filter(({ code }) => code === 'MANAGER_NOT_ASKED').map(({ message }) => message)
const effects = (plan: Plan) => plan.actions.flatMap((action) => action.effects.map((effect) => effect.do))

test.each([posix, windows])('the queue brings a pack of the registry to a free place; nothing is unpacked by us', (machine) => {
  const plan = planOf([[want, packFact(machine, 'good-pack')]], {}, { machine })
  const [action] = plan.actions
  const path = joinPath(machine.packs, 'good-pack')
  expect(action).toMatchObject({ kind: 'install-node-pack', tier: 'code', title: "Install good-pack 1.2.0 with ComfyUI-Manager's queue", touches: [path], hosts: ['api.comfy.org'], prepare: [], checks: [{ check: 'folder', path }] })
  expect(action?.effects).toEqual([{ do: 'queue-pack', path, id: 'good-pack', version: '1.2.0', shelf: sha('5'), staging: joinPath(machine.packs, `.greenlight-${planId}.disabled`, 'good-pack') }])
  expect(action?.evidence.map(({ says }) => says).join(' ')).toContain('fetches it once more and runs nothing of it')
  expect(plan.needs).toMatchObject({ bytes: 4_000_000, hosts: ['api.comfy.org'], disk: [{ volume: 'disk', need: 4_000_000 }] })
  expect(plan.preconditions).toEqual([{ of: 'path', path, stamp: { is: 'absent' } }])
  expect(reasons(plan)).toEqual([])
})

test('it is asked for as the registry spells it, for that is what its folder will be called', () => {
  const pack = shelved('good-pack', { folder: 'Good-Pack', title: 'Good Pack' })
  expect(planOf([[want, packFact(posix, 'good-pack', { pack })]]).actions[0]?.effects).toMatchObject([{ do: 'queue-pack', id: 'Good-Pack', path: joinPath(posix.packs, 'Good-Pack') }])
})

test('nothing of it where the policy does not prefer it, and what was agreed to is the same', () => {
  const pack = packFact(posix, 'good-pack', { code: [{ kind: 'install-script', file: 'install.py', line: null, says: 'It brings install.py.' }] })
  const [ours, theirs] = [planOf([[want, pack]], {}, { rules: defaultPolicy }), planOf([[want, pack]])]
  expect(effects(ours)).toEqual(['move'])
  expect(reasons(ours)).toEqual([])
  expect(theirs.actions[0]?.ticks).toEqual(ours.actions[0]?.ticks)
  expect(theirs.actions[0]?.code).toEqual(ours.actions[0]?.code)
})

const target = place(joinPath(posix.packs, 'good-pack'))
test.each<[string, readonly (readonly [Want, PackFact])[], Partial<PlanFacts>, string]>([
  ['no Manager', [[want, packFact(posix, 'good-pack')]], { queueAnswers: false }, 'good-pack (while no ComfyUI-Manager answers)'],
  ['git', [[want, packFact(posix, 'good-pack', { pack: shelved('good-pack', { from: 'git', commit: 'a'.repeat(40), version: null }) })]], {}, 'good-pack (from git'],
  ['an update', [[{ want: 'update-node-pack', folder: 'good-pack' }, standingFact(posix, 'good-pack')]], {}, 'good-pack (an update'],
  ['replaced', [[installWant('good-pack', { conflict: 'replace' }), standingFact(posix, 'good-pack')]], {}, 'good-pack (where something of its name stands'],
  ['a disabled copy', [[installWant('good-pack', { conflict: 'replace' }), packFact(posix, 'good-pack', { aside: [toTrash(posix, folder(joinPath(posix.packs, 'good-pack.disabled')))] })]], {}, 'good-pack (where something of its name stands'],
  ['another folder', [[want, packFact(posix, 'good-pack', { target: place(joinPath(posix.packs, 'Good-Pack')) })]], {}, 'good-pack (in a folder that ComfyUI-Manager would name good-pack)'],
  ['itself', [[installWant('comfyui-manager'), packFact(posix, 'comfyui-manager')]], {}, 'comfyui-manager (which ComfyUI-Manager does not install)'],
])('%s: Greenlight brings it itself and says why', (_, pairs, facts, says) => {
  const plan = planOf(pairs, facts)
  expect(effects(plan)).not.toContain('queue-pack')
  expect(effects(plan).at(-1)).toBe('move')
  expect(reasons(plan)).toEqual([expect.stringContaining(says)])
  expect(plan.warnings.find(({ code }) => code === 'MANAGER_NOT_ASKED')?.rule).toBe('install_with')
})

test('one warning for all of a plan, with every reason; what is refused anyway is not told again', () => {
  const git = (id: string): [Want, PackFact] => [installWant(id), packFact(posix, id, { pack: shelved(id, { from: 'git', commit: 'b'.repeat(40) }) })]
  const bad: [Want, PackFact] = [installWant('bad'), packFact(posix, 'bad', { code: [{ kind: 'known-bad', file: 'x', line: null, says: 'It did harm.' }] })]
  const plan = planOf([git('b'), git('a'), [{ want: 'update-node-pack', folder: 'c' }, standingFact(posix, 'c')], [want, packFact(posix, 'good-pack', { target })], bad])
  expect(reasons(plan)).toEqual([expect.stringMatching(/itself: c \(an update, .*\); a and b \(from git, .*\)\.$/)])
  expect(effects(plan)).toContain('queue-pack')
  expect(plan.warnings.some(({ code, subject }) => code === 'KNOWN_BAD' && subject === 'bad')).toBe(true)
})

test('two that would come to one folder are kept apart, and a folder outside is refused', () => {
  const twice = planOf([[want, packFact(posix, 'good-pack')], [installWant('good-pack@1.2.0'), packFact(posix, 'good-pack')]])
  expect(effects(twice)).toEqual(['queue-pack'])
  expect(twice.warnings.map(({ code }) => code)).toContain('TARGET_TAKEN')
  const outside = planOf([[want, packFact(posix, 'good-pack', { root: '/elsewhere', target: place('/elsewhere/good-pack') })]])
  expect(outside.warnings.map(({ code }) => code)).toContain('OUTSIDE_ROOTS')
})

test('the same plan made anew differs in nothing', () => {
  const pairs = [[want, packFact(posix, 'good-pack')]] as const
  const anew = planOf(pairs, { plan: '01JZZZZZZZZZZZZZZZZZZZZZZZ' })
  expect(planDifferences(planOf(pairs), anew)).toEqual([])
  expect(planDifferences(planOf(pairs), planOf(pairs, { queueAnswers: false })).join(' ')).toContain('good-pack')
})

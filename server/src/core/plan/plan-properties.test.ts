import { createHash } from 'node:crypto'
import type { Want } from '@greenlight/shared/plans'
import fc from 'fast-check'
import path from 'node:path'
import { expect, test } from 'vitest'
import { defaultPolicy } from '../policy-words.js'
import { buildPlan } from './build-plan.js'
import { canonicalJson } from './canonical-json.js'
import { subjectOf } from './draft/draft-want.js'
import { joinPath } from './paths.js'
import type { WantFact } from './plan-facts.js'
import { digestOf, sealPlan } from './seal-plan.js'
import { downloadFact, downloadWant, factsOf, fileFact, fileWant, installWant, type Machine, openProbe, packFact, place, planId, posix, shelved, standingFact, windows } from './testing/build-facts.js'

const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`
const machine = fc.constantFrom(posix, windows)
const letters = fc.string({ unit: fc.constantFrom('a', 'B', ' ', 'é', 'ü', '模', 'и', '-', '_', '1', '🎨'), minLength: 1, maxLength: 12 })
const name = fc.tuple(fc.option(letters, { nil: null }), letters, fc.constantFrom('.safetensors', '.ckpt', '.gguf', '.py', '')).map(([folder, stem, ending]) => `${folder === null ? '' : `${folder}/`}x${stem}y${ending}`)
const url = fc.constantFrom('https://huggingface.co/a/b/resolve/main/x', 'https://civitai.com/api/download/models/5', 'https://evil.example.org/x', 'http://127.0.0.1/x', 'https://user:secret@huggingface.co/x', 'nonsense')

/** Wants of every shape with facts that fit them, some of them good and some of them bad. */
const asked = (on: Machine): fc.Arbitrary<readonly [Want, WantFact]> =>
  fc.oneof(
    fc.record({ name, url, hash: fc.boolean(), probe: fc.boolean(), free: fc.constantFrom(0, 10 ** 12), taken: fc.boolean(), outside: fc.boolean() }).map((one) => {
      const made = downloadWant(one.name, { url: one.url })
      const { sha256: _, ...unhashed } = made.source
      const want = one.hash ? made : { ...made, source: unhashed }
      const target = place(one.outside ? joinPath(on.models, '..', 'x') : joinPath(on.models, 'loras', one.name), { free: one.free, missing: one.name.includes('/') ? [joinPath(on.models, 'loras', one.name.split('/')[0] ?? '')] : [], ...(one.taken ? { stamp: { is: 'file', size: 1, modifiedMs: 1 } } : {}) })
      return [want, downloadFact(on, want, { target, probe: one.probe ? { ...openProbe, sha256: null } : null })] as const
    }),
    fc.record({ name, kind: fc.constantFrom('adopt-model' as const, 'link-model' as const, 'move-model' as const), link: fc.constantFrom('hard' as const, null) }).map((one) => {
      const want = fileWant(one.kind, on, one.name)
      return [want, fileFact(on, want, { link: one.link })] as const
    }),
    fc.record({ id: fc.constantFrom('foo', 'bar', 'größe и', '模型'), stands: fc.boolean(), conflict: fc.constantFrom('replace' as const, 'use-existing' as const, undefined), young: fc.boolean() }).map(({ id, stands, conflict, young }) => {
      const want = installWant(id, conflict === undefined ? {} : { conflict })
      const pack = shelved(id, young ? { published: '2026-02-28T00:00:00Z' } : {})
      return [want, stands ? standingFact(on, id, {}, { pack }) : packFact(on, id, { pack })] as const
    }),
    fc.record({ node: fc.constantFrom('4', '65:70'), to: name }).map((one) => [{ want: 'edit-widget', edit: { node: one.node, nodeType: null, widget: 'w', from: 'x', to: one.to } }, { of: 'problem', problem: { code: 'INTERNAL', message: '', hint: '' } }] as const),
  )
const world = machine.chain((on) => fc.tuple(fc.constant(on), fc.array(asked(on), { maxLength: 8 }), fc.infiniteStream(fc.nat())))

test('the same facts give the same digest, whatever the order of the wants', () => {
  fc.assert(
    fc.property(world, ([on, pairs, random]) => {
      const facts = factsOf(on, pairs)
      const seal = (wants: readonly Want[]) => sealPlan(buildPlan(wants, facts, defaultPolicy), planId, sha256)
      const wants = pairs.map(([want]) => want)
      const turned = wants.map((want) => ({ want, key: random.next().value ?? 0 })).sort((a, b) => a.key - b.key).map(({ want }) => want)
      const one = seal(wants)
      expect(seal([...turned, ...turned])).toEqual(one)
      expect(digestOf(one, sha256)).toBe(one.digest)
      expect(canonicalJson(JSON.parse(canonicalJson(one)))).toBe(canonicalJson(one))
    }),
    { numRuns: 300 },
  )
})

test('code is never of the data tier, and nothing is written outside of the roots', () => {
  const below = (on: Machine, file: string, root: string) => {
    const flavour = on === windows ? path.win32 : path.posix
    const way = flavour.relative(root, file)
    return way !== '' && !way.startsWith('..') && !flavour.isAbsolute(way) && flavour.normalize(file) === file
  }
  fc.assert(
    fc.property(world, ([on, pairs]) => {
      const facts = factsOf(on, pairs)
      const { actions, tier } = buildPlan(pairs.map(([want]) => want), facts, defaultPolicy)
      for (const action of actions) {
        const unsure = action.prepare.some((one) => one.prepare === 'unpack' || (one.prepare === 'download' && (one.sha256 === null || !/\.(?:gguf|onnx|safetensors|sft)$/i.test(one.name))))
        if (unsure || action.effects.some((effect) => effect.do === 'packages')) expect(action.tier).not.toBe('data')
        if (action.tier !== 'data') expect(tier).not.toBe('data')
        const written = [...action.effects.flatMap((effect) => (effect.do === 'move' ? [effect.from, effect.to] : 'path' in effect ? [effect.path] : [effect.keep])), ...action.prepare.map((one) => (one.prepare === 'download' ? one.part : one.to))]
        for (const file of written) expect([file, facts.roots.some((root) => below(on, file, root))]).toEqual([file, true])
      }
    }),
    { numRuns: 500 },
  )
})

test('every path that an effect changes is a precondition, but for what is only staged', () => {
  fc.assert(
    fc.property(world, ([on, pairs]) => {
      const plan = buildPlan(pairs.map(([want]) => want), factsOf(on, pairs), defaultPolicy)
      const looked = new Set(plan.preconditions.map((one) => (one.of === 'path' ? one.path : one.python)))
      for (const touched of plan.actions.flatMap(({ touches }) => touches)) expect(looked).toContain(touched)
    }),
    { numRuns: 200 },
  )
})

test('every want is an action or is told', () => {
  fc.assert(
    fc.property(world, ([on, pairs]) => {
      const wants = pairs.map(([want]) => want)
      const plan = buildPlan(wants, factsOf(on, pairs), defaultPolicy)
      const told = new Set([...plan.actions, ...plan.warnings].map(({ subject }) => subject))
      for (const want of wants) expect([...told]).toContain(subjectOf(want))
      for (const { message, hint } of plan.warnings) expect([message.length > 5, hint.length > 5]).toEqual([true, true])
    }),
    { numRuns: 500 },
  )
})

test('canonical JSON is read back as what was written', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value))
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

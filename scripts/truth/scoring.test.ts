import { expect, test } from 'vitest'
import { answerByName, baselines } from './baselines.mjs'
import { scoreReport } from './score-report.mjs'
import { scoreSet } from './score-set.mjs'
import { scoreType } from './score-type.mjs'
import { tally } from './tally.mjs'
import { judge } from './targets.mjs'

const pack = (name: string | null, id: string | null = null) => ({ id, repository: name === null ? null : `https://github.com/${name}`, title: name ?? id })
const taken = (name: string) => ({ active: true, state: 'missing', pack: pack(name), candidates: [pack(name)] })
const shown = (...names: string[]) => ({ active: true, state: 'missing', pack: null, candidates: names.map((name) => pack(name)) })
const nobody = { active: true, state: 'missing', pack: null, candidates: [] }
const registered = { active: true, state: 'registered', pack: null, candidates: [] }
const both = ['github.com/a/one', 'github.com/b/two']

const single = { single: ['a/One'], why: 'test' }
const choice = { choice: 'everyone', why: 'test' }
const either = { single: ['a/One'], choice: 'everyone', why: 'test' }

test.each([
  ['the pack meant', single, taken('A/one'), 'right'],
  ['the pack meant, known by its id alone', { single: ['id:One'], why: 'test' }, { ...taken('x/x'), pack: pack(null, 'one') }, 'right'],
  ['another pack', single, taken('b/two'), 'wrong'],
  ['another pack of that id', { single: ['id:one'], why: 'test' }, { ...nobody, pack: pack('b/two', 'one') }, 'wrong'],
  ['several where one is meant', single, shown('a/one', 'b/two'), 'needless-choice'],
  ['nobody where one is meant', single, nobody, 'unanswered'],
  ['called ready where a pack is missing', single, registered, 'wrong'],
  ['not in the report', single, undefined, 'unanswered'],
  ['all claimants', choice, shown('a/one', 'b/two'), 'right'],
  ['one of two taken', choice, taken('a/one'), 'wrong'],
  ['one of two shown', choice, shown('a/one'), 'wrong'],
  ['a stranger among the claimants', choice, shown('a/one', 'b/two', 'c/three'), 'wrong'],
  ['either: taken', either, taken('a/one'), 'right'],
  ['either: shown', either, shown('a/one', 'b/two'), 'as-choice'],
  ['either: the wrong one taken', either, taken('b/two'), 'wrong'],
  ['unknown left unknown', { unknown: true, why: 'test' }, nobody, 'right'],
  ['unknown answered', { unknown: true, why: 'test' }, taken('a/one'), 'wrong'],
  ['unknown with a guess beside it', { unknown: true, why: 'test' }, shown('a/one'), 'wrong'],
  ['core', { core: true, why: 'test' }, registered, 'right'],
  ['core of a later version', { core: true, why: 'test' }, { ...nobody, state: 'core-too-old' }, 'right'],
  ['core called missing', { core: true, why: 'test' }, nobody, 'wrong'],
  ['core given to a pack', { core: true, why: 'test' }, taken('a/one'), 'wrong'],
  ['of the page', { frontend: [], why: 'test' }, { ...nobody, state: 'frontend-only' }, 'right'],
  ['of the page, called missing', { frontend: [], why: 'test' }, nobody, 'wrong'],
  ['of a script, its pack named', { frontend: ['a/One'], why: 'test' }, taken('a/one'), 'right'],
  ['of a script, a stranger named', { frontend: ['a/One'], why: 'test' }, { ...taken('b/two'), state: 'frontend-only' }, 'wrong'],
  ['inactive called active', { ...single, inactive: true }, taken('a/one'), 'wrong'],
  ['inactive', { ...single, inactive: true }, { ...taken('a/one'), active: false }, 'right'],
  ['a lost subgraph given to a pack', { lost: true, why: 'test' }, taken('a/one'), 'wrong'],
])('%s', (_, label, answer, outcome) => {
  expect(scoreType(label, answer, both).outcome).toBe(outcome)
})

const labels = new Map([['X', single]])
const entry = (type: string, answer: object) => ({ type, ...answer })

test('a report is whole only when all of it is right', () => {
  const report = { nodeTypes: [entry('X', taken('a/one'))], models: [], findings: [] }
  expect(scoreReport({ labels }, report, { keysFor: () => both }).whole).toBe(true)
  const invented = { ...report, nodeTypes: [...report.nodeTypes, entry('Y', taken('b/two'))] }
  expect(scoreReport({ labels }, invented, { keysFor: () => both }).whole).toBe(false)
  expect(scoreReport({ labels }, null, { keysFor: () => both }).whole).toBe(false)
})

test('an embedded model counts only with its folder, its node and its address', () => {
  const wanted = { name: 'm', directory: 'vae', node: '3', url: 'u' }
  const told = (more: object) => ({ nodeTypes: [], findings: [], models: [{ name: 'm', directory: 'vae', node: '3', sources: [{ url: 'u' }], ...more }] })
  const found = (report: object) => scoreReport({ labels: new Map(), models: [wanted] }, report, { keysFor: () => [] }).models[0]?.found
  expect(found(told({}))).toBe(true)
  for (const wrong of [{ directory: 'loras' }, { node: '4' }, { sources: [] }, { name: 'n' }]) expect(found(told(wrong))).toBe(false)
})

test('a lost subgraph must be told in the findings', () => {
  const lost = new Map([['0c9d', { lost: true, why: 'test' }]])
  const report = (kinds: string[]) => ({ nodeTypes: [], models: [], findings: kinds.map((kind) => ({ kind })) })
  expect(scoreReport({ labels: lost }, report([]), { keysFor: () => [] }).whole).toBe(false)
  expect(scoreReport({ labels: lost }, report(['subgraph-definition-missing']), { keysFor: () => [] }).whole).toBe(true)
})

const facts = { claimsOf: () => [{ url: 'https://github.com/b/two', title: 'Two' }, { url: 'https://github.com/a/one', title: 'One' }], keysFor: () => both, registered: () => false }
const question = (answer: object) => ({ name: 'case', category: 'test', labels, models: [], report: { nodeTypes: [entry('X', answer)], models: [], findings: [] } })

test('one deliberately wrong answer misses the targets', () => {
  const told = { candidates: [pack('a/one'), pack('b/two')] }
  expect(scoreSet('set', { questions: [question({ ...taken('a/one'), ...told })], facts }).met).toBe(true)
  const set = scoreSet('set', { questions: [question({ ...taken('b/two'), ...told })], facts })
  expect(set).toMatchObject({ met: false, counts: { wrong: 1, whole: 0 }, failures: [{ name: 'case' }] })
  expect(set.judged.filter(({ met }) => !met).map(({ name }) => name)).toEqual(['whole reports right', 'types with one answer right'])
})

test('a claimant that is hidden misses its target', () => {
  const { judged } = scoreSet('set', { questions: [question(taken('a/one'))], facts })
  expect(judged.filter(({ met }) => !met).map(({ name }) => name)).toEqual(['claimants told even where one is taken'])
})

test('what was never asked misses no target', () => {
  expect(judge(tally([])).every(({ met }) => met)).toBe(true)
})

test('the baselines answer by name alone', () => {
  const [first, all] = baselines.map((baseline) => answerByName(baseline, question(taken('a/one')).report, facts).nodeTypes[0])
  expect(first).toMatchObject({ pack: { repository: 'https://github.com/b/two' } })
  expect(all).toMatchObject({ pack: null, candidates: [{}, {}] })
})

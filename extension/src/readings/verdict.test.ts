import type { Finding, Verdict } from '@greenlight/shared/report'
import { expect, test } from 'vitest'
import { blockedCheck, makeCheck, makeFinding, readyCheck, unreadableCheck, unsureCheck } from '../dev/fixtures.js'
import { readVerdict, sizeUp } from './verdict.js'

const pack = (subject: string): Finding => makeFinding({ kind: 'node-type-missing', subject, fix: 'install-node-pack' })
const model = (subject: string): Finding => makeFinding({ kind: 'model-missing', subject, fix: 'download-model' })

function sentence(verdict: Verdict, findings: Finding[]): string {
  const check = makeCheck({ verdict, findings })
  return readVerdict(check.reports[0]!, check.installation).spoken
}

test.each<[Verdict, Finding[], string]>([
  ['ready', [], 'Ready to queue.'],
  ['ready', [makeFinding({ kind: 'model-uncertain', severity: 'warns', subject: 'x' })], 'Ready to queue: 1 warning.'],
  ['fixable', [pack('a'), pack('b'), model('m')], 'Will not run here yet: 2 node packs and 1 model are missing.'],
  ['fixable', [model('m')], 'Will not run here yet: 1 model is missing.'],
  ['fixable', [makeFinding({ kind: 'model-misplaced', subject: 'x', fix: 'move-model' })], 'Will not run here yet: 1 model lies elsewhere.'],
  [
    'fixable',
    [pack('a'), makeFinding({ kind: 'model-elsewhere', subject: 'x' }), makeFinding({ kind: 'model-misplaced', subject: 'y' })],
    'Will not run here yet: 1 node pack is missing, 2 models lie elsewhere.',
  ],
  ['needs-choice', [makeFinding({ kind: 'node-type-missing', subject: 'x', fix: 'choose-node-pack' })], 'Will not run here yet: 1 node pack is missing · 1 choice to make.'],
  ['blocked', [makeFinding({ kind: 'node-type-missing', subject: 'Foo' })], 'Will not run here: 1 unknown node type is missing.'],
  ['blocked', [makeFinding({ kind: 'node-type-core-too-old', subject: 'ComfyUI' })], 'Will not run here: ComfyUI needs another version.'],
  ['blocked', [makeFinding({ kind: 'node-type-undetermined', subject: 'Foo' }), makeFinding({ kind: 'model-uncertain', subject: 'x' })], 'Cannot tell yet: 1 model and 1 node type cannot be judged.'],
  ['blocked', [makeFinding({ kind: 'node-type-undetermined', subject: 'Foo' }), model('m')], 'Will not run here: 1 model is missing, 1 node type cannot be judged.'],
])('%s with %#', (verdict, findings, spoken) => {
  expect(sentence(verdict, findings)).toBe(spoken)
})

test('an unreadable file says why', () => {
  const { tone, head, spoken, aside } = readVerdict(unreadableCheck.reports[0]!, { ...unreadableCheck.installation, objectInfo: 'none' })
  expect([tone, head, aside]).toEqual(['blocked', 'Cannot be read', null])
  expect(spoken).toContain('A1111 generation parameters')
})

test.each([
  ['live', null],
  ['file', /saved list/],
  ['recorded', /did not answer/],
  ['none', /not known/],
] as const)('a node list that is %s', (objectInfo, says) => {
  const { aside } = readVerdict(unsureCheck.reports[0]!, { ...unsureCheck.installation, objectInfo })
  if (says === null) expect(aside).toBeNull()
  else expect(aside).toMatch(says)
})

test('a recorded list with a date that is none', () => {
  const { aside } = readVerdict(unsureCheck.reports[0]!, { ...unsureCheck.installation, recordedAt: 'last week' })
  expect(aside).toMatch(/older list/)
})

test('what a ready workflow stands on: each file once', () => {
  const report = readyCheck.reports[0]!
  expect(sizeUp({ ...report, models: [...report.models, ...report.models] })).toEqual({ nodes: 24, models: 3, bytes: 16_657_352_552 })
})

test('a mixed report tells everything once', () => {
  expect(readVerdict(blockedCheck.reports[0]!, blockedCheck.installation).rest).toBe('1 node pack, 1 model and 1 input are missing, 1 model lies elsewhere · 1 choice to make')
})

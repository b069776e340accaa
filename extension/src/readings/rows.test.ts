import { CheckSchema } from '@greenlight/shared/report'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { blockedCheck, largeCheck, makeCheck, makeFinding, readyCheck, unreadableCheck, unsureCheck } from '../dev/fixtures.js'
import { readGroups } from './groups.js'
import { readMarks } from './marks.js'
import { readRows } from './rows.js'

const report = blockedCheck.reports[0]!

test.each([blockedCheck, readyCheck, unsureCheck, unreadableCheck, largeCheck(3)])('the fixtures are of the shape that the sidecar sends (%#)', (check) => {
  expect(v.parse(CheckSchema, check)).toEqual(check)
})

test('one row for each finding, in the order of the report', () => {
  const { blocks, warns, informs } = readRows(report)
  expect(blocks.map(({ subject, icon }) => [subject.slice(0, 12), icon])).toEqual([
    ['portrait of ', 'input'],
    ['ip-adapter-p', 'model'],
    ['antelope-v2-', 'model'],
    ['ComfyUI_Port', 'pack'],
  ])
  expect([warns.length, informs.length]).toEqual([1, 1])
})

test('a row brings what its reasons need: packs, files found, sources', () => {
  const { blocks } = readRows(report)
  expect(blocks.map(({ packs, files, sources }) => [packs.length, files.length, sources.length])).toEqual([
    [0, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [1, 0, 0],
  ])
})

test('ids are stable between answers, and different within one', () => {
  const twice = makeCheck({ findings: [makeFinding({ kind: 'model-missing', subject: 'a' }), makeFinding({ kind: 'model-missing', subject: 'a', nodes: ['9'] })] }).reports[0]!
  const ids = readRows(twice).blocks.map(({ id }) => id)
  expect(new Set(ids).size).toBe(2)
  expect(readRows(structuredClone(twice)).blocks.map(({ id }) => id)).toEqual(ids)
})

test('groups: what is inactive never stands among what is in use', () => {
  const groups = readGroups(report)
  expect(groups.inactive.map(({ name, beside }) => [name, beside])).toEqual([['FilmGrainPlus', 'missing']])
  expect(groups.models).toHaveLength(3)
  expect(groups.packs.map(({ name, nodes }) => [name, nodes.length])).toEqual([['Ink Tools', 2]])
  expect([groups.inputsPresent, groups.inputs.length]).toEqual([1, 2])
})

test('one file that three nodes use is one line', () => {
  const used = readyCheck.reports[0]!.models[0]!
  const { models } = readGroups({ ...report, models: ['1', '2', '3'].map((node) => ({ ...used, node })) })
  expect(models.map(({ nodes }) => nodes)).toEqual([['1', '2', '3']])
})

test('marks: blocking before warning, and instances on the way to a node', () => {
  const marks = readMarks({
    ...report,
    findings: [
      makeFinding({ kind: 'model-missing', severity: 'warns', subject: 'a', nodes: ['7'] }),
      makeFinding({ kind: 'node-type-missing', subject: 'b', nodes: ['65:70:63', '7'] }),
      makeFinding({ kind: 'node-type-core-too-old', severity: 'informs', subject: 'c', nodes: ['9'] }),
    ],
  })
  expect([...marks.entries()].map(([node, { word, severity }]) => `${node} ${word} ${severity}`).sort()).toEqual([
    '65 pack blocks',
    '65:70 pack blocks',
    '65:70:63 pack blocks',
    '7 pack blocks',
  ])
})

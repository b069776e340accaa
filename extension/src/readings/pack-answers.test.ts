import { expect, test } from 'vitest'
import { openPacksCheck } from '../dev/fixtures-packs.js'
import { nodesOfTypes, packAnswersOf, unlistedAnswers } from './pack-answers.js'
import { readRows } from './rows.js'

const report = openPacksCheck.reports[0]!
const rows = readRows(report).blocks

test('each row has the answers about its own nodes', () => {
  const told = rows.map((row) => packAnswersOf(row, report)).map((answers) => [answers?.cards.length, answers?.choices.length, answers?.unknown.length])
  expect(told).toEqual([
    [0, 1, 0],
    [1, 0, 0],
    [0, 0, 1],
  ])
})

test('a row about something else than node types has none, even where it shares a node', () => {
  expect(packAnswersOf({ id: 'model-missing\nx', nodes: ['81'] }, report)).toBeNull()
  expect(packAnswersOf({ id: 'node-type-missing\nx', nodes: ['1000'] }, report)).toBeNull()
})

test('what no row tells is left over, and only what runs', () => {
  expect(unlistedAnswers(rows, report)).toEqual({ cards: [], choices: [], unknown: [] })
  const left = unlistedAnswers(rows.slice(1), report)
  expect(left.choices).toHaveLength(1)
  const asleep = { ...report, packs: { ...report.packs!, choices: report.packs!.choices.map((choice) => ({ ...choice, active: false })) } }
  expect(unlistedAnswers(rows.slice(1), asleep).choices).toEqual([])
  expect(unlistedAnswers([{ id: 'model-missing\nx', nodes: report.packs!.unknown[0]!.nodes }], report).unknown).toHaveLength(1)
})

test('types come with their nodes; one that the report does not list has none', () => {
  expect(nodesOfTypes(['LoadVideoFrames', 'Nobody'], report)).toEqual([
    { type: 'LoadVideoFrames', nodes: ['81', '82'] },
    { type: 'Nobody', nodes: [] },
  ])
})

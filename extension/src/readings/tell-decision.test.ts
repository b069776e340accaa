import { expect, test } from 'vitest'
import { chooseModel, choosePack } from './choices.js'
import { groupDecisions, tellDecision } from './tell-decision.js'

const everywhere = { everywhere: true } as const

test('each kind in one line', () => {
  const [pack] = choosePack(['Load'], { id: 'tools', repository: 'https://git.example/a/tools', title: 'Tools' }, everywhere)
  expect(tellDecision(pack!)).toEqual({ about: 'Load', answer: 'Tools', url: 'https://git.example/a/tools' })
  const { title: _title, ...untitled } = pack!
  expect(tellDecision(untitled).answer).toBe('tools')
  expect(tellDecision(chooseModel('x.bin', null, { url: 'https://hub.example/x.bin' }, everywhere)).answer).toBe('hub.example')
  expect(tellDecision(chooseModel('x.bin', null, { widgetValue: 'sub/y.bin' }, everywhere))).toEqual({ about: 'x.bin', answer: 'sub/y.bin', url: null })
})

test('everywhere comes first, then workflows by their key', () => {
  const use = { widgetValue: 'y' }
  const all = [chooseModel('a', null, use, { workflow: 'z' }), chooseModel('b', null, use, everywhere), chooseModel('c', null, use, { workflow: 'k' }), chooseModel('d', null, use, { workflow: 'z' })]
  expect(groupDecisions(all).map(({ key, decisions }) => [key, decisions.length])).toEqual([
    [null, 1],
    ['k', 1],
    ['z', 2],
  ])
})

import { describe, expect, test } from 'vitest'
import type { NodeSignature } from '../installed.js'
import { buildInstalled } from '../readiness/testing/build-installed.js'
import { buildNode, undeclared } from '../readiness/testing/build-references.js'
import { judge } from '../readiness/testing/build-judged.js'
import type { FlatNode } from '../workflow/model.js'
import { knownOf } from './testing/known-of.js'

const installed = buildInstalled({ root: '/comfy' })

function packsOf(nodes: readonly FlatNode[], known: ReturnType<typeof knownOf>) {
  const { packs } = judge(nodes, installed, { known })
  if (packs === undefined) throw new Error('something is missing, so packs are told')
  return packs
}

describe('cards', () => {
  const known = knownOf(
    { 'k/Videos': ['Load', 'Save', 'Cut'], 'l/Copy': ['Load'] },
    { 'k/Videos': { about: { author: 'Kay', stars: 7, deprecated: 'Use Movies.' }, risks: [{ kind: 'packages', says: 'It brings 2 Python packages.' }] } },
  )
  const ver = '1.2.0'
  const nodes = [
    buildNode('1', 'Load', { declared: { ...undeclared, auxId: 'k/Videos', ver } }),
    buildNode('2', 'Save', { declared: { ...undeclared, auxId: 'k/Videos', ver } }),
    buildNode('3', 'Cut', { declared: { ...undeclared, auxId: 'k/Videos', ver: '1.1.0' }, active: false }),
  ]

  test('one per pack, with all it explains', () => {
    const { cards, choices, unknown } = packsOf(nodes, known)
    expect(cards).toHaveLength(1)
    expect(cards[0]).toMatchObject({
      key: 'github.com/k/videos',
      pack: { title: 'Videos', via: 'aux_id' },
      explains: ['Cut', 'Load', 'Save'],
      nodes: ['1', '2'],
      active: true,
      version: { version: ver },
      about: { author: 'Kay' },
      alternatives: [{ candidate: { title: 'Copy' }, explains: ['Load'] }],
    })
    expect(cards[0]?.risks.map(({ kind }) => kind)).toEqual(['deprecated', 'packages'])
    expect(cards[0]?.version?.says).toContain('other nodes name 1.1.0')
    expect([choices, unknown]).toEqual([[], []])
  })

  test('a pack that nobody lists says so', () => {
    const fork = buildNode('1', 'Load', { declared: { ...undeclared, auxId: 'forker/Videos' } })
    expect(packsOf([fork], known).cards[0]).toMatchObject({ pack: { title: 'forker/Videos' }, risks: [{ kind: 'unlisted' }] })
  })

  test('the newest version whose sockets fit, where the workflow names none', () => {
    const signature = (version: string, type: string): NodeSignature => ({ version, inputs: [{ name: 'image', type }], outputs: [] })
    const signatures = [signature('2.0.0', 'LATENT'), signature('1.10.0', 'IMAGE'), signature('1.9.0', 'IMAGE')]
    const node = buildNode('1', 'Save', { inputs: [{ name: 'image', type: 'IMAGE', widget: null, source: null }] })
    const { cards } = packsOf([node], knownOf({ 'k/Videos': ['Save'] }, { 'k/Videos': { signatures } }))
    expect(cards[0]?.version).toMatchObject({ version: '1.10.0' })
  })
})

describe('choices', () => {
  test('types with the same claimants are one choice; the better known first, as they are equals', () => {
    const known = knownOf({ 'a/A': ['N', 'M'], 'b/B': ['N', 'M'] }, { 'b/B': { about: { stars: 900 } } })
    const { choices, cards } = packsOf([buildNode('1', 'N'), buildNode('2', 'M')], known)
    expect(cards).toEqual([])
    expect(choices).toMatchObject([{ types: ['M', 'N'], nodes: ['2', '1'], options: [{ candidate: { title: 'B' }, difference: 'Explains 2 of 2. 900 stars.' }, { candidate: { title: 'A' } }] }])
    expect(choices[0]?.why[0]).toContain('nothing in the workflow tells which was used')
  })

  test('are one finding, whose sentence names those between which to choose', () => {
    const known = knownOf({ 'a/A': ['N'], 'b/B': ['N'], 'old/Old': ['N'] }, { 'old/Old': { about: { deprecated: 'Gone.' } } })
    const { findings, nodeTypes } = judge([buildNode('1', 'N')], installed, { known })
    expect(findings).toMatchObject([{ fix: 'choose-node-pack', message: 'N is not installed; 2 node packs may provide it: A and B.' }])
    expect(nodeTypes[0]?.candidates.map(({ title }) => title)).toEqual(['A', 'B', 'Old'])
  })
})

describe('unknown types', () => {
  const known = knownOf({ 'k/Loras': ['Load (Lm)', 'Save (Lm)'] })

  test('are listed by name with a next step and words to search for', () => {
    const { unknown } = packsOf([buildNode('1', 'VeryOddThing')], known)
    expect(unknown).toMatchObject([{ type: 'VeryOddThing', nodes: ['1'], words: ['VeryOddThing', 'very odd thing'] }])
    expect(unknown[0]?.next).toContain('Search for "VeryOddThing"')
  })

  test('a mark that a relative in the workflow bears is a hint, never an answer', () => {
    const { unknown, cards } = packsOf([buildNode('1', 'Load (Lm)'), buildNode('2', 'New (Lm)')], known)
    expect(cards.map(({ explains }) => explains)).toEqual([['Load (Lm)']])
    expect(unknown[0]?.next).toContain('is of Loras')
  })
})

test('nothing is told of packs where nothing is missing', () => {
  expect(judge([], installed, {}).packs).toBeUndefined()
})

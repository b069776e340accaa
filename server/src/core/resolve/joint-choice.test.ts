import type { Decision } from '@greenlight/shared/decisions'
import { describe, expect, test } from 'vitest'
import { type Known, nothingInstalled, type PackClaim } from '../installed.js'
import { buildInstalled, buildLive, buildPack } from '../readiness/testing/build-installed.js'
import { buildNode, buildTypeReferences, undeclared } from '../readiness/testing/build-references.js'
import type { PackDeclaration } from '../workflow/model.js'
import { answerOf } from './pack-answer.js'
import { resolvePacks } from './resolve-packs.js'
import { knownOf } from './testing/known-of.js'

interface Asked {
  readonly [type: string]: Partial<PackDeclaration> | null
}

function resolve(asked: Asked, known: Known, more: { decisions?: readonly Decision[]; installed?: typeof nothingInstalled } = {}) {
  const nodes = Object.entries(asked).map(([type, declared], at) => buildNode(`${at}`, type, { declared: { ...undeclared, ...declared } }))
  const references = buildTypeReferences(nodes)
  const installed = more.installed ?? nothingInstalled
  const resolved = resolvePacks({ foreign: references, all: references, installed, known, decisions: more.decisions ?? [], workflow: 'w' })
  return Object.fromEntries(
    resolved.cases.map((one) => {
      const { pack, candidates, evidence } = answerOf(one, installed)
      return [one.reference.type, { pack: pack?.title ?? null, rule: one.chosen?.rule ?? null, all: candidates.map(({ title }) => title), why: evidence.map(({ says }) => says).join(' '), confidence: pack?.confidence }]
    }),
  )
}

const many = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at}`)

describe('packs that carry copies', () => {
  const origin = many('Frame', 12)
  const collector = knownOf({
    'kay/ComfyUI-Frames': origin,
    'ell/ComfyUI-Faces': many('Face', 6),
    'zed/Everything': [...origin.slice(0, 9), ...many('Face', 6), 'OwnOne'],
  })

  test('a collection of others gives way to the owner, and stays in sight', () => {
    const { Frame3 } = resolve({ Frame3: null }, collector)
    expect(Frame3).toMatchObject({ pack: 'ComfyUI-Frames', rule: 'carried', all: ['ComfyUI-Frames', 'Everything'] })
    expect(Frame3?.why).toContain('carries copies of nodes of 2 other packs')
  })

  test('unless the workflow needs the collection for a node of its own', () => {
    expect(resolve({ Frame3: null, OwnOne: null }, collector).Frame3).toMatchObject({ pack: 'Everything', rule: 'needed-anyway' })
    expect(resolve({ Frame3: null, OwnOne: null, Frame11: null }, collector).Frame3).toMatchObject({ pack: 'ComfyUI-Frames' })
  })

  test('a pack that holds another whole and adds to it', () => {
    const known = knownOf({ 'a/One': many('N', 10), 'b/Two': [...many('N', 10), 'X', 'Y', 'Z'] })
    expect(resolve({ N1: null }, known).N1).toMatchObject({ pack: 'One', rule: 'carried' })
    const little = knownOf({ 'a/One': many('N', 10), 'b/Two': [...many('N', 10), 'X'] })
    expect(resolve({ N1: null }, little).N1).toMatchObject({ pack: null, all: ['One', 'Two'] })
  })

  test('a name that only a collection lists, with a mark that another pack announces', () => {
    const claims = new Map(collector.claims)
    const announced: PackClaim = { id: null, repository: 'https://github.com/rg/RG', title: 'RG', via: 'pattern' }
    claims.set('OwnOne', [...(claims.get('OwnOne') ?? []), announced])
    expect(resolve({ OwnOne: null }, { ...collector, claims }).OwnOne).toMatchObject({ pack: 'RG', all: ['RG', 'Everything'], confidence: 0.6 })
    claims.set('Frame11', [...(claims.get('Frame11') ?? []), announced])
    expect(resolve({ Frame11: null }, { ...collector, claims }).Frame11).toMatchObject({ pack: 'ComfyUI-Frames', all: ['ComfyUI-Frames'] })
  })

  test('two packs of the same nodes stay a choice', () => {
    const known = knownOf({ 'a/Alpha': many('N', 10), 'b/Beta': many('N', 10) })
    expect(resolve({ N1: null, N2: null }, known).N1).toMatchObject({ pack: null, all: ['Alpha', 'Beta'] })
  })

  test('a pack called after another, with something added to the name', () => {
    const known = knownOf({ 'a/ComfyUI-QwenVL': many('N', 6), 'b/ComfyUI-QwenVL-Mod': [...many('N', 6), 'X'] })
    expect(resolve({ N1: null }, known).N1).toMatchObject({ pack: 'ComfyUI-QwenVL', rule: 'carried' })
  })

  test('a mark that is the habit of one author', () => {
    const known = knownOf({ 'k/Videos': many('VHS_', 20), 'l/Tools': ['VHS_3', 'Other', 'Another'] })
    expect(resolve({ VHS_3: null }, known).VHS_3).toMatchObject({ pack: 'Videos', rule: 'carried' })
  })

  test('an ordinary word is nobody’s mark', () => {
    const known = knownOf({ 'k/Videos': many('Image', 20), 'l/Tools': ['Image3', 'Other', 'Another'] })
    expect(resolve({ Image3: null }, known).Image3).toMatchObject({ pack: null })
  })

  test('a name that says whose it is, where two packs share several', () => {
    const known = knownOf({ 'c/ComfyUI_InstantID': ['InstantIDLoader', 'InstantIDFace', 'InstantIDApply', 'Own'], 'd/Zen': ['InstantIDLoader', 'InstantIDFace', 'InstantIDApply', 'ZenTwo'] })
    expect(resolve({ InstantIDLoader: null }, known).InstantIDLoader).toMatchObject({ pack: 'ComfyUI_InstantID' })
  })
})

describe('together', () => {
  test('a pack that is needed anyway', () => {
    const known = knownOf({ 'a/A': ['Shared', 'OnlyA'], 'b/B': ['Shared', 'OnlyB'] })
    const answer = resolve({ Shared: null, OnlyA: null }, known)
    expect(answer.Shared).toMatchObject({ pack: 'A', rule: 'needed-anyway', confidence: 0.85 })
    expect(answer.Shared?.why).toContain('for OnlyA')
    expect(resolve({ Shared: null, OnlyA: null, OnlyB: null }, known).Shared).toMatchObject({ pack: null, all: ['A', 'B'] })
  })

  test('a pack that another node declares', () => {
    const known = knownOf({ 'a/A': ['Shared'], 'b/B': ['Shared', 'Said'] })
    expect(resolve({ Shared: null, Said: { cnrId: 'b' } }, known).Shared).toMatchObject({ pack: 'B' })
  })

  test('the fewest packs', () => {
    const known = knownOf({ 'x/X': ['P', 'Q'], 'y/Y': ['P'], 'z/Z': ['Q'] })
    const answer = resolve({ P: null, Q: null }, known)
    expect(answer.P).toMatchObject({ pack: 'X', rule: 'fewest-packs', confidence: 0.8 })
    expect(answer.Q?.why).toContain('X alone explains 2 types')
    expect(resolve({ P: null }, known).P).toMatchObject({ pack: null, all: ['X', 'Y'] })
  })

  test('the order of nodes changes nothing', () => {
    const known = knownOf({ 'x/X': ['P', 'Q', 'R'], 'y/Y': ['P', 'R'], 'z/Z': ['Q'] })
    const forth = resolve({ P: null, Q: null, R: null }, known)
    expect(resolve({ R: null, Q: null, P: null }, known)).toEqual(forth)
  })
})

describe('single rules', () => {
  test('a registry id that no list carries is the repository of that name', () => {
    const known = knownOf({ 'kijai/ComfyUI-KJNodes': ['Resize'], 'z/Copy': ['Resize'] })
    expect(resolve({ Resize: { cnrId: 'comfyui_kjnodes' } }, known).Resize).toMatchObject({ pack: 'ComfyUI-KJNodes', all: ['ComfyUI-KJNodes', 'Copy'] })
  })

  test('the keepers of the catalogue gave the name away', () => {
    const known = knownOf({ 'a/A': ['N'], 'b/B': ['N'] }, { 'b/B': { wins: true } })
    expect(resolve({ N: null }, known).N).toMatchObject({ pack: 'B', rule: 'named-winner' })
  })

  test('but not against a pack that the workflow declares elsewhere', () => {
    const known = knownOf({ 'a/A': ['N', 'Said'], 'b/B': ['N'] }, { 'b/B': { wins: true } })
    expect(resolve({ N: null, Said: { auxId: 'a/A' } }, known).N).toMatchObject({ pack: 'A', rule: 'needed-anyway' })
  })

  test('a deprecated pack steps back', () => {
    const known = knownOf({ 'a/A': ['N'], 'b/B': ['N'] }, { 'a/A': { about: { deprecated: 'Use B.' } } })
    expect(resolve({ N: null }, known).N).toMatchObject({ pack: 'B', all: ['B', 'A'] })
  })

  test('sockets decide where one definition fits and the other does not', () => {
    const signatures = { fits: [{ inputs: [{ name: 'image', type: 'IMAGE' }], outputs: ['MASK'] }], other: [{ inputs: [{ name: 'text', type: 'STRING' }], outputs: ['STRING'] }] }
    const known = knownOf({ 'a/A': ['N'], 'b/B': ['N'] }, { 'a/A': { signatures: signatures.other }, 'b/B': { signatures: signatures.fits } })
    const node = buildNode('1', 'N', { inputs: [{ name: 'image', type: 'IMAGE', widget: null, source: null }], outputs: [{ name: 'MASK', type: 'MASK' }] })
    const references = buildTypeReferences([node])
    const { cases } = resolvePacks({ foreign: references, all: references, installed: nothingInstalled, known, decisions: [], workflow: null })
    expect(cases[0]?.chosen).toMatchObject({ key: 'github.com/b/b', rule: 'signature' })
  })
})

describe('decisions', () => {
  const known = knownOf({ 'a/A': ['N'], 'b/B': ['N'] })
  const decide = (scope: Decision['scope'], name: string): Decision => ({ about: 'node-type', scope, type: 'N', id: null, repository: `https://github.com/${name}` })

  test('of the workflow before one for all, and before what the file declares', () => {
    const decisions = [decide({ everywhere: true }, 'a/A'), decide({ workflow: 'w' }, 'b/B'), decide({ workflow: 'other' }, 'a/A')]
    expect(resolve({ N: { auxId: 'a/A' } }, known, { decisions }).N).toMatchObject({ pack: 'B', rule: 'decision', confidence: 1 })
  })

  test('but not against what ComfyUI shows: that is told', () => {
    const pack = buildPack('B', { repository: 'https://github.com/b/B', nodeTypes: ['Else'] })
    const installed = buildLive([], { nodePacks: [pack] })
    const { N } = resolve({ N: null }, knownOf({ 'a/A': ['N'] }), { decisions: [decide({ everywhere: true }, 'b/B')], installed })
    expect(N).toMatchObject({ pack: 'A', all: ['A', 'B'] })
  })

  test('an installed copy of a claimant counts before copies elsewhere', () => {
    const installed = buildInstalled({ nodePacks: [buildPack('B', { repository: 'https://github.com/b/B', state: 'disabled' })] })
    expect(resolve({ N: null }, known, { installed }).N).toMatchObject({ pack: 'B', rule: 'on-disk' })
  })
})

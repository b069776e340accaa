import type { Decision } from '@greenlight/shared/decisions'
import { describe, expect, test } from 'vitest'
import { chooseModel, choosePack, holdsAs, modelDecisionOn, packDecisionsOn, replacedBy } from './choices.js'

const pack = { id: 'video-tools', repository: 'https://git.example/reel/video-tools', title: 'Video Tools' }
const everywhere = { everywhere: true } as const
const here = { workflow: 'a1' }

test('one decision per type, with enough of the pack to find it again', () => {
  expect(choosePack(['Load', 'Save'], pack, here)).toEqual([
    { about: 'node-type', scope: here, type: 'Load', ...pack },
    { about: 'node-type', scope: here, type: 'Save', ...pack },
  ])
})

describe('what holds here', () => {
  const all: Decision[] = [
    ...choosePack(['Load'], pack, everywhere),
    ...choosePack(['Load'], { ...pack, id: 'other' }, here),
    ...choosePack(['Load', 'Save'], pack, { workflow: 'another' }),
    chooseModel('x.bin', 'loras', { widgetValue: 'y.bin' }, everywhere),
    chooseModel('x.bin', 'loras', { url: 'https://a.example/x.bin' }, here),
  ]

  test('decisions of another workflow do not', () => {
    expect(packDecisionsOn(['Load', 'Save'], 'workflow', 'a1', all).map(({ id }) => id)).toEqual(['other'])
    expect(packDecisionsOn(['Load', 'Save'], 'workflow', null, all)).toEqual([])
    expect(packDecisionsOn(['Load', 'Save'], 'everywhere', null, all).map(({ id }) => id)).toEqual(['video-tools'])
  })

  test("the workflow's own choice of a model comes before the one for everywhere", () => {
    expect(modelDecisionOn('x.bin', 'loras', 'a1', all)?.use).toEqual({ url: 'https://a.example/x.bin' })
    expect(modelDecisionOn('x.bin', 'loras', 'b2', all)?.use).toEqual({ widgetValue: 'y.bin' })
    expect(modelDecisionOn('x.bin', 'vae', 'a1', all)).toBeNull()
    expect(modelDecisionOn('z.bin', null, 'a1', all)).toBeNull()
  })

  test('a workflow without a key holds nothing of its own', () => {
    expect(holdsAs(here, null)).toBeNull()
    expect(holdsAs(everywhere, null)).toBe('everywhere')
  })
})

test('a new choice takes the place of the same subject in the same scope alone', () => {
  const before: Decision[] = [...choosePack(['Load', 'Save'], pack, here), ...choosePack(['Load'], pack, everywhere), chooseModel('Load', null, { widgetValue: 'y' }, here)]
  expect(replacedBy(choosePack(['Load'], { ...pack, id: 'other' }, { workflow: 'a1' }), before)).toEqual([before[0]])
  expect(replacedBy([chooseModel('Load', null, { widgetValue: 'z' }, here)], before)).toEqual([before[3]])
})

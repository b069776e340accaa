import { expect, test } from 'vitest'
import { nothingInstalled } from '../installed.js'
import { buildInstalled, buildPack } from '../readiness/testing/build-installed.js'
import { ownParts } from './own-parts.js'

test('counts choices, and what the packs of this disk register', () => {
  const scope = { everywhere: true } as const
  const installed = buildInstalled({ root: '/comfy', nodePacks: [buildPack('A', { nodeTypes: ['X', 'Y'] }), buildPack('B')] })
  const decisions = [
    { about: 'node-type', scope, type: 'X', id: 'a', repository: null },
    { about: 'node-type', scope, type: 'Y', id: 'a', repository: null },
    { about: 'model', scope, name: 'm', directory: null, use: { widgetValue: 'n' } },
  ] as const
  expect(ownParts(decisions, installed)).toEqual([
    { from: 'decisions', where: 'decisions.yaml', packs: 1, nodeTypes: 2, models: 1 },
    { from: 'installed', where: '/comfy', packs: 2, nodeTypes: 2, models: 0 },
  ])
  expect(ownParts([], nothingInstalled)).toEqual([])
})

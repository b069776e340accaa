import type { Effect } from '@greenlight/shared/plan-effects'
import { expect, it } from 'vitest'
import type { Draft } from './draft.js'
import { draftRestart } from './restart.js'

const drafted = (kind: Draft['action']['kind'], effects: Effect[], restart: Draft['restart']): Draft => ({
  together: kind,
  disk: [],
  preconditions: [],
  restart,
  action: { kind, tier: 'code', title: kind, subject: kind, touches: [], before: [], after: [], evidence: [], undo: '', hosts: [], ticks: [], prepare: [], effects, checks: [] },
})
const place = (to: string): Effect => ({ do: 'move', from: '/n/.staging/x', to, as: 'place' })

it('looks whether each pack was loaded, by its folder, and keeps apart what stood there before', () => {
  const drafts = [
    drafted('install-packages', [], { registers: [], loses: [] }),
    drafted('install-node-pack', [place('C:\\Comfy UI\\custom_nodes\\ink wash')], { registers: ['B', 'A'], loses: [] }),
    drafted('install-node-pack', [place('/n/unknown')], { registers: [], loses: [] }),
    drafted('update-node-pack', [{ do: 'move', from: '/n/old', to: '/t/old', as: 'trash' }, place('/n/old')], { registers: ['C'], loses: [] }),
    drafted('enable-node-pack', [{ do: 'move', from: '/n/off.disabled', to: '/n/off', as: 'move' }], { registers: [], loses: [] }),
    drafted('disable-node-pack', [{ do: 'move', from: '/n/on', to: '/n/on.disabled', as: 'move' }], { registers: [], loses: ['D'] }),
  ]
  expect(draftRestart(drafts)?.action.checks).toEqual([
    { check: 'registered', types: ['A', 'B'], folder: 'ink wash' },
    { check: 'registered', types: [], folder: 'unknown' },
    { check: 'registered', types: ['C'], folder: 'old', kept: true },
    { check: 'registered', types: [], folder: 'off' },
    { check: 'registered', types: ['D'], gone: true },
  ])
  expect(draftRestart([])).toBeNull()
})

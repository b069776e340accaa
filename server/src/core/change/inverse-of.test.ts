import { expect, it } from 'vitest'
import type { Effect } from '@greenlight/shared/plan-effects'
import { inverseOf } from './inverse-of.js'

const effects: Effect[] = [
  { do: 'make-folder', path: '/a' },
  { do: 'drop-folder', path: '/a' },
  { do: 'move', from: '/a', to: '/b', as: 'move' },
  { do: 'move', from: '/a', to: '/b', as: 'trash' },
  { do: 'move', from: '/a', to: '/b', as: 'restore' },
  { do: 'link', path: '/a', target: '/b', how: 'hard' },
  { do: 'unlink', path: '/a', target: '/b', how: 'symbolic' },
  { do: 'packages', python: '/py', changes: [], keep: '/k' },
  { do: 'packages-back', python: '/py', changes: [], keep: '/k' },
]

it.each(effects)('$do: the inverse of the inverse is the effect', (effect) => {
  expect(inverseOf(effect)).not.toEqual(effect)
  expect(inverseOf(inverseOf(effect))).toEqual(effect)
})

it('what was placed moves back', () => {
  expect(inverseOf({ do: 'move', from: '/part', to: '/b', as: 'place' })).toEqual({ do: 'move', from: '/b', to: '/part', as: 'move' })
})

it('what the queue brought moves away, and needs no queue to come back', () => {
  const queued: Effect = { do: 'queue-pack', path: '/nodes/a', id: 'a', version: '1.0.0', shelf: 'sha256:5', staging: '/nodes/.greenlight-1.disabled/a' }
  expect(inverseOf(queued)).toEqual({ do: 'move', from: '/nodes/a', to: '/nodes/.greenlight-1.disabled/a', as: 'move' })
})

import { expect, it } from 'vitest'
import type { RegistryState } from '../registry.js'
import { planSweep } from './plan-sweep.js'

const now = '2026-06-10T12:00:00.000Z'
const hoursAgo = (hours: number): string => new Date(Date.parse(now) - hours * 3_600_000).toISOString()
const fresh = { at: now, page: 0, done: false }

it.each<[string, RegistryState | null, { whole?: boolean; full?: boolean }, RegistryState, boolean]>([
  ['nothing kept: everything', null, { whole: false }, fresh, false],
  [
    'a whole list of an hour ago: changes since',
    { at: hoursAgo(1), page: 9, done: true },
    {},
    { ...fresh, since: hoursAgo(1) },
    false,
  ],
  [
    'changes of an hour ago: changes since the whole list',
    { at: hoursAgo(1), page: 1, done: true, since: hoursAgo(30) },
    {},
    { ...fresh, since: hoursAgo(30) },
    false,
  ],
  ['a whole list of eight days ago: everything', { at: hoursAgo(8 * 24), page: 9, done: true }, {}, fresh, false],
  [
    'changes to a whole list of eight days ago: everything',
    { at: hoursAgo(1), page: 9, done: true, since: hoursAgo(8 * 24) },
    {},
    fresh,
    false,
  ],
  ['a list from the future: everything', { at: hoursAgo(-1), page: 9, done: true }, {}, fresh, false],
  ['no date: everything', { at: 'yesterday', page: 9, done: true }, {}, fresh, false],
  ['--full: everything', { at: hoursAgo(1), page: 9, done: true }, { full: true }, fresh, false],
  ['a damaged file: everything', { at: hoursAgo(1), page: 9, done: true }, { whole: false }, fresh, false],
  [
    'cut off an hour ago: the rest',
    { at: hoursAgo(1), page: 3, done: false },
    { whole: false },
    { at: hoursAgo(1), page: 3, done: false },
    true,
  ],
  [
    'cut off, then --full: the rest',
    { at: hoursAgo(1), page: 3, done: false },
    { full: true },
    { at: hoursAgo(1), page: 3, done: false },
    true,
  ],
  [
    'changes cut off an hour ago: the rest',
    { at: hoursAgo(1), page: 3, done: false, since: hoursAgo(9) },
    {},
    { at: hoursAgo(1), page: 3, done: false, since: hoursAgo(9) },
    true,
  ],
  [
    'changes cut off, then --full: everything',
    { at: hoursAgo(1), page: 3, done: false, since: hoursAgo(9) },
    { full: true },
    fresh,
    false,
  ],
  [
    'changes cut off, then a file damaged: everything',
    { at: hoursAgo(1), page: 3, done: false, since: hoursAgo(9) },
    { whole: false },
    fresh,
    false,
  ],
  ['cut off two days ago: everything', { at: hoursAgo(48), page: 3, done: false }, {}, fresh, false],
  [
    'changes cut off two days ago: changes anew',
    { at: hoursAgo(48), page: 3, done: false, since: hoursAgo(72) },
    {},
    { ...fresh, since: hoursAgo(72) },
    false,
  ],
])('%s', (_, state, { whole = true, full = false }, expected, resumed) => {
  expect(planSweep({ state, whole }, { now, full })).toEqual({ state: expected, resumed })
})

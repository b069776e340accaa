import { expect, test } from 'vitest'
import { handTimers } from '../testing/hand-timers.js'
import { debounce } from './debounce.js'

function set(quiet?: number, apart?: number) {
  const timers = handTimers()
  const runs: number[] = []
  return { timers, runs, ask: debounce(() => runs.push(timers.now()), timers, quiet, apart) }
}

test('a burst of calls is one run, after 300 ms of quiet', () => {
  const { timers, runs, ask } = set()
  for (let call = 0; call < 5; call++) {
    ask()
    timers.pass(100)
  }
  expect(runs).toEqual([])
  timers.pass(300)
  expect(runs).toEqual([700])
})

test('two runs are at least a second apart', () => {
  const { timers, runs, ask } = set()
  ask()
  timers.pass(300)
  ask()
  timers.pass(2000)
  expect(runs).toEqual([300, 1300])
})

test('soon does not wait for quiet, but keeps the pace', () => {
  const { timers, runs, ask } = set()
  ask.soon()
  timers.pass(0)
  ask.soon()
  timers.pass(2000)
  expect(runs).toEqual([0, 1000])
})

test('cancel takes back what was asked', () => {
  const { timers, runs, ask } = set()
  ask()
  ask.cancel()
  timers.pass(2000)
  expect(runs).toEqual([])
  expect(timers.waiting()).toBe(0)
})

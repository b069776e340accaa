import { expect, it } from 'vitest'
import { ulidMaker, ulidPattern, ulidTime } from './ulid.js'

it('carries its time and its random bits', () => {
  // The example of the specification: 1469918176385.
  const make = ulidMaker(() => 1469918176385, (count) => new Uint8Array(count).fill(5))
  const id = make()
  expect(id).toBe('01ARYZ6S415555555555555555')
  expect(ulidTime(id)).toBe(1469918176385)
  expect(ulidPattern.test(id)).toBe(true)
})

it('only grows: within one millisecond, when the clock goes back, and past the last random number', () => {
  let at = 1000
  let byte = 31
  const make = ulidMaker(() => at, (count) => new Uint8Array(count).fill(byte))
  const made = [make()]
  byte = 0
  made.push(make(), make())
  at = 500
  made.push(make())
  at = 2000
  byte = 255
  made.push(make(), make())
  expect([...made].sort()).toEqual(made)
  expect(new Set(made).size).toBe(made.length)
  expect(made.map(ulidTime)).toEqual([1000, 1001, 1001, 1001, 2000, 2001])
})

it('takes nothing else for one', () => {
  for (const text of ['', '01ARYZ6S41555555555555555', '01aryz6s415555555555555555', '81ARYZ6S415555555555555555', '01ARYZ6S41555555555555555U', '../01ARYZ6S4155555555555555', '01ARYZ6S415555555555555555\n'])
    expect(ulidTime(text)).toBeNull()
})

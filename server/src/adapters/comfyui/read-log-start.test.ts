import { expect, it } from 'vitest'
import { readLogStart } from './read-log-start.js'

const local = (year: number, month: number, day: number, hour: number, minute: number, second: number) => new Date(year, month - 1, day, hour, minute, second).getTime()
const log = '2026-08-01T10:00:00.123456 - \nImport times for custom nodes:\n2026-08-01T10:00:01.000002 -    0.0 seconds: /x\n2026-08-01T12:30:00 - got prompt\n'

it('is the oldest line that is kept, to the second', () => {
  expect(readLogStart(log, local(2026, 8, 1, 12, 31, 0))).toBe(local(2026, 8, 1, 10, 0, 1))
})

it('cannot be told by a clock that may be in another zone, or by no line', () => {
  expect(readLogStart(log, local(2026, 8, 1, 13, 0, 0))).toBeNull()
  expect(readLogStart('Starting server\n', local(2026, 8, 1, 13, 0, 0))).toBeNull()
  // One that is ahead only makes it later.
  expect(readLogStart(log, local(2026, 8, 1, 11, 0, 0))).toBe(local(2026, 8, 1, 10, 0, 1))
})

import { expect } from 'vitest'
import type { Carried } from '../../../core/ports.js'
import { createCarriers } from '../carriers.js'

/**
 * Unpacks and fails where that takes a second or more of this process's own time (a busy machine does not count), throws, or
 * met a fault of the reader itself. Null for a refusal.
 */
export function unpackInTime(bytes: Uint8Array): Carried | null {
  const start = process.cpuUsage()
  const unpacked = createCarriers().unpack(bytes, 'hostile')
  const spent = process.cpuUsage(start)
  expect(spent.user + spent.system).toBeLessThan(1_000_000)
  if (!unpacked.ok) {
    expect(unpacked.problem.code).toMatch(/^[A-Z_]+$/)
    return null
  }
  expect(unpacked.carried.tolerated.join()).not.toContain('could not be read to its end')
  return unpacked.carried
}

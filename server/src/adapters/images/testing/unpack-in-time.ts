import { expect } from 'vitest'
import type { Carried } from '../../../core/ports.js'
import { createCarriers } from '../carriers.js'

/**
 * Unpacks and fails where that takes five seconds or more of this process's own time, throws, or met a fault of the reader itself. What grows
 * with the square of its input takes minutes; a second was too little for a processor that is shared. Null for a refusal.
 */
export function unpackInTime(bytes: Uint8Array): Carried | null {
  const start = process.cpuUsage()
  const unpacked = createCarriers().unpack(bytes, 'hostile')
  const spent = process.cpuUsage(start)
  expect(spent.user + spent.system).toBeLessThan(5_000_000)
  if (!unpacked.ok) {
    expect(unpacked.problem.code).toMatch(/^[A-Z_]+$/)
    return null
  }
  expect(unpacked.carried.tolerated.join()).not.toContain('could not be read to its end')
  return unpacked.carried
}

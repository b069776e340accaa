import { expect } from 'vitest'
import type { Carried } from '../../../core/ports.js'
import { createCarriers } from '../carriers.js'

/** Unpacks and fails where that takes a second or more, throws, or met a fault of the reader itself. Null for a refusal. */
export function unpackInTime(bytes: Uint8Array): Carried | null {
  const start = performance.now()
  const unpacked = createCarriers().unpack(bytes, 'hostile')
  expect(performance.now() - start).toBeLessThan(1000)
  if (!unpacked.ok) {
    expect(unpacked.problem.code).toMatch(/^[A-Z_]+$/)
    return null
  }
  expect(unpacked.carried.tolerated.join()).not.toContain('could not be read to its end')
  return unpacked.carried
}

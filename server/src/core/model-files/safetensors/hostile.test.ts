import { describe, expect, it } from 'vitest'
import { describeModel } from '../describe-model.js'
import { makeSource } from '../testing/byte-sources.js'
import { parts } from '../testing/parts.js'
import { ownCases, referenceCases, type HostileCase } from '../testing/safetensors-cases.js'

/** Milliseconds that a case may take. */
const ordinary = 50
/** Files above this many bytes are held against JSON.parse of the same header too, so that a slow machine is no failure. */
const large = 10_000_000

function time<Value>(run: () => Value): { value: Value; ms: number } {
  const began = performance.now()
  const value = run()
  return { value, ms: performance.now() - began }
}

/** Of a large file: as long as decoding and parsing what stands before the weights three times, nothing checked. */
function limitOf(file: Uint8Array, within: number): number {
  if (file.length < large) return within
  const header = file.subarray(8, 8 + Number(new DataView(file.buffer).getBigUint64(0, true)))
  return Math.max(within, 3 * time(() => JSON.parse(new TextDecoder().decode(header)) as unknown).ms)
}

function check({ bytes, fault, blocks, within = ordinary }: HostileCase): void {
  const file = bytes()
  const describeIt = () => time(() => describeModel(makeSource(file), parts))
  const { value: facts, ms } = describeIt()
  expect(facts.faults[0]?.code ?? null).toBe(fault)
  expect(facts.health).toBe(blocks ? 'corrupt' : 'whole')
  expect(facts.faults.some(({ severity }) => severity === 'blocks')).toBe(blocks)
  for (const { says } of facts.faults) expect(says).toMatch(/^[^\u0000-\u001f\u202e]{20,600}$/)
  // Other work on the machine is not ours: who was too slow may try again.
  const limit = ms > within ? limitOf(file, within) : within
  let least = ms
  for (let tries = 0; tries < 5 && least > limit; tries++) least = Math.min(least, describeIt().ms)
  expect(least).toBeLessThanOrEqual(limit)
}

describe('hostile safetensors', () => {
  it.each(referenceCases)('the reference suite: $name', check)
  it.each(ownCases)('ours: $name', check, 60_000)

  it('are at least as many as planned', () => {
    expect(referenceCases.length).toBeGreaterThanOrEqual(17)
    expect(ownCases.length).toBeGreaterThanOrEqual(25)
  })
})

import { describe, expect, it } from 'vitest'
import { describeModel } from '../describe-model.js'
import { makeSource } from '../testing/byte-sources.js'
import { parts } from '../testing/parts.js'
import { ownCases, referenceCases, type HostileCase } from '../testing/safetensors-cases.js'

/** What a case may take; the least of three runs counts, because other work on the machine is not ours. */
const ordinary = 50

function leastTime(run: () => void): number {
  return Math.min(
    ...[0, 1, 2].map(() => {
      const began = performance.now()
      run()
      return performance.now() - began
    }),
  )
}

function check({ bytes, size, fault, blocks, within = ordinary }: HostileCase): void {
  const file = bytes()
  const describeIt = () => describeModel(makeSource(file, { ...(size === undefined ? {} : { size }) }), parts)
  const facts = describeIt()
  expect(facts.faults[0]?.code ?? null).toBe(fault)
  expect(facts.health).toBe(blocks ? 'corrupt' : 'whole')
  expect(facts.faults.some(({ severity }) => severity === 'blocks')).toBe(blocks)
  for (const { says } of facts.faults) expect(says).toMatch(/^[^\u0000-\u001f\u202e]{20,600}$/)
  expect(leastTime(describeIt)).toBeLessThan(within)
}

describe('hostile safetensors', () => {
  it.each(referenceCases)('the reference suite: $name', check)
  it.each(ownCases)('ours: $name', check)

  it('are at least as many as planned', () => {
    expect(referenceCases.length).toBeGreaterThanOrEqual(17)
    expect(ownCases.length).toBeGreaterThanOrEqual(25)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oneOfEach, smallPrompt, smallWorkflow } from './testing/one-of-each.js'
import { unpackInTime } from './testing/unpack-in-time.js'

describe.each(oneOfEach)('%s', (_name, bytes) => {
  it('holds what it should', () => {
    expect(unpackInTime(bytes)).toMatchObject({ workflow: smallWorkflow, prompt: smallPrompt, tolerated: [] })
  })

  it('cut at every byte gives the whole text or none, never half of one', () => {
    for (let length = 0; length < bytes.length; length++) {
      const carried = unpackInTime(bytes.subarray(0, length))
      if (carried === null || carried.carrier === 'json') continue
      expect([null, smallWorkflow]).toContain(carried.workflow)
      expect([null, smallPrompt]).toContain(carried.prompt)
    }
  })

  it('survives bytes changed, dropped, doubled and put in', () => {
    const edit = fc.record({
      at: fc.nat(bytes.length - 1),
      drop: fc.constantFrom(0, 0, 1, 1, 2, 4, 8, 60),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 8 }),
        fc.constantFrom(
          Uint8Array.of(0xff, 0xff, 0xff, 0xff),
          Uint8Array.of(0x7f, 0xff, 0xff, 0xff),
          Uint8Array.of(0x80, 0, 0, 0),
          Uint8Array.of(0, 0, 0, 0),
          Uint8Array.of(0, 0, 0, 1),
        ),
        fc.nat(bytes.length - 1).map((from) => Uint8Array.from(bytes.subarray(from, from + 50))),
      ),
    })
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const mutated = edits.reduce(
          (all, { at, drop, put }) => Buffer.concat([all.subarray(0, at), put, all.subarray(at + drop)]),
          Buffer.from(bytes),
        )
        unpackInTime(mutated)
      }),
      { numRuns: 300 },
    )
  })

  it('survives any tail behind its first bytes', () => {
    fc.assert(
      fc.property(fc.nat(64), fc.uint8Array({ maxLength: 300 }), (keep, tail) => {
        unpackInTime(Buffer.concat([bytes.subarray(0, keep), tail]))
      }),
      { numRuns: 100 },
    )
  })
})

it('no bytes at all throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void unpackInTime(bytes)), { numRuns: 500 })
})

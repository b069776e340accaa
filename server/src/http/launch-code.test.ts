import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createLaunchCodes } from './launch-code.js'

function open() {
  const clock = { now: 1_000 }
  return { clock, codes: createLaunchCodes({ randomBytes, now: () => clock.now }) }
}

describe('launch codes', () => {
  test('have 8 characters that nobody confuses', () => {
    const { codes } = open()
    for (let round = 0; round < 200; round += 1) expect(codes.mint()).toMatch(/^[2-9A-HJ-NP-Z]{8}$/)
  })

  test('are made of the given bytes and nothing else', () => {
    const codes = createLaunchCodes({ randomBytes: (length) => new Uint8Array(length).fill(31), now: () => 0 })
    expect(codes.mint()).toBe('ZZZZZZZZ')
  })

  test('open once', () => {
    const { codes } = open()
    const code = codes.mint()
    expect(codes.redeem(code)).toBe('right')
    expect(codes.redeem(code)).toBe('wrong')
  })

  test('may be typed in small letters', () => {
    const { codes } = open()
    expect(codes.redeem(` ${codes.mint().toLowerCase()} `)).toBe('right')
  })

  test('end after 5 minutes', () => {
    const { clock, codes } = open()
    const code = codes.mint()
    clock.now += 5 * 60_000
    expect(codes.redeem(code)).toBe('wrong')
    const other = codes.mint()
    clock.now += 5 * 60_000 - 1
    expect(codes.redeem(other)).toBe('right')
  })

  test('end when a newer one is made', () => {
    const { codes } = open()
    const first = codes.mint()
    const second = codes.mint()
    expect(codes.redeem(first)).toBe('wrong')
    expect(codes.redeem(second)).toBe('right')
  })

  test('nothing is right before the first is made', () => {
    const { codes } = open()
    expect(codes.redeem('')).toBe('wrong')
  })

  test('the fifth wrong try ends the code and starts a wait of 30 seconds', () => {
    const { clock, codes } = open()
    const code = codes.mint()
    for (let round = 0; round < 5; round += 1) expect(codes.redeem('AAAAAAAA')).toBe('wrong')
    expect(codes.redeem(code)).toEqual({ waitSeconds: 30 })
    clock.now += 29_999
    expect(codes.redeem(code)).toEqual({ waitSeconds: 1 })
    clock.now += 1
    expect(codes.redeem(code)).toBe('wrong')
  })

  test('a fresh code ends the wait', () => {
    const { codes } = open()
    codes.mint()
    for (let round = 0; round < 6; round += 1) codes.redeem('AAAAAAAA')
    expect(codes.redeem(codes.mint())).toBe('right')
  })
})

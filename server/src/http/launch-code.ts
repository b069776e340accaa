import { digestSecret, sameDigest, type RandomBytes } from './tokens.js'

/** 32 letters and digits without 0/O and 1/I: five bits a character and no bias. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const length = 8
export const launchCodeMs = 5 * 60_000
const waitMs = 30_000
const tries = 5

export type Redeemed = 'right' | 'wrong' | { readonly waitSeconds: number }

export interface LaunchCodes {
  /** A fresh code; the one before ends, and so does a wait. */
  mint(): string
  /** Right once, within 5 minutes. The fifth wrong try ends the code and makes everybody wait for 30 seconds. */
  redeem(code: string): Redeemed
}

/** Launch codes of the own page (P6). `now` in milliseconds; only a code's digest is kept. */
export function createLaunchCodes(options: { randomBytes: RandomBytes; now: () => number }): LaunchCodes {
  let current: { digest: Buffer; until: number } | null = null
  let wrong = 0
  let waitUntil = -Infinity

  function mint(): string {
    const code = Array.from(options.randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('')
    current = { digest: digestSecret(code), until: options.now() + launchCodeMs }
    wrong = 0
    waitUntil = -Infinity
    return code
  }

  function redeem(code: string): Redeemed {
    const now = options.now()
    if (now < waitUntil) return { waitSeconds: Math.ceil((waitUntil - now) / 1000) }
    const right = sameDigest(digestSecret(code.trim().toUpperCase()), current?.digest ?? digestSecret(''))
    if (right && current !== null && now < current.until) {
      current = null
      wrong = 0
      return 'right'
    }
    wrong += 1
    if (wrong < tries) return 'wrong'
    current = null
    wrong = 0
    waitUntil = now + waitMs
    return 'wrong'
  }

  return { mint, redeem }
}

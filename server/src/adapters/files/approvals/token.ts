import { createHash, timingSafeEqual } from 'node:crypto'

/** `approve:<plan>:<nonce>` (requirements.md 6.9). */
export interface Token {
  readonly plan: string
  readonly nonce: string
}

/** RFC 4648. */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** 160 bits are 32 letters, with no rest. */
const nonceBytes = 20
const tokenPattern = /^approve:([0-7][0-9A-HJKMNP-TV-Z]{25}):([A-Z2-7]{32})$/

export function writeToken({ plan, nonce }: Token): string {
  return `approve:${plan}:${nonce}`
}

/** As it may be told: in the journal, to a person. */
export function maskToken({ plan }: Token): string {
  return `approve:${plan}:***`
}

/** Null: no token, whatever else it is. */
export function readToken(text: string): Token | null {
  const [, plan, nonce] = tokenPattern.exec(text) ?? []
  return plan === undefined || nonce === undefined ? null : { plan, nonce }
}

export function makeNonce(randomBytes: (count: number) => Uint8Array): string {
  let bits = 0
  let held = 0
  let text = ''
  for (const byte of randomBytes(nonceBytes).subarray(0, nonceBytes)) {
    held = ((held << 8) | byte) & 0xfff
    for (bits += 8; bits >= 5; bits -= 5) text += letters[(held >> (bits - 5)) & 31] ?? ''
  }
  return text
}

/** 64 hex digits: all that is kept of a nonce. */
export function hashNonce(nonce: string): string {
  return createHash('sha256').update(nonce).digest('hex')
}

/** In a time that does not tell how far they agree. */
export function isSameHash(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}

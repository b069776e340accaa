import type { Tier } from '@greenlight/shared/api'
import { createLaunchCodes, type LaunchCodes } from './launch-code.js'
import { digestSecret, makeToken, sameDigest, type RandomBytes } from './tokens.js'

/** What a token allows. */
export type CallerTier = Exclude<Tier, 'open'>

export interface Sessions {
  /** null: no token of this sidecar. Takes the same time for each. */
  tierOf(token: string): CallerTier | null
  /** A code for the own page's address; the one before ends. */
  mintLaunchCode(): string
  /** A session's token for the right code, else why not. */
  open(code: string): { ok: true; token: string } | Refused
  /** Ends every session of the own page; panel and operator keep theirs. */
  endAll(): void
}

type Refused = { ok: false; code: 'LAUNCH_CODE_WRONG' } | { ok: false; code: 'LAUNCH_CODE_WAIT'; seconds: number }

/** The oldest session ends when one more is opened: every page on every browser of one person is far fewer. */
const maxSessions = 32

/** Who may speak (house.md, tokens). Only digests are kept; `now` in milliseconds. */
export function createSessions(options: {
  panelToken: string
  operatorToken: string
  randomBytes: RandomBytes
  now: () => number
}): Sessions {
  const fixed: readonly { digest: Buffer; tier: CallerTier }[] = [
    { digest: digestSecret(options.panelToken), tier: 'panel' },
    { digest: digestSecret(options.operatorToken), tier: 'all' },
  ]
  const codes: LaunchCodes = createLaunchCodes(options)
  let opened: { digest: Buffer; tier: CallerTier }[] = []

  function tierOf(token: string): CallerTier | null {
    const digest = digestSecret(token)
    let tier: CallerTier | null = null
    for (const known of [...fixed, ...opened]) if (sameDigest(known.digest, digest)) tier = known.tier
    return tier
  }

  function open(code: string): { ok: true; token: string } | Refused {
    const redeemed = codes.redeem(code)
    if (redeemed === 'wrong') return { ok: false, code: 'LAUNCH_CODE_WRONG' }
    if (redeemed !== 'right') return { ok: false, code: 'LAUNCH_CODE_WAIT', seconds: redeemed.waitSeconds }
    const token = makeToken(options.randomBytes)
    opened = [...opened, { digest: digestSecret(token), tier: 'all' as const }].slice(-maxSessions)
    return { ok: true, token }
  }

  return { tierOf, open, mintLaunchCode: codes.mint, endAll: () => void (opened = []) }
}

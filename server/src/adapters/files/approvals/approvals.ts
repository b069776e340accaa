import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Approvals, TokenState } from '../../../core/change-ports.js'
import { ulidPattern } from '../../../core/ulid.js'
import { ProblemError } from '../../../problems.js'
import { writeAtomically } from '../atomic-write.js'
import { codeOf, reasonOf } from '../reason.js'
import { removeOwnFile } from '../trash.js'
import { type ApprovalFile, endApproval, findApproval, forgetOld, issuedFor, makeFolder, writeApproval } from './approval-file.js'
import { hashNonce, isSameHash, makeNonce, maskToken, readToken, writeToken } from './token.js'

export interface ApprovalTools {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly randomBytes: (count: number) => Uint8Array
}

/** Milliseconds that an approval holds (requirements.md 6.9). */
const holds = 1800 * 1000

/** Approvals of a state folder, below `approvals/`: a file each, and the terminal's own token in clear as long as it is good for something. */
export function createApprovals(state: string, { now, randomBytes }: ApprovalTools): Approvals {
  const folder = join(state, 'approvals')
  const terminalPath = (plan: string): string => join(folder, `${plan}.terminal`)

  const terminalToken = async (plan: string): Promise<string | null> => {
    if (!ulidPattern.test(plan)) return null
    return readFile(terminalPath(plan), 'utf8').then((text) => text.trim(), (error: unknown) => nullIfAbsent(error))
  }

  return {
    async mint({ plan, digest, version, operator, ticks, keepForTerminal }) {
      if (!ulidPattern.test(plan)) throw new ProblemError('PLAN_NOT_FOUND', { plan: plan.slice(0, 100) })
      const nonce = makeNonce(randomBytes)
      const at = now()
      const expiresAt = new Date(at + holds).toISOString()
      try {
        await makeFolder(folder)
        await writeApproval(folder, {
          nonce_sha256: hashNonce(nonce),
          plan,
          plan_hash: digest,
          version,
          issued_at: new Date(at).toISOString(),
          expires_at: expiresAt,
          operator,
          ticks: [...ticks],
        })
        const token = writeToken({ plan, nonce })
        if (keepForTerminal) await writeAtomically(terminalPath(plan), `${token}\n`, { mode: 0o600 })
        await forgetOld(folder, at)
        return { token, expiresAt }
      } catch (error) {
        throw new ProblemError('STATE_FOLDER_UNUSABLE', { path: folder, because: reasonOf(error) }, { cause: error })
      }
    },

    async spend(text, of) {
      if (text === null || text === '') return refused('token-missing')
      const token = readToken(text)
      if (token === null) return refused('token-unknown')
      const hash = hashNonce(token.nonce)
      const found = await findApproval(folder, token.plan, hash)
      if (found === null || found.state === 'revoked') return refused('token-unknown')
      if (token.plan !== of.plan) return refused('plan-changed')
      if (found.state === 'consumed') return refused('token-used')
      const { approval } = found
      if (!isWithin(approval, now())) return refused('token-expired')
      if (!isSameHash(approval.plan_hash, of.digest) || approval.version !== of.version) return refused('plan-changed')
      if (!(await endApproval(folder, token.plan, hash, 'consumed'))) return refused('token-used')
      if ((await terminalToken(token.plan)) === text) await removeOwnFile(terminalPath(token.plan)).catch(() => undefined)
      return { ok: true, masked: maskToken(token), operator: approval.operator, ticks: approval.ticks }
    },

    async ofTerminal(plan) {
      const text = await terminalToken(plan)
      const token = text === null ? null : readToken(text)
      if (text === null || token === null || token.plan !== plan) return null
      const found = await findApproval(folder, plan, hashNonce(token.nonce))
      if (found?.state === 'issued') return text
      // A crash came between spending it and taking this away.
      await removeOwnFile(terminalPath(plan)).catch(() => undefined)
      return null
    },

    async revoke(plan) {
      if (!ulidPattern.test(plan)) return
      for (const hash of await issuedFor(folder, plan)) await endApproval(folder, plan, hash, 'revoked')
      await removeOwnFile(terminalPath(plan))
    },
  }
}

/** A clock that went back behind the beginning does not make it hold longer. */
function isWithin({ issued_at, expires_at }: ApprovalFile, now: number): boolean {
  return now >= Date.parse(issued_at) && now <= Date.parse(expires_at)
}

function refused(state: TokenState): { readonly ok: false; readonly state: TokenState } {
  return { ok: false, state }
}

function nullIfAbsent(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null
  throw error
}

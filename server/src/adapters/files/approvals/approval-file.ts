import { mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { syncFolder, writeAtomically } from '../atomic-write.js'
import { codeOf } from '../reason.js'
import { sweepTemporary } from '../sweep-temporary.js'
import { removeOwnFile } from '../trash.js'
import { isSameHash } from './token.js'

/** What is kept of an approval: the nonce's SHA-256 (64 hex digits) and what it was given for, never the nonce. */
const ApprovalFileSchema = v.object({
  nonce_sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  plan: v.string(),
  plan_hash: v.string(),
  version: v.number(),
  issued_at: v.string(),
  expires_at: v.string(),
  operator: v.string(),
  ticks: v.array(v.string()),
})
export type ApprovalFile = v.InferOutput<typeof ApprovalFileSchema>

/** What became of it, as the end of its file's name: one rename spends it, which only one of many can do and no crash undoes. Expired is what the clock says. */
const states = ['issued', 'consumed', 'revoked'] as const
type ApprovalState = (typeof states)[number]

const secret = { mode: 0o600 }
/** Milliseconds. So long a token that was spent is told from one that never was. */
const remembered = 30 * 24 * 60 * 60 * 1000

function pathOf(folder: string, plan: string, hash: string, state: ApprovalState): string {
  return join(folder, `${plan}.${hash}.${state}.json`)
}

/** The folder, for this user alone. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
}

export async function writeApproval(folder: string, approval: ApprovalFile): Promise<void> {
  await writeAtomically(pathOf(folder, approval.plan, approval.nonce_sha256, 'issued'), `${JSON.stringify(approval, null, 2)}\n`, secret)
}

/** Null: there is none, or not as it was written. */
export async function findApproval(folder: string, plan: string, hash: string): Promise<{ readonly approval: ApprovalFile; readonly state: ApprovalState } | null> {
  // In the order in which it moves on: looked for the other way round, one that is spent meanwhile would be nowhere.
  for (const state of states) {
    const approval = await readApproval(pathOf(folder, plan, hash, state))
    if (approval !== null) return approval.plan === plan && isSameHash(approval.nonce_sha256, hash) ? { approval, state } : null
  }
  return null
}

/** Answers whether it was this call that ended it; on the disk when it resolves. */
export async function endApproval(folder: string, plan: string, hash: string, state: 'consumed' | 'revoked'): Promise<boolean> {
  const ended = await renamePatiently(pathOf(folder, plan, hash, 'issued'), pathOf(folder, plan, hash, state))
  if (ended) await syncFolder(folder)
  return ended
}

/** Hashes of the plan's approvals that are neither spent nor revoked. */
export async function issuedFor(folder: string, plan: string): Promise<readonly string[]> {
  const names = await namesIn(folder)
  return names.flatMap((name) => {
    const [of, hash, state] = name.split('.')
    return of === plan && hash !== undefined && state === 'issued' && name.endsWith('.issued.json') ? [hash] : []
  })
}

/** Takes away what is long over: spent, revoked and expired ones of more than 30 days, and what a killed writer left half written. */
export async function forgetOld(folder: string, now: number): Promise<void> {
  await sweepTemporary(folder)
  for (const name of await namesIn(folder)) {
    if (!/^[0-9A-Z]{26}\.[0-9a-f]{64}\.[a-z]+\.json$/.test(name)) continue
    const approval = await readApproval(join(folder, name))
    if (approval !== null && now - Date.parse(approval.expires_at) > remembered) await removeOwnFile(join(folder, name))
  }
}

async function readApproval(path: string): Promise<ApprovalFile | null> {
  try {
    const read = v.safeParse(ApprovalFileSchema, JSON.parse(await readFile(path, 'utf8')))
    return read.success ? read.output : null
  } catch {
    return null
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).sort()
}

/** False: somebody else was faster, or it never was. On Windows a reader may hold the file for a moment. */
async function renamePatiently(from: string, to: string): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to)
      return true
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return false
      if (process.platform !== 'win32' || !['EACCES', 'EBUSY', 'EPERM'].includes(codeOf(error)) || attempt === 6) throw error
      await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** attempt))
    }
  }
}

import { createHash, randomBytes } from 'node:crypto'
import { sourceNames } from '@greenlight/shared/sources'
import { createApprovals } from '../../adapters/files/approvals/approvals.js'
import { createJournal } from '../../adapters/files/journal/journal.js'
import { createPlanBook } from '../../adapters/files/plans/plan-book.js'
import { createPolicyBook } from '../../adapters/files/policy/policy-book.js'
import { readSources } from '../../adapters/files/sources/read-sources.js'
import { createTrashBin } from '../../adapters/files/trash/trash-bin.js'
import { digestOf } from '../../core/plan/seal-plan.js'
import { redact } from '../../core/redact/redact.js'
import { ulidMaker } from '../../core/ulid.js'

/** Variables that hold a secret: what they say never lies in a receipt. */
const secretNames = /(?:TOKEN|SECRET|PASSWORD|API_?KEY)$/i

export type Receipts = ReturnType<typeof openReceipts>

/** Everything that is written about changes, below one state folder. Nothing is opened or made before it is asked for. */
export function openReceipts({ state, env }: { readonly state: string; readonly env: Readonly<Record<string, string | undefined>> }) {
  const sources = readSources(state, env)
  const named = Object.entries(env).flatMap(([name, value]) => (secretNames.test(name) && value !== undefined && value.length >= 8 ? [value] : []))
  const clean = (value: unknown) => redact(value, [...named, ...sourceNames.flatMap((name) => sources.state(name).token ?? [])])
  const tools = { now: Date.now, randomBytes }
  return {
    journal: createJournal(state, { now: Date.now, redact: clean }),
    plans: createPlanBook(state, { now: Date.now, redact: clean, digestOf: (plan) => digestOf(plan, sha256) }),
    approvals: createApprovals(state, tools),
    trash: createTrashBin(state, tools),
    policy: createPolicyBook(state),
    newId: ulidMaker(Date.now, randomBytes),
  }
}

/** `sha256:<64 hex>` of UTF-8 text. */
export function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`
}

import { createHash } from 'node:crypto'
import { lstat, mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { PolicyBook } from '../../../core/change-ports.js'
import { defaultPolicy, type Policy } from '../../../core/policy-words.js'
import { problem, ProblemError } from '../../../problems.js'
import { writeAtomically } from '../atomic-write.js'
import { codeOf, reasonOf } from '../reason.js'
import { defaultPolicyText } from './default-text.js'
import { readPolicyLines } from './policy-lines.js'

/** In the state folder; the user's own text, which nothing here ever changes. */
const policyFile = 'policy.yaml'
const maxBytes = 256 * 1024

/** What `<state>/policy.yaml` allows now; read anew each time, because it decides. Nothing rejects: what cannot be read is POLICY_LINE_UNREADABLE, and its default holds. */
export function createPolicyBook(state: string): PolicyBook {
  const path = join(state, policyFile)
  return {
    async read() {
      const text = await textAt(path)
      const { said, faults } = typeof text === 'string' ? readPolicyLines(text) : { said: {}, faults: [] }
      const policy: Policy = { ...defaultPolicy, ...said }
      const whole = typeof text === 'string' ? [] : [problem('POLICY_LINE_UNREADABLE', { path, because: text.because })]
      const lines = faults.map(({ line, because, rule }) => problem('POLICY_LINE_UNREADABLE', { path, line, because, rule: rule ?? undefined }))
      return { policy, digest: digestOf(policy), path, problems: [...whole, ...lines] }
    },
  }
}

/** Writes the file with every rule, its default and what it means, where there is none; true: it was written. Rejects with STATE_FOLDER_UNUSABLE. */
export async function writeDefaultPolicy(state: string): Promise<boolean> {
  const path = join(state, policyFile)
  try {
    await mkdir(state, { recursive: true, mode: 0o700 })
    if (await isThere(path)) return false
    await writeAtomically(path, defaultPolicyText, { mode: 0o600 })
    return true
  } catch (error) {
    throw new ProblemError('STATE_FOLDER_UNUSABLE', { path: state, because: reasonOf(error) }, { cause: error })
  }
}

/** Canonical JSON: sorted keys, no blanks; lists are sorted where they are read. */
function digestOf(policy: Policy): string {
  const text = JSON.stringify(Object.fromEntries(Object.entries(policy).sort(([a], [b]) => (a < b ? -1 : 1))))
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`
}

/** No file is an empty one. */
async function textAt(path: string): Promise<string | { readonly because: string }> {
  try {
    const found = await stat(path)
    if (!found.isFile()) return { because: 'it is no file' }
    if (found.size > maxBytes) return { because: 'it is too large' }
    return await readFile(path, 'utf8')
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? '' : { because: reasonOf(error) }
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return false
      throw error
    },
  )
}

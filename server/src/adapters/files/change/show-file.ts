import type { Postcondition } from '@greenlight/shared/plan-effects'
import type { Checked } from '@greenlight/shared/plans'
import type { MadeFile } from '../../../core/change-ports.js'
import { codeOf } from '../reason.js'
import { stampOf } from './stamp.js'

type FileCheck = Extract<Postcondition, { check: 'file' }>
type Hashes = Pick<MadeFile, 'blake3' | 'sha256'>

/** Both hashes of a whole file, `sha256:<64 hex>` and `blake3:<64 hex>`. */
export type HashFile = (path: string, signal: AbortSignal) => Promise<{ readonly sha256: string; readonly blake3: string }>

/**
 * Shows a file: there, of that size and with those hashes, where the plan names them. It is read whole for hashes, unless they were measured
 * while it was made and it has had the same size and time since.
 */
export function createFileShower(hash: HashFile) {
  return async (check: FileCheck, { signal, seen }: { readonly signal: AbortSignal; readonly seen?: MadeFile & { readonly modifiedMs: number } }): Promise<Checked> => {
    const tell = (state: Checked['state'], says: string): Checked => ({ check, state, says })
    try {
      const stamp = await stampOf(check.path)
      if (stamp.is !== 'file') return tell('false', `${check.path} is ${stamp.is === 'absent' ? 'not there' : 'no file'}.`)
      if (check.size !== null && stamp.size !== check.size) return tell('false', `${check.path} has ${stamp.size} bytes, not ${check.size}.`)
      if (check.sha256 === null && check.blake3 === null) return tell('true', `${check.path} is there, ${stamp.size} bytes.`)
      const fresh = seen !== undefined && seen.size === stamp.size && seen.modifiedMs === stamp.modifiedMs
      const known = fresh && knows(seen, check) ? seen : await hash(check.path, signal)
      const wrong = (['sha256', 'blake3'] as const).find((name) => check[name] !== null && known[name] !== check[name])
      return wrong === undefined ? tell('true', `${check.path} has the bytes of the plan.`) : tell('false', `${check.path} is ${known[wrong] ?? 'something else'}, not ${check[wrong] ?? ''}.`)
    } catch (error) {
      if (codeOf(error) === '') throw error
      return tell('unknown', `${check.path} cannot be read.`)
    }
  }
}

function knows(seen: Hashes, check: Hashes): boolean {
  return (check.sha256 === null || seen.sha256 !== null) && (check.blake3 === null || seen.blake3 !== null)
}

import type { ProgramAnswer } from '../../../core/change-ports.js'
import { ProblemError } from '../../../problems.js'
import { readDryRun } from '../read-dry-run.js'

/** The coded problem of a uv that did not do what it was asked. */
export function refusal(answer: ProgramAnswer, index: string): ProblemError {
  if (answer.unstarted !== null) return new ProblemError('UV_REFUSED', { because: 'uv cannot be started' })
  if (answer.timedOut) return new ProblemError('UV_REFUSED', { because: 'uv did not come to an end in time' })
  const read = readDryRun(answer.code ?? 1, answer.stderr)
  const says = read.ok ? 'uv gave no reason' : read.says
  const because = oneLine(says)
  if (/No space left on device|os error (?:28|112)\b/.test(says)) return new ProblemError('DISK_FULL', { path: 'the Python environment' })
  if (!read.ok && read.why === 'unreachable' && !/Hash mismatch/.test(says)) return new ProblemError('SOURCE_UNREACHABLE', { source: 'pypi', host: new URL(index).host, because })
  return new ProblemError('UV_REFUSED', { because })
}

function oneLine(says: string): string {
  const text = says.replace(/^\s*(?:error:|×)\s*/, '').replace(/\s+/g, ' ').trim()
  return (text === '' ? 'uv gave no reason' : text).replace(/\.$/, '').slice(0, 500)
}

import type { Check, WorkflowReport } from '@greenlight/shared/report'
import { type Installed, nothingKnown } from '../core/installed.js'
import { noModelKnowledge } from '../core/model-knowledge.js'
import type { FoundFile, WorkflowFiles } from '../core/ports.js'
import { buildCheck } from '../core/readiness/build-check.js'
import { buildReport } from '../core/readiness/build-report.js'
import { digestInstalled } from './digest-installed.js'
import { inspectBytes, type InspectPorts } from './inspect.js'

export interface CheckRequest {
  readonly paths: readonly string[]
  readonly timings?: (() => number) | undefined
  readonly progress?: ((done: number, total: number, path: string) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

export interface CheckOutcome {
  readonly check: Check
  /** Paths that do not exist: told apart from files that cannot be read. */
  readonly absent: readonly { path: string; problem: WorkflowReport['problems'][number] }[]
}

/** Reports of files and folders, in argument order. One that cannot be read is a report too. */
export async function checkPaths(
  ports: InspectPorts & { files: WorkflowFiles },
  installed: Installed,
  request: CheckRequest,
): Promise<CheckOutcome> {
  const listed = await ports.files.list(request.paths)
  const absent = listed.flatMap((file) => (file.ok ? [] : [{ path: file.path, problem: file.problem }]))
  const present = listed.filter((file) => file.ok)
  const reports: WorkflowReport[] = []
  for (const [index, { path }] of present.entries()) {
    request.signal?.throwIfAborted()
    request.progress?.(index, present.length, path)
    const started = request.timings?.()
    const report = await reportFile(ports, installed, await ports.files.read(path))
    reports.push(started === undefined ? report : { ...report, ms: (request.timings?.() ?? started) - started })
  }
  return { check: buildCheck(installed, digestInstalled(installed, ports.hasher), reports), absent }
}

/** The report of one file that was read, or of why it was not. */
export async function reportFile(ports: InspectPorts, installed: Installed, file: FoundFile): Promise<WorkflowReport> {
  if (file.ok) return (await inspectBytes(ports, installed, { path: file.path, bytes: file.bytes })).report
  return buildReport({
    path: file.path,
    digest: ports.hasher.hash(new Uint8Array()),
    read: { ok: false, problem: file.problem },
    references: null,
    installed,
    known: nothingKnown,
    decisions: [],
    workflow: null,
    knowledge: noModelKnowledge,
    frontendOnly: new Set(),
  })
}

import type { SavedWorkflow } from '@greenlight/shared/workflow'
import type { WorkflowReport } from '@greenlight/shared/report'
import type { FoundFile, SavedWorkflows } from '../core/ports.js'
import { parseForeignJson } from '../core/workflow/json.js'
import { ProblemError } from '../problems.js'
import { usesOf } from './answer-models/unused-models.js'
import { reportFile } from './check.js'
import type { InspectPorts } from './inspect.js'
import type { Snapshot } from './watch-installation.js'

interface Judged {
  readonly key: string
  readonly row: SavedWorkflow
  /** Paths of the model files that it uses. */
  readonly files: readonly string[]
}

/**
 * Saved workflows with their verdicts. A row is judged again only when its file, the installation or a decision changed: the memory is
 * one small row per file, never the report.
 */
export function createWorkflowList(ports: InspectPorts & { saved: SavedWorkflows }) {
  let judged = new Map<string, Judged>()

  async function rows(snapshot: Snapshot): Promise<SavedWorkflow[]> {
    const next = new Map<string, Judged>()
    const { decisions } = await ports.decisions.read()
    const decided = ports.hasher.hash(new TextEncoder().encode(JSON.stringify(decisions)))
    for (const file of await ports.saved.list()) {
      const key = `${snapshot.digest} ${decided} ${file.modified} ${file.size}`
      const before = judged.get(file.id)
      next.set(file.id, before?.key === key ? before : { key, ...(await judge(file, snapshot)) })
    }
    judged = next
    return [...next.values()].map(({ row }) => row)
  }

  async function judge(
    file: Omit<SavedWorkflow, 'verdict' | 'blocks' | 'nodes'> & { read: () => Promise<FoundFile> },
    snapshot: Snapshot,
  ): Promise<Pick<Judged, 'files' | 'row'>> {
    const report = await reportFile(ports, snapshot.installed, await file.read())
    const blocks = report.findings.filter((finding) => finding.severity === 'blocks').length
    const { id, path, modified, size } = file
    const row = { id, path, modified, size, verdict: report.verdict, blocks, nodes: report.workflow.nodes }
    return { row, files: [...usesOf([report]).keys()] }
  }

  /** Workflows that use each model file, by its path. */
  async function uses(snapshot: Snapshot): Promise<Map<string, number>> {
    await rows(snapshot)
    const counts = new Map<string, number>()
    for (const { files } of judged.values()) for (const path of files) counts.set(path, (counts.get(path) ?? 0) + 1)
    return counts
  }

  /** Null when no saved workflow has this id. */
  async function report(id: string, snapshot: Snapshot): Promise<WorkflowReport | null> {
    const file = (await ports.saved.list()).find((candidate) => candidate.id === id)
    return file ? reportFile(ports, snapshot.installed, await file.read()) : null
  }

  /** The graph itself. Null when no saved workflow has this id. NOT_A_WORKFLOW. */
  async function read(id: string): Promise<{ workflow: unknown } | null> {
    const file = (await ports.saved.list()).find((candidate) => candidate.id === id)
    if (file === undefined) return null
    const found = await file.read()
    const parsed = found.ok ? parseForeignJson(new TextDecoder().decode(found.bytes)) : null
    if (parsed?.ok !== true) throw new ProblemError('NOT_A_WORKFLOW')
    return { workflow: parsed.value }
  }

  return { rows, report, read, uses }
}

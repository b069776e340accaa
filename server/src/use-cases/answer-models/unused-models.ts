import type { UnusedModels } from '@greenlight/shared/models'
import type { WorkflowReport } from '@greenlight/shared/report'
import { rowOf } from '../../core/model-answers/row-of.js'
import type { ModelIndexReader } from '../../core/model-index.js'

/**
 * Files that no workflow names. Counted from reports, so that a name in another spelling or folder still counts as use: both
 * the file that answers and every candidate that might are used. What could not be read may use anything, and is told.
 */
export async function unusedModels(index: Pick<ModelIndexReader, 'list'>, reports: readonly WorkflowReport[]): Promise<UnusedModels> {
  const uses = usesOf(reports)
  const { models } = await index.list({ sort: 'size', descending: true })
  const unused = models.filter(({ path }) => !uses.has(path))
  return {
    schema: 'greenlight/unused@1',
    workflows: reports.length,
    unreadable: reports.filter(({ verdict }) => verdict === 'unreadable').map(({ workflow }) => workflow.path),
    unused: unused.map((model) => rowOf(model, 0)),
    bytes: unused.reduce((sum, { size, link }) => sum + (link === null ? size : 0), 0),
    used: [...uses].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, workflows]) => ({ path, workflows: [...workflows].sort() })),
  }
}

/** Workflows by the path of each file that they use, inactive nodes included. */
export function usesOf(reports: readonly WorkflowReport[]): Map<string, Set<string>> {
  const uses = new Map<string, Set<string>>()
  for (const { workflow, models } of reports) {
    for (const { file, candidates } of models) {
      for (const path of [...(file === null ? [] : [file.path]), ...candidates.map((one) => one.path)]) {
        const by = uses.get(path)
        if (by === undefined) uses.set(path, new Set([workflow.path]))
        else by.add(workflow.path)
      }
    }
  }
  return uses
}

import type { Installed } from '../../core/installed.js'
import type { PlanFacts } from '../../core/plan/plan-facts.js'
import type { SavedWorkflows } from '../../core/ports.js'
import { inspectBytes, type InspectPorts } from '../../use-cases/inspect.js'

/** Saved workflows that use each pack, by its folder: what a change of the pack could break. A file that cannot be read uses nothing. */
export async function packUsers(ports: InspectPorts, saved: SavedWorkflows, installed: Installed, signal: AbortSignal): Promise<PlanFacts['packUsers']> {
  const folderOf = new Map(installed.nodePacks.flatMap(({ folder, nodeTypes = [] }) => nodeTypes.map((type) => [type, folder] as const)))
  const users = new Map<string, Set<string>>()
  for (const file of await saved.list()) {
    signal.throwIfAborted()
    const found = await file.read()
    if (!found.ok) continue
    const { report } = await inspectBytes(ports, installed, { path: file.path, bytes: found.bytes })
    for (const { type } of report.nodeTypes) {
      const folder = folderOf.get(type)
      if (folder !== undefined) users.set(folder, (users.get(folder) ?? new Set()).add(file.path))
    }
  }
  return new Map([...users].map(([folder, paths]) => [folder, [...paths].sort()]))
}

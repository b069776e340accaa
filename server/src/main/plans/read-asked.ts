import { isAbsolute, resolve } from 'node:path'
import type { Installed } from '../../core/installed.js'
import type { SavedWorkflows, WorkflowFiles } from '../../core/ports.js'
import { ProblemError } from '../../problems.js'
import { inspectBytes, type InspectPorts, inspectValue } from '../../use-cases/inspect.js'
import type { PlanHouse } from '../../use-cases/plans/plan-house.js'
import type { Asked } from '../../use-cases/plans/read-request.js'

type Request = Parameters<PlanHouse['propose']>[0]

/** The workflows of a request, judged: files that the terminal names, a saved one that the page names, or the graph that is open in ComfyUI. */
export async function readAsked(ports: InspectPorts & { readonly files: WorkflowFiles }, places: SavedWorkflows, installed: Installed, request: Request, signal: AbortSignal): Promise<Asked[]> {
  const saved = request.file === undefined || request.paths !== undefined ? undefined : (await places.list()).find(({ path }) => path === request.file)
  if (request.workflow !== undefined && saved === undefined) {
    const frontendOnly = request.frontendOnly ?? []
    const { report, workflow } = await inspectValue(ports, installed, { path: request.name ?? 'open graph', value: request.workflow, frontendOnly })
    if (workflow === null) throw new ProblemError('NOT_A_WORKFLOW')
    return [{ report, workflow, file: null }]
  }
  const asked: Asked[] = []
  for (const listed of await ports.files.list(request.paths ?? (saved === undefined ? [] : [saved.path]))) {
    signal.throwIfAborted()
    if (!listed.ok) throw new ProblemError(listed.problem)
    const found = await ports.files.read(listed.path)
    if (!found.ok) throw new ProblemError(found.problem)
    const { report, workflow } = await inspectBytes(ports, installed, { path: found.path, bytes: found.bytes })
    const path = isAbsolute(found.path) ? found.path : resolve(found.path)
    asked.push({ report, workflow, file: { path, text: textOf(found.bytes) } })
  }
  return asked
}

/** Only text that comes back byte for byte can be edited. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

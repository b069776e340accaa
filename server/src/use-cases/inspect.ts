import type { Held } from '@greenlight/shared/held'
import type { WorkflowReport } from '@greenlight/shared/report'
import type { Installed, Known } from '../core/installed.js'
import type { Carriers, Catalogue, DecisionBook, Hasher, ModelKnower } from '../core/ports.js'
import { noModelKnowledge } from '../core/model-knowledge.js'
import { findHere } from '../core/parameters/find-here.js'
import { heldLookups } from '../core/parameters/held-lookups.js'
import { heldOf } from '../core/parameters/held-of.js'
import { frontendOnlyType } from '../core/facts/frontend-only.js'
import { workflowKey } from '../core/decisions/workflow-key.js'
import { buildReport } from '../core/readiness/build-report.js'
import { findReferences } from '../core/workflow/find-references.js'
import type { ReadResult, Workflow } from '../core/workflow/model.js'
import { readCarried } from '../core/workflow/read-carried.js'
import { readWorkflow } from '../core/workflow/read.js'
import type { References } from '../core/workflow/references.js'

export interface InspectPorts {
  readonly hasher: Hasher
  readonly carriers: Carriers
  readonly catalogue: Catalogue
  readonly models: ModelKnower
  /** What cannot be read there is told where decisions are listed. */
  readonly decisions: Pick<DecisionBook, 'read'>
  /** `host:port` of private addresses that the user allowed as sources. */
  readonly allowed?: ReadonlySet<string>
}

export interface InspectRequest {
  /** As given; it is repeated in the report and decides nothing. */
  readonly path: string
  readonly frontendOnly?: readonly string[]
}

/** A report with what it was made from, for those who explain. */
export interface Inspected {
  readonly report: WorkflowReport
  readonly workflow: Workflow | null
}

/** One file of any kind against one installation. */
export async function inspectBytes(
  ports: InspectPorts,
  installed: Installed,
  request: InspectRequest & { bytes: Uint8Array },
): Promise<Inspected> {
  const unpacked = ports.carriers.unpack(request.bytes, request.path)
  const read: ReadResult = unpacked.ok ? readCarried(unpacked.carried) : unpacked
  const carrier = unpacked.ok && unpacked.carried.carrier !== 'json' ? unpacked.carried.carrier : null
  const held = unpacked.ok ? heldOf(unpacked.carried, read) : null
  return judge(ports, installed, request, read, ports.hasher.hash(request.bytes), carrier, held)
}

/**
 * The open graph as `rootGraph.serialize()` gave it, parsed by `parseForeignJson` already: its depth is bounded, so writing
 * it out for the digest cannot overflow the stack.
 */
export async function inspectValue(
  ports: InspectPorts,
  installed: Installed,
  request: InspectRequest & { value: unknown },
): Promise<Inspected> {
  const text = JSON.stringify(request.value ?? null)
  return judge(ports, installed, request, readWorkflow(request.value), ports.hasher.hash(new TextEncoder().encode(text)), null, null)
}

async function judge(
  ports: InspectPorts,
  installed: Installed,
  request: InspectRequest,
  read: ReadResult,
  digest: string,
  carrier: string | null,
  held: Held | null,
): Promise<Inspected> {
  const references = read.ok ? findReferences(read.workflow, installed.definitions) : null
  const models = [...(references?.models ?? []), ...(held === null ? [] : heldLookups(held, installed))]
  const [{ decisions }, known, knowledge] = await Promise.all([
    ports.decisions.read(),
    lookUp(ports.catalogue, installed, references),
    models.length === 0 ? noModelKnowledge : ports.models.know(models, installed),
  ])
  const frontendOnly = new Set(request.frontendOnly ?? [])
  const key = read.ok ? workflowKey({ id: read.workflow.id, path: request.path }) : null
  const report = buildReport({ path: request.path, digest, read, references, installed, known, knowledge, frontendOnly, decisions, workflow: key, ...(ports.allowed === undefined ? {} : { allowed: ports.allowed }) })
  const workflow = carrier !== null && read.ok ? { ...report.workflow, format: carrier } : report.workflow
  const told = held === null ? {} : { held: findHere(held, installed, knowledge) }
  return { report: { ...report, workflow, ...told }, workflow: read.ok ? read.workflow : null }
}

/** The catalogue is asked only for what the installation does not register. */
function lookUp(catalogue: Catalogue, installed: Installed, references: References | null): Promise<Known> {
  const all = references?.nodeTypes ?? []
  const unknown = all.filter((reference) => !installed.definitions?.has(reference.type))
  // What registered types declare tells which packs were at work when the workflow was made.
  const ids = unknown.length === 0 ? [] : all.flatMap(({ type, declared }) => [frontendOnlyType(type)?.module ?? null, ...declared.flatMap(({ cnrId, auxId }) => [cnrId, auxId])])
  const models = (references?.models ?? []).map(({ name }) => name)
  return catalogue.lookUp(
    unknown.map((reference) => reference.type),
    [...new Set(ids.filter((id) => id !== null))],
    [...new Set(models)],
  )
}

import type { SourceName, SourceSearch } from '@greenlight/shared/sources'
import type { Installed } from '../../core/installed.js'
import type { Catalogue } from '../../core/ports.js'
import { namesNotWanted, wantedOfHeld, wantedOfWorkflow } from '../../core/sources/search/wanted-models.js'
import { findReferences } from '../../core/workflow/find-references.js'
import type { Inspected } from '../inspect.js'
import { findSources, type FindSourcesOptions, type FindSourcesPorts } from './find-sources.js'

export interface WorkflowSourcesRequest {
  readonly inspected: Inspected
  readonly installed: Installed
  readonly names?: readonly string[]
  readonly ask?: readonly SourceName[]
  /** `host:port` of private addresses that the user allowed. */
  readonly allowed?: ReadonlySet<string>
}

/** Sources of the models that one inspected workflow asks for and does not have here, or of those named. */
export async function findWorkflowSources(
  ports: FindSourcesPorts & { readonly catalogue: Pick<Catalogue, 'lookUp'> },
  { inspected: { report, workflow }, installed, names, ask = [], allowed }: WorkflowSourcesRequest,
  options: FindSourcesOptions,
): Promise<{ schema: 'greenlight/source-search@1'; searches: SourceSearch[] }> {
  const only = names === undefined ? {} : { names }
  const references = workflow === null ? null : findReferences(workflow, installed.definitions)
  const known =
    references === null
      ? null
      : await ports.catalogue.lookUp([], [], [...new Set(references.models.map(({ name }) => name))])
  const wanted = [
    ...(references === null || known === null
      ? []
      : wantedOfWorkflow(references, report, known, { ...only, ...(allowed === undefined ? {} : { allowed }) })),
    ...(report.held === undefined ? [] : wantedOfHeld(report.held, only)),
  ]
  const { schema, searches } = await findSources(ports, { wanted, ask }, options)
  return { schema, searches: [...searches, ...namesNotWanted(names ?? [], wanted).map(notAskedFor)] }
}

function notAskedFor(name: string): SourceSearch {
  const step = { phase: 'in-workflow', asked: name, of: 'workflow', came: 'It does not ask for this model.' } as const
  return { name, directory: null, state: 'ERROR', source: null, candidates: [], steps: [step] }
}

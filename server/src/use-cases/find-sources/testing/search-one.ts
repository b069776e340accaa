import type { ListedModel } from '../../../core/installed.js'
import type { WantedModel } from '../../../core/sources/search/search.js'
import { claimsFor } from '../../../core/sources/sources-for.js'
import type { EmbeddedModel } from '../../../core/workflow/model.js'
import type { ModelReference } from '../../../core/workflow/references.js'
import { findSources, type FindSourcesPorts, type FindSourcesRequest } from '../find-sources.js'

/** The address that `embedded` names. */
export const url = 'https://huggingface.co/a/b/resolve/main/style.safetensors'
export const embedded = (facts: Partial<EmbeddedModel> = {}): EmbeddedModel => ({
  name: 'style.safetensors',
  url,
  directory: 'loras',
  hash: null,
  hashType: null,
  where: 'nodes[0]',
  ...facts,
})
export const listed = (address: string, facts: Partial<ListedModel> = {}): ListedModel => ({
  name: 'style.safetensors',
  title: 'Style',
  url: address,
  page: null,
  directory: 'loras',
  base: null,
  size: 1_000_000,
  from: 'list',
  ...facts,
})

interface Asking {
  readonly reference?: Partial<ModelReference>
  readonly entry?: Partial<WantedModel['entry']>
  readonly listed?: readonly ListedModel[]
  readonly pages?: readonly string[]
}

export function wanted(
  entries: readonly EmbeddedModel[] = [],
  { reference: facts, entry, listed: lists = [], pages = [] }: Asking = {},
): WantedModel {
  const reference: ModelReference = {
    name: 'style.safetensors',
    directory: 'loras',
    sure: true,
    node: '1',
    nodeType: 'LoraLoader',
    widget: 'lora_name',
    active: true,
    embedded: entries,
    evidence: [],
    ...facts,
  }
  return {
    reference,
    entry: { state: 'missing', file: null, candidates: [], ...entry },
    claims: claimsFor(reference, { listed: lists }),
    pages,
  }
}

/** One search, its steps as lines. */
export async function search(
  one: WantedModel,
  ports: Partial<FindSourcesPorts> = {},
  request: Partial<FindSourcesRequest> = {},
) {
  const { searches } = await findSources(
    { providers: [], now: () => 0, ...ports },
    { wanted: [one], ...request },
    { signal: new AbortController().signal },
  )
  const [only] = searches
  if (only === undefined) throw new Error('no search')
  return { ...only, log: only.steps.map(({ phase, of, came }) => `${phase} ${of}: ${came}`) }
}

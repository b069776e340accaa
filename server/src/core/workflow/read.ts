import { problem } from '../../problems.js'
import { classify, type Classified } from './classify.js'
import { collectDefinitions } from './definitions-in-file.js'
import { flatten } from './flatten.js'
import { isRecord, own } from './foreign.js'
import { lendNames } from './lend-names.js'
import type { ReadResult, Workflow } from './model.js'
import { nameForeign } from './name-foreign.js'
import { readGraph } from './read-graph.js'
import { readPrompt } from './read-prompt.js'
import { readTemplates } from './read-templates.js'
import { collectTolerated, type Tell } from './tolerated.js'

export interface ReadOptions {
  /** A prompt saved beside the workflow (PNG, history): it lends names and values of widgets. */
  readonly prompt?: unknown
  /** What the JSON reader already tolerated; it comes first in the workflow's own list. */
  readonly tolerated?: readonly { readonly says: string; readonly where?: string }[]
}

/**
 * Reads a parsed JSON value as a workflow, whatever its spelling: UI graph (schema 0.4, 1 and mixtures), API prompt,
 * wrappers, history entries, node templates. Fails with NOT_A_WORKFLOW, which names what the value is. Never throws.
 */
export function readWorkflow(value: unknown, options: ReadOptions = {}): ReadResult {
  const found = classify(value)
  if (found === null) return { ok: false, problem: problem('NOT_A_WORKFLOW', { what: nameForeign(value) }) }
  const tolerated = collectTolerated()
  for (const { says, where } of options.tolerated ?? []) tolerated.tell(says, where)
  const read = readFound(found, options.prompt, tolerated.tell)
  return { ok: true, workflow: { ...read, tolerated: tolerated.list() } }
}

function readFound(found: Classified, lent: unknown, tell: Tell): Omit<Workflow, 'tolerated'> {
  if (found.kind === 'templates') return readTemplates(found.list, found.where, tell)
  if (found.kind === 'prompt') {
    return {
      format: found.format,
      nodes: readPrompt(found.record, found.where, tell),
      graphModels: [],
      missingDefinitions: [],
    }
  }
  const prefix = found.where === '' ? '' : `${found.where}.`
  const root = readGraph(found.record, '', prefix, tell)
  const definitions = collectDefinitions(found.record, prefix, tell)
  const flat = flatten(root, '', definitions, tell)
  const lender = found.prompt ?? promptOf(lent)
  const id = own(found.record, 'id')
  return {
    format: found.format,
    ...(typeof id === 'string' && id !== '' ? { id } : {}),
    nodes: lender === null ? flat.nodes : lendNames(flat.nodes, lender),
    graphModels: [
      ...root.models,
      ...definitions.opened().flatMap((graph) => graph.models),
      ...[...new Set(flat.instances)].flatMap((instance) => instance.embeddedModels),
    ],
    missingDefinitions: flat.missingDefinitions,
  }
}

function promptOf(lent: unknown): Record<string, unknown> | null {
  const found = classify(lent)
  return found?.kind === 'prompt' && isRecord(found.record) ? found.record : null
}

import { isList, isRecord, textOr, typeText, type ForeignRecord } from '../workflow/foreign.js'
import type { InputDefinition, NodeDefinition, NodeDefinitions } from './model.js'
import { readInputs } from './read-input.js'

export interface ReadDefinitions {
  readonly definitions: NodeDefinitions
  /** In words, sorted by class: what was wrong with the answer or with one class of it. */
  readonly problems: readonly string[]
}

/**
 * Reads an `/object_info` answer (or the answer for one class) of any ComfyUI. A class that is rubbish is told and left
 * out; an input that is rubbish is left out; the others stay. Never throws.
 */
export function readDefinitions(value: unknown): ReadDefinitions {
  const definitions = new Map<string, NodeDefinition>()
  const problems: string[] = []
  if (!isRecord(value)) return { definitions, problems: ['The answer is no JSON object.'] }
  for (const [type, entry] of Object.entries(value)) {
    if (!isRecord(entry) || !(isRecord(entry.input) || isList(entry.output) || typeof entry.name === 'string')) {
      problems.push(`The definition of ${type} is not readable.`)
      continue
    }
    definitions.set(type, readDefinition(type, entry))
  }
  return { definitions, problems: problems.sort() }
}

function readDefinition(type: string, entry: ForeignRecord): NodeDefinition {
  return {
    type,
    displayName: textOr(entry.display_name, '') || textOr(entry.name, '') || type,
    description: textOr(entry.description, ''),
    category: textOr(entry.category, ''),
    module: textOr(entry.python_module, ''),
    inputs: readSections(entry),
    outputs: readOutputs(entry),
    outputNode: entry.output_node === true,
    deprecated: entry.deprecated === true,
    experimental: entry.experimental === true,
    apiNode: entry.api_node === true,
  }
}

function readSections(entry: ForeignRecord): InputDefinition[] {
  const input = isRecord(entry.input) ? entry.input : {}
  const order = isRecord(entry.input_order) ? entry.input_order : {}
  return (['required', 'optional'] as const).flatMap((section) =>
    readInputs(input[section], section, order[section], ''),
  )
}

function readOutputs(entry: ForeignRecord): { name: string; type: string }[] {
  const names = isList(entry.output_name) ? entry.output_name : []
  const types = isList(entry.output) ? entry.output : []
  return types.map((value, index) => {
    const type = isList(value) ? 'COMBO' : typeText(value)
    return { name: textOr(names[index], type), type }
  })
}

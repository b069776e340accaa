import type { Held } from '@greenlight/shared/held'
import type { Carried } from '../ports.js'
import { parseForeignJson } from '../workflow/json.js'
import type { ReadResult } from '../workflow/model.js'
import { readInvokeAi } from './invokeai.js'
import { readParameters } from './read-parameters.js'

/**
 * How much of a workflow a carrier holds, and what its parameters say beside it. Null for a text file: it is the workflow itself.
 * A graph is an exact workflow, an API prompt lost its canvas, parameters name models and settings, a mark of a program only tells who made it.
 */
export function heldOf(carried: Carried, read: ReadResult): Held | null {
  if (carried.carrier === 'json') return null
  const told = toldBy(carried)
  if (read.ok) {
    const grade = read.workflow.format === 'api' ? 'prompt-only' : 'exact-workflow'
    return { settings: [], models: [], ...told, grade }
  }
  return told ?? traced(carried)
}

function toldBy({ parameters, traces = [] }: Carried): Held | null {
  const read = parameters === null ? null : readParameters(parameters)
  if (read !== null) return read
  const invoke = traces.find(({ key }) => key === 'invokeai_metadata')
  const parsed = invoke === undefined ? null : parseForeignJson(invoke.text)
  return parsed?.ok === true ? readInvokeAi(parsed.value) : null
}

/** Marks that programs leave, and who they are; a name of a paint program says nothing of how a picture was generated. */
const marks: readonly { readonly key: string; readonly starts: string; readonly tool: string }[] = [
  { key: 'dream', starts: '', tool: 'InvokeAI' },
  { key: 'fooocus_scheme', starts: '', tool: 'Fooocus' },
  { key: 'generation_data', starts: '', tool: 'TensorArt' },
  { key: 'invokeai_metadata', starts: '', tool: 'InvokeAI' },
  { key: 'sd-metadata', starts: '', tool: 'InvokeAI' },
  { key: 'software', starts: 'comfyui', tool: 'ComfyUI' },
  { key: 'software', starts: 'draw things', tool: 'Draw Things' },
  { key: 'software', starts: 'invokeai', tool: 'InvokeAI' },
  { key: 'software', starts: 'novelai', tool: 'NovelAI' },
  { key: 'software', starts: 'sd.next', tool: 'SD.Next' },
]

function traced({ workflow, prompt, parameters, traces = [] }: Carried): Held {
  const mark = marks.find(({ key, starts }) => traces.some((one) => one.key === key && one.text.trimStart().toLowerCase().startsWith(starts)))
  const inferred = mark !== undefined || workflow !== null || prompt !== null || parameters !== null
  return { grade: inferred ? 'inferred' : 'none', ...(mark === undefined ? {} : { tool: mark.tool }), settings: [], models: [] }
}

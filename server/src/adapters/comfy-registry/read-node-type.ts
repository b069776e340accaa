import type { RegistryNodeType } from '../../core/registry.js'
import { parseForeignJson } from '../../core/workflow/json.js'
import { type Foreign, isForeign, known, own } from './foreign.js'

const mostSockets = 1000

/**
 * Reads a `ComfyNode`. `input_types` and `return_types` are JSON TEXT of what `/object_info` calls `input` and `output`; what
 * cannot be read of them is left out (unknown, not empty) and `whole` is false. No type without a name.
 */
export function readNodeType(value: unknown): { readonly type: RegistryNodeType | null; readonly whole: boolean } {
  const name = isForeign(value) ? own(value, 'comfy_node_name') : null
  if (!isForeign(value) || typeof name !== 'string' || name.trim() === '' || name.length > 1000)
    return { type: null, whole: false }
  const [input, output] = [unpack(own(value, 'input_types')), unpack(own(value, 'return_types'))]
  const inputs = input === undefined ? null : readInputs(input)
  const outputs = output === undefined ? null : readOutputs(output)
  const whole = (input === undefined) === (inputs === null) && (output === undefined) === (outputs === null)
  return {
    type: known<RegistryNodeType>({
      name,
      inputs,
      outputs,
      deprecated: own(value, 'deprecated') === true ? true : null,
    }),
    whole,
  }
}

const broken = Symbol('no JSON')

/** Undefined when nothing is told. Some mirrors send the value itself instead of its text. */
function unpack(value: unknown): unknown {
  if (value === null || value === undefined) return undefined
  if (typeof value !== 'string') return value
  if (value.trim() === '') return undefined
  const parsed = parseForeignJson(value)
  return parsed.ok ? (parsed.value ?? undefined) : broken
}

/** `{ required: { name: [type, settings] }, optional: {...}, hidden: {...} }` */
function readInputs(value: unknown): { name: string; type: string }[] | null {
  if (!isForeign(value)) return null
  return ['required', 'optional'].flatMap((section) => entriesOf(value, section)).slice(0, mostSockets)
}

function entriesOf(value: Foreign, section: string): { name: string; type: string }[] {
  const inputs = own(value, section)
  if (!isForeign(inputs)) return []
  return Object.entries(inputs).flatMap(([name, spec]) => {
    const type = typeOf(Array.isArray(spec) ? spec[0] : spec)
    return type === null ? [] : [{ name, type }]
  })
}

/** A list; a class that forgot the comma in `("IMAGE",)` has the text alone. */
function readOutputs(value: unknown): string[] | null {
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value)) return null
  return value.slice(0, mostSockets).map((type) => typeOf(type) ?? '*')
}

function typeOf(value: unknown): string | null {
  if (Array.isArray(value)) return 'COMBO'
  return typeof value === 'string' && value !== '' ? value.slice(0, 300) : null
}

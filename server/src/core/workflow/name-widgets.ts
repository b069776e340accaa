import type { InputDefinition, NodeDefinition } from '../definitions.js'
import { hasModelExtension } from '../facts/model-folders.js'
import type { Json, WidgetValue } from './model.js'
import { isControlValue } from './widgets.js'

/**
 * Names for widget values that the file gives by position only, from the node definition: widget inputs in order, each
 * `control_after_generate` value behind its seed, the inputs of a dynamic combo's chosen option behind the combo. A value
 * that its widget could not hold makes the whole answer uncertain: then, and where the definition does not reach, the
 * name is null. Names in the file always stay.
 */
export function nameWidgets(
  widgets: readonly WidgetValue[],
  definition: NodeDefinition | undefined,
): (string | null)[] {
  const given = widgets.map((widget) => widget.name)
  if (definition === undefined || given.every((name) => name !== null)) return given
  const positional = widgets.filter((widget) => widget.index !== null)
  const found = positionNames(
    positional.map((widget) => widget.value),
    definition.inputs,
  )
  if (found === null) return given
  let position = -1
  return widgets.map(({ name, index }) => {
    if (index === null) return name
    position += 1
    return name ?? found[position] ?? null
  })
}

/** Null when a value does not fit; else names from the start, shorter than `values` where nothing more is certain. */
function positionNames(values: readonly Json[], inputs: readonly InputDefinition[]): string[] | null {
  const names: string[] = []
  // A stack of lists to go on with: the chosen option of a dynamic combo comes before what follows the combo.
  const pending: { inputs: readonly InputDefinition[]; next: number }[] = [{ inputs, next: 0 }]
  for (let frame = pending.at(-1); frame !== undefined && names.length < values.length; frame = pending.at(-1)) {
    const input = frame.inputs[frame.next]
    frame.next += 1
    if (input === undefined) {
      pending.pop()
      continue
    }
    if (input.repeats?.some((repeated) => repeated.widget) === true) return names
    if (!input.widget) continue
    const value = values[names.length] ?? null
    if (!fits(input, value)) return null
    names.push(input.name)
    if (input.controlAfterGenerate && isControlValue(values[names.length])) names.push('control_after_generate')
    if (input.remote !== undefined) return names
    if (input.dynamic !== undefined) {
      const chosen = input.dynamic.find((option) => option.key === value)
      if (chosen === undefined) return names
      pending.push({ inputs: chosen.inputs, next: 0 })
    }
  }
  return names
}

function fits(input: InputDefinition, value: Json): boolean {
  if (input.type === 'INT') return typeof value === 'number' && Number.isInteger(value)
  if (input.type === 'FLOAT') return typeof value === 'number'
  if (input.type === 'BOOLEAN') return typeof value === 'boolean'
  if (input.type === 'STRING') return typeof value === 'string' || value === null
  return input.type !== 'COMBO' || fitsCombo(input, value)
}

/** A combo of files may name one that is gone; any other combo names one of its options. */
function fitsCombo(input: InputDefinition, value: Json): boolean {
  if (value === null || Array.isArray(value)) return true
  if (typeof value === 'object') return false
  const { options } = input
  if (options === null || options.length === 0 || input.upload !== null) return !isControlValue(value)
  const text = String(value)
  return options.includes(text) || hasModelExtension(text)
}

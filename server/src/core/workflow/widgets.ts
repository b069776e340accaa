import { asJson, isList, isRecord, pathTo, type ForeignRecord } from './foreign.js'
import type { GraphInput } from './graph.js'
import type { WidgetValue } from './model.js'

/** `[0]` to `[31]`, made once: a big workflow has a hundred thousand paths. */
const steps = Array.from({ length: 32 }, (_, index) => `[${index}]`)
const none: readonly WidgetValue[] = Object.freeze([])
/** Values of the `control_after_generate` widget. */
const controls: ReadonlySet<unknown> = new Set(['fixed', 'increment', 'decrement', 'randomize', 'increment-wrap'])

export function isControlValue(value: unknown): boolean {
  return controls.has(value)
}

/**
 * Widget values of a node record: an array by position, an object by name (VideoHelperSuite), or null. Names come only
 * from the file itself: `widgets_values_named` (newest frontends) or a complete list of `inputs[].widget`.
 */
export function readWidgets(
  record: ForeignRecord,
  inputs: readonly GraphInput[],
  where: string,
): readonly WidgetValue[] {
  const values = record.widgets_values
  if (isList(values) && values.length > 0) {
    const base = `${where}.widgets_values`
    const named = isRecord(record.widgets_values_named) ? Object.entries(record.widgets_values_named) : []
    const names = (named.length > 0 ? alignNames(values, named) : null) ?? namesFromInputs(values, inputs)
    return values.map((value, index) => ({
      name: names?.[index] ?? null,
      index,
      value: asJson(value),
      where: base + (steps[index] ?? `[${index}]`),
      from: 'node' as const,
    }))
  }
  const byName = isRecord(values) ? values : isRecord(record.widgets_values_named) ? record.widgets_values_named : null
  if (byName === null) return none
  const base = byName === values ? `${where}.widgets_values` : `${where}.widgets_values_named`
  return Object.entries(byName).map(([name, value]) => ({
    name,
    index: null,
    value: asJson(value),
    where: pathTo(base, name),
    from: 'node' as const,
  }))
}

/**
 * Names for positions from the same values by name, in the same order. Only when every plain value is found in order is
 * the answer certain; null otherwise.
 */
export function alignNames(
  values: readonly unknown[],
  named: readonly (readonly [string, unknown])[],
): (string | null)[] | null {
  const names = new Array<string | null>(values.length).fill(null)
  let position = 0
  for (const [name, value] of named) {
    if (typeof value === 'object' && value !== null) continue
    let found = position
    while (found < values.length && values[found] !== value) found += 1
    if (found === values.length) return null
    names[found] = name
    position = found + 1
  }
  return names
}

/**
 * Frontends since 1.16 list every widget among the inputs, in widget order. The names are sure when they and the extra
 * values that follow some widgets (`control_after_generate`, the upload button) fill the list exactly. Older ones list
 * only the converted widgets, in the order of conversion: a list without one open slot may be theirs and names nothing.
 */
function namesFromInputs(values: readonly unknown[], inputs: readonly GraphInput[]): (string | null)[] | null {
  const widgets: string[] = []
  let open = false
  for (const input of inputs) {
    if (input.widget === null) continue
    widgets.push(input.widget)
    open ||= input.link === null
  }
  if (widgets.length === 0 || widgets.length > values.length || (!open && widgets.length > 1)) return null
  const names: string[] = []
  let surplus = values.length - widgets.length
  for (const widget of widgets) {
    names.push(widget)
    if (surplus > 0 && isControlValue(values[names.length])) {
      names.push('control_after_generate')
      surplus -= 1
    }
  }
  if (surplus === 1 && values.at(-1) === 'image') names.push('upload')
  return names.length === values.length ? names : null
}

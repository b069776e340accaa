import { asJson, idKey, isList, isRecord, pathTo, type ForeignRecord } from './foreign.js'
import type { WidgetValue } from './model.js'
import { listedInputs } from './node-record.js'

/** Ends of the first paths, made once: a big workflow has a hundred thousand of them. */
const steps = Array.from({ length: 32 }, (_, index) => stepTo(index))
const none: readonly never[] = Object.freeze([])
/** Values of the `control_after_generate` widget. */
const controls: ReadonlySet<unknown> = new Set(['fixed', 'increment', 'decrement', 'randomize', 'increment-wrap'])

export function isControlValue(value: unknown): boolean {
  return controls.has(value)
}

/**
 * Widget values of a node record: an array by position, an object by name (VideoHelperSuite), or null. Names come only
 * from the file itself: `widgets_values_named` (newest frontends) or a complete list of `inputs[].widget`.
 */
export function readWidgets(record: ForeignRecord, where: string): readonly WidgetValue[] {
  const values = record.widgets_values
  if (isList(values) && values.length > 0) {
    const names = namesInFile(record, values)
    return values.map((value, index) => ({
      name: names?.[index] ?? null,
      index,
      value: asJson(value),
      where: where + (steps[index] ?? stepTo(index)),
      from: 'node' as const,
    }))
  }
  const byName = valuesByName(record)
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

function stepTo(index: number): string {
  return `.widgets_values[${index}]`
}

/** The values that `readWidgets` gives, in its order, as they stand in the record. */
export function listedValues(record: ForeignRecord): readonly unknown[] {
  const values = record.widgets_values
  if (isList(values) && values.length > 0) return values
  const byName = valuesByName(record)
  return byName === null ? none : Object.values(byName)
}

function valuesByName({ widgets_values: values, widgets_values_named: named }: ForeignRecord): ForeignRecord | null {
  return isRecord(values) ? values : isRecord(named) ? named : null
}

function namesInFile(record: ForeignRecord, values: readonly unknown[]): readonly (string | null)[] | null {
  const named = record.widgets_values_named
  const entries = isRecord(named) ? Object.entries(named) : none
  return (entries.length > 0 ? alignNames(values, entries) : null) ?? namesFromInputs(values, listedInputs(record))
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
function namesFromInputs(values: readonly unknown[], inputs: readonly unknown[]): (string | null)[] | null {
  const widgets: string[] = []
  let open = false
  for (const input of inputs) {
    if (!isRecord(input) || !isRecord(input.widget) || typeof input.widget.name !== 'string') continue
    widgets.push(input.widget.name)
    open ||= idKey(input.link) === null
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

import type { InputDefinition } from '../definitions.js'
import type { Installed } from '../installed.js'

/** The list from which a widget picks. */
export interface Combo {
  readonly options: readonly string[]
  /** Told by the running server just now: then what it lacks is not there for this node. */
  readonly live: boolean
}

/**
 * The list of one widget as ComfyUI defines it, also of one that a choice adds (`mode.model`); null when the type or
 * widget is unknown or has no list of its own.
 */
export function comboOf(installed: Installed, nodeType: string | null, widget: string | null): Combo | null {
  if (nodeType === null || widget === null) return null
  const lists = named(installed.definitions?.get(nodeType)?.inputs ?? [], widget).flatMap(({ options }) =>
    options === null ? [] : [options],
  )
  const [first] = lists
  if (first === undefined) return null
  const options = lists.length === 1 ? first : [...new Set(lists.flat())]
  return { options, live: installed.objectInfo === 'live' }
}

/** Every input of that name: two options of one choice may add inputs of the same name with different lists. */
function named(inputs: readonly InputDefinition[], name: string): InputDefinition[] {
  const found: InputDefinition[] = []
  const waiting = [...inputs]
  for (let input = waiting.pop(); input !== undefined; input = waiting.pop()) {
    if (input.name === name) found.push(input)
    for (const option of input.dynamic ?? []) waiting.push(...option.inputs)
    waiting.push(...(input.repeats ?? []))
  }
  return found
}

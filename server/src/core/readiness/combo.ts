import type { Installed } from '../installed.js'

/** The list from which a widget picks. */
export interface Combo {
  readonly options: readonly string[]
  /** Told by the running server just now: then what it lacks is not there for this node. */
  readonly live: boolean
}

/** The list of one widget as ComfyUI defines it; null when the type or widget is unknown or has no list of its own. */
export function comboOf(installed: Installed, nodeType: string | null, widget: string | null): Combo | null {
  if (nodeType === null || widget === null) return null
  const input = installed.definitions?.get(nodeType)?.inputs.find((one) => one.name === widget)
  if (input?.options == null) return null
  return { options: input.options, live: installed.objectInfo === 'live' }
}

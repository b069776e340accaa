import type { NodeDefinition } from '../definitions.js'
import type { InputLoader } from '../facts/input-loaders.js'
import { isNoFile } from '../facts/model-loaders.js'
import type { Json, WidgetValue } from './model.js'
import type { NodeView } from './node-view.js'
import type { InputReference } from './references.js'

const none: readonly InputReference[] = []

/**
 * Input files that a node's widgets name: known loaders, and inputs that the definition gives an upload button. `name` is
 * the value without its ` [input]`, ` [output]` or ` [temp]`; it may be an asset's hash (`blake3:...`) instead of a file.
 */
export function findInputs({ node, facts, widgets }: NodeView): readonly InputReference[] {
  const { inputLoader: known, definition } = facts
  if (known === null && !facts.uploads) return none
  return widgets.flatMap((widget): InputReference[] => {
    const loader = loaderFor(widget, known, definition)
    const file = loader === null ? null : fileOfValue(widget.value)
    if (loader === null || file === null) return []
    const folder = file.folder === null ? loader.folder : file.folder === 'input' ? undefined : file.folder
    const reference: InputReference = {
      name: file.name,
      kind: loader.kind,
      node: node.id,
      nodeType: node.type,
      widget: loader.widget,
      active: node.active,
    }
    return [folder === undefined ? reference : { ...reference, folder }]
  })
}

function loaderFor(
  { name, index }: WidgetValue,
  known: InputLoader | null,
  definition: NodeDefinition | undefined,
): InputLoader | null {
  if (known !== null && (name === null ? index === known.index : name === known.widget)) return known
  const input = name === null ? undefined : definition?.inputs.find((one) => one.name === name)
  return input === undefined || input.upload === null
    ? null
    : { widget: input.name, index: index ?? 0, kind: input.upload }
}

/** `sub/x.png [output]` and VideoHelperSuite's plain names; null for no file. */
function fileOfValue(value: Json): { name: string; folder: 'input' | 'output' | 'temp' | null } | null {
  if (typeof value !== 'string' || isNoFile(value) || /[\r\n]|:\/\//.test(value)) return null
  const match = /^(.*\S)\s+\[(input|output|temp)\]$/.exec(value)
  const folder = match?.[2]
  if (match?.[1] === undefined) return { name: value, folder: null }
  return { name: match[1], folder: folder === 'output' || folder === 'temp' ? folder : 'input' }
}

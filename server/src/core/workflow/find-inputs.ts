import type { NodeDefinition } from '../definitions.js'
import { inputLoaderOf, type InputLoader } from '../facts/input-loaders.js'
import { isNoFile } from '../facts/model-loaders.js'
import type { Json } from './model.js'
import type { NamedWidget, NodeView } from './node-view.js'
import type { InputReference } from './references.js'

/**
 * Input files that a node's widgets name: known loaders, and inputs that the definition gives an upload button. `name` is
 * the value without its ` [input]`, ` [output]` or ` [temp]`; it may be an asset's hash (`blake3:...`) instead of a file.
 */
export function findInputs({ node, widgets }: NodeView, definition: NodeDefinition | undefined): InputReference[] {
  const known = inputLoaderOf(node.type)
  if (known === null && definition?.inputs.every((input) => input.upload === null) !== false) return []
  return widgets.flatMap((named): InputReference[] => {
    const loader = loaderFor(named, known, definition)
    const file = loader === null ? null : fileOfValue(named.widget.value)
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
  { name, widget }: NamedWidget,
  known: InputLoader | null,
  definition: NodeDefinition | undefined,
): InputLoader | null {
  if (known !== null && (name === null ? widget.index === known.index : name === known.widget)) return known
  const input = name === null ? undefined : definition?.inputs.find((one) => one.name === name)
  return input === undefined || input.upload === null
    ? null
    : { widget: input.name, index: widget.index ?? 0, kind: input.upload }
}

/** `sub/x.png [output]` and VideoHelperSuite's plain names; null for no file. */
function fileOfValue(value: Json): { name: string; folder: 'input' | 'output' | 'temp' | null } | null {
  if (typeof value !== 'string' || isNoFile(value) || /[\r\n]|:\/\//.test(value)) return null
  const match = /^(.*\S)\s+\[(input|output|temp)\]$/.exec(value)
  const folder = match?.[2]
  if (match?.[1] === undefined) return { name: value, folder: null }
  return { name: match[1], folder: folder === 'output' || folder === 'temp' ? folder : 'input' }
}

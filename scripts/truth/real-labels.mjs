import { realLabelsFile } from './places.mjs'
import { readLabels } from './read-labels.mjs'
import { readYaml } from './read-yaml.mjs'

let labels = null

/** Who owns the node types of the real workflows: Map of type to label. */
export function realLabels() {
  labels ??= readLabels(readYaml(realLabelsFile).labels, 'real-labels.yaml')
  return labels
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const isInstance = (type) => uuid.test(type) || /^workflow[>/]/.test(type)

/** Labels of one file's types. What its nodes declare is true of it, and leaves no choice open. */
export function labelsOfFile(types, declared, facts) {
  const own = [...new Set(types)].filter((type) => !isInstance(type)).sort()
  return new Map(own.map((type) => [type, labelOf(type, [...(declared.get(type) ?? [])], facts)]))
}

function labelOf(type, declared, facts) {
  const label = realLabels().get(type)
  if (label === undefined) {
    if (facts.isPage(type)) return { frontend: [], why: 'The page makes it.' }
    if (facts.isCore(type)) return { core: true, why: "It is one of ComfyUI's own." }
    return { unlabelled: true, why: 'real-labels.yaml does not say whose it is.' }
  }
  if (declared.length === 0 || label.single === undefined) return label
  const own = label.single.map((name) => name.toLowerCase())
  const single = declared.some((name) => own.includes(name.toLowerCase())) ? [...label.single, ...declared] : declared
  return { single, why: 'Its node declares it.' }
}

import type { Evidence } from '@greenlight/shared/report'
import type { NodeDefinitions } from '../../definitions.js'
import { objectInfo } from './facts.js'

const folded = new WeakMap<NodeDefinitions, ReadonlyMap<string, string>>()

/** A registered type that differs only in letter case or blanks: never an answer, as ComfyUI compares names exactly. */
export function spelledAlike(type: string, definitions: NodeDefinitions | null): Evidence[] {
  if (definitions === null) return []
  let index = folded.get(definitions)
  if (index === undefined) {
    index = new Map([...definitions.keys()].map((name) => [fold(name), name]))
    folded.set(definitions, index)
  }
  const other = index.get(fold(type))
  if (other === undefined || other === type) return []
  return [objectInfo(`"${other}" is registered, but ComfyUI compares names exactly and the workflow says "${type}".`)]
}

function fold(name: string): string {
  return name.toLowerCase().replace(/\s+/g, '')
}

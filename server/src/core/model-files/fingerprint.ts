import type { TensorEntry } from '../model-facts.js'
import { ByteWriter } from './byte-writer.js'

/**
 * The bytes behind `ModelFacts.fingerprint`, version 1, UTF-8:
 *
 *     greenlight tensors 1\n
 *     <length of name in UTF-16 units> <name> <type> <shape: lengths joined by ,>\n      one line per tensor
 *
 * Lines are sorted by name (UTF-16 units, as `<` compares). A type that is not of `[A-Za-z0-9_]` alone is written as its JSON
 * text. No offsets, no metadata, no order of the file: saved anew with other metadata, a model keeps its fingerprint. It
 * says nothing about the values: two fine-tunes of one base have the same one. Costs one sort where the file is not sorted.
 */
export function fingerprintBytes(tensors: readonly TensorEntry[]): Uint8Array {
  const writer = new ByteWriter()
  const types = new Map<string, string>()
  writer.write('greenlight tensors 1\n')
  for (const { name, type, shape } of sortByName(tensors)) {
    writer.write(`${name.length} `)
    writer.write(name)
    writer.write(spellOnce(type, types))
    for (let index = 0; index < shape.length; index++)
      writer.write(index === 0 ? String(shape[index]) : `,${shape[index]}`)
    writer.write('\n')
  }
  return writer.taken()
}

/** With a space on either side; the few types of a file are spelt once. */
function spellOnce(type: string, types: Map<string, string>): string {
  const known = types.get(type)
  if (known !== undefined) return known
  const spelt = ` ${plainType.test(type) ? type : JSON.stringify(type)} `
  types.set(type, spelt)
  return spelt
}

/** By name in UTF-16 units; the same list where it is sorted already, as most files are. */
export function sortByName<Entry extends TensorEntry>(tensors: readonly Entry[]): readonly Entry[] {
  let sorted = true
  for (let index = 1; index < tensors.length && sorted; index++)
    sorted = nameAt(tensors, index - 1) <= nameAt(tensors, index)
  return sorted
    ? tensors
    : [...tensors].sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0))
}

function nameAt(tensors: readonly TensorEntry[], index: number): string {
  return tensors[index]?.name ?? ''
}

const plainType = /^\w+$/

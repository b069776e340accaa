import type { FaultList } from '../faults.js'
import { quote } from '../words.js'
import type { HeaderTensor } from './scan-header.js'

/**
 * Of tensors with one name the last one counts, as for the reference reader; the bytes of the others then belong to nobody,
 * and that is a `hole`. Only where all of them have one place does the file still load. `sorted`: the same tensors by name,
 * where twins stand side by side.
 */
export function dropRepeated(
  tensors: readonly HeaderTensor[],
  sorted: readonly HeaderTensor[],
  faults: FaultList,
): readonly HeaderTensor[] {
  let repeated = 0
  for (let index = 1; index < sorted.length; index++) {
    const name = sorted[index]?.name ?? ''
    if (name !== sorted[index - 1]?.name) continue
    repeated++
    faults.warns('duplicate_name', () => `The tensor ${quote(name)} is in the header more than once.`)
  }
  return repeated === 0 ? tensors : [...new Map(tensors.map((tensor) => [tensor.name, tensor])).values()]
}

import type { Fault, ModelFacts, TensorEntry } from '../model-facts.js'
import { blocks } from './faults.js'
import { classify } from './families/classify.js'
import { fingerprintBytes } from './fingerprint.js'
import { boundMetadata } from './metadata.js'
import type { DescribeParts } from './parts.js'
import type { Reading } from './reading.js'
import { tellWrongName } from './sniff/promised-format.js'

/** Distinct types that are told apart; a file of a thousand made-up ones is not worth a thousand rows. */
const maxTypes = 32

/** Rules look at as many tensors, by name; the largest models known have a tenth of it, and hostile headers ten times. */
const maxClassified = 100_000

/** Sums, kind, family and fingerprint of what a reader found. Pure but for the parts. */
export function finishFacts(reading: Reading, name: string, parts: DescribeParts): ModelFacts {
  const { format, tensors, metadata } = reading
  const wrongName = tellWrongName(format, name, reading.pickle?.word !== 'unreadable')
  const faults = wrongName === null ? reading.faults : putIn(reading.faults, blocks('wrong_ending', wrongName))
  const health = wrongName === null ? reading.health : 'corrupt'
  const known = tensors !== null && tensors.length > 0
  const classified = known
    ? classify(
        { format, tensors: tensors.length > maxClassified ? tensors.slice(0, maxClassified) : tensors, metadata },
        name,
      )
    : null
  const sums = sumTypes(tensors ?? [])
  return {
    format,
    health,
    faults,
    kind: reading.kind ?? classified?.kind ?? null,
    family: reading.family ?? classified?.family ?? null,
    evidence: [...reading.evidence, ...(classified?.evidence ?? [])],
    tensors: tensors?.length ?? null,
    parameters: known ? sums.parameters : null,
    bytesByType: sums.bytesByType,
    quantisation: classified?.quantisation ?? null,
    metadata: boundMetadata(metadata),
    tensorsFrom: reading.tensorsFrom,
    // A cut file has the header of the whole one: it must not pass for the same weights.
    fingerprint: known && reading.health === 'whole' ? parts.hash(fingerprintBytes(tensors)) : null,
    pickle: reading.pickle ?? null,
  }
}

/** Behind those that block and before those that do not: under a right name the others still block. */
function putIn(faults: readonly Fault[], fault: Fault): readonly Fault[] {
  const blocking = faults.filter(({ severity }) => severity === 'blocks')
  return [...blocking, fault, ...faults.slice(blocking.length)]
}

interface Sums {
  /** Elements of all tensors; null where shapes lie so that the sum is no exact number. */
  readonly parameters: number | null
  readonly bytesByType: Readonly<Record<string, number>>
}

function sumTypes(tensors: readonly TensorEntry[]): Sums {
  const byType = new Map<string, number>()
  let parameters = 0
  for (const { type, shape, bytes } of tensors) {
    let count = 1
    for (const length of shape) count *= length
    parameters += count
    byType.set(type, (byType.get(type) ?? 0) + bytes)
  }
  const sorted = [...byType].sort(
    ([leftType, left], [rightType, right]) => right - left || (leftType < rightType ? -1 : 1),
  )
  const kept = sorted
    .slice(0, maxTypes)
    .filter(([type, bytes]) => type.length <= 32 && Number.isSafeInteger(bytes) && bytes >= 0)
  return {
    parameters: Number.isSafeInteger(parameters) ? parameters : null,
    bytesByType: Object.fromEntries(kept.sort(([left], [right]) => (left < right ? -1 : 1))),
  }
}

import type { TensorEntry } from '../../model-facts.js'
import type { FaultList } from '../faults.js'
import { quote } from '../words.js'
import { HeaderText } from './header-text.js'

/** One tensor as the header declares it; `bytes` is its span. */
export interface HeaderTensor extends TensorEntry {
  /** First byte, counted from the end of the header. */
  readonly begin: number
}

export interface HeaderScan {
  /** In the header's order. A name that stands twice is in it twice. */
  readonly tensors: readonly HeaderTensor[]
  readonly metadata: ReadonlyMap<string, string>
}

/** Declared entries beyond this many are stepped over. */
const maxMetadata = 4096

/**
 * Walks the text of a safetensors header (format: huggingface/safetensors, README). Throws `BadHeader` for what is no JSON
 * object; what is wrong with single tensors goes to `faults`, and those are left out of the list.
 */
export function scanHeader(header: string, faults: FaultList): HeaderScan {
  const text = new HeaderText(header)
  const tensors: HeaderTensor[] = []
  const metadata = new Map<string, string>()
  if (text.enterObject()) {
    do {
      const name = text.readString()
      text.expect(58)
      if (name === '__metadata__') readMetadata(text, metadata, faults)
      else {
        const tensor = readTensor(text, name, faults)
        if (tensor !== null) tensors.push(tensor)
      }
    } while (text.another())
  }
  text.skipSpace()
  if (text.at < header.length) text.fail('something follows the object')
  return { tensors, metadata }
}

function readMetadata(text: HeaderText, metadata: Map<string, string>, faults: FaultList): void {
  if (text.peek() !== 123) {
    const from = text.at
    text.skipValue()
    if (header(text, from) !== 'null')
      faults.blocks('bad_metadata', () => 'Its __metadata__ is no object: loaders refuse the whole file.')
    return
  }
  if (!text.enterObject()) return
  do {
    const key = text.readString()
    text.expect(58)
    const value = text.readStringOrSkip()
    if (value === null) {
      faults.blocks('bad_metadata', () => `The metadata entry ${quote(key)} is no text: loaders refuse the whole file.`)
    } else if (metadata.size < maxMetadata) metadata.set(key, value)
  } while (text.another())
}

function header(text: HeaderText, from: number): string {
  return text.text.slice(from, text.at)
}

function readTensor(text: HeaderText, name: string, faults: FaultList): HeaderTensor | null {
  if (text.peek() !== 123) {
    text.skipValue()
    faults.blocks('bad_header', () => `The entry of tensor ${quote(name)} is no object.`)
    return null
  }
  let type: string | null = null
  let shape: readonly number[] | null = null
  let span: readonly number[] | null = null
  if (text.enterObject()) {
    do {
      const key = text.readString()
      text.expect(58)
      if (key === 'dtype') type = text.readStringOrSkip()
      else if (key === 'shape') shape = text.readNumbers()
      else if (key === 'data_offsets') span = text.readNumbers()
      else text.skipValue()
    } while (text.another())
  }
  const begin = span?.[0]
  const end = span?.[1]
  if (type !== null && shape !== null && begin !== undefined && end !== undefined && span?.length === 2) {
    return { name, type, shape, bytes: end - begin, begin }
  }
  tellMissing(name, { type, shape }, faults)
  return null
}

function tellMissing(
  name: string,
  { type, shape }: { type: string | null; shape: readonly number[] | null },
  faults: FaultList,
): void {
  if (type === null) faults.blocks('bad_header', () => `Tensor ${quote(name)} has no type.`)
  else if (shape === null)
    faults.blocks('bad_shape', () => `The shape of tensor ${quote(name)} is no list of whole numbers.`)
  else faults.blocks('bad_offsets', () => `The place of tensor ${quote(name)} is not given by two whole numbers.`)
}

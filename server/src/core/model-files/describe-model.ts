import type { ByteSource, ModelFacts } from '../model-facts.js'
import { blocks, warns } from './faults.js'
import { finishFacts } from './finish-facts.js'
import { isGguf, readGguf } from './gguf/read-gguf.js'
import { readModelIndex } from './diffusers/read-model-index.js'
import { readOnnx } from './onnx/read-onnx.js'
import type { DescribeParts, PickleReading } from './parts.js'
import { describePickle } from './pickle/describe-pickle.js'
import { bareReading, type Reading } from './reading.js'
import { looksLikeSafetensors, readSafetensors } from './safetensors/read-safetensors.js'
import { findPlainText } from './sniff/foreign-text.js'
import { findForeign } from './sniff/foreign.js'
import type { Foreign } from './sniff/foreign-kind.js'
import { isForTorch, promisedFormat } from './sniff/promised-format.js'
import { quote } from './words.js'

/** Bytes of the first read. A longer header takes a second read; 64 KiB of each of 50,000 files take half as long again in all. */
const headBytes = 16 * 1024

/**
 * What one model file is, by its content. Its name decides nothing of that: it only tells what loaders will take the file for, so
 * what is a fault (`wrong_ending`, a web page saved as a model) and who says why a file is unknown.
 * Reads headers and tables, never weights. Safetensors: the first 16 KiB and exactly the rest of the header; GGUF and ONNX: at
 * most 64 and 16 MiB, a few hundred KiB for what is met in the wild. Throws only what `source.read` throws.
 */
export function describeModel(source: ByteSource, parts: DescribeParts): ModelFacts {
  const head = source.read(0, Math.min(headBytes, source.size))
  return finishFacts(readAny(source, head, parts), source.name, parts)
}

function readAny(source: ByteSource, head: Uint8Array, parts: DescribeParts): Reading {
  // A file can be a pickle and another format at once. Where its name leads it to torch, the pickle is what runs.
  const pickle = isForTorch(source.name) ? describePickle(source, parts) : undefined
  if (pickle?.imports.some(isImportable) === true) return readingOf(pickle)
  // Safetensors before the marks of others: its first bytes are a number, and may be any of them.
  if (isGguf(head)) return readGguf(source, head)
  if (looksLikeSafetensors(head)) return readSafetensors(source, head)
  const foreign = findForeign(head, source.size)
  if (foreign !== null) return readForeign(foreign, source.name)
  const asked = pickle === undefined ? describePickle(source, parts) : pickle
  if (asked !== null) return readingOf(asked)
  return readOnnx(source, head) ?? readModelIndex(source, head) ?? readUnknown(source, head)
}

function readingOf(pickle: PickleReading): Reading {
  const { faults, health, tensors } = pickle
  return bareReading('pickle', {
    faults,
    health,
    tensors: tensors.length === 0 ? null : tensors,
    pickle: { word: pickle.word, imports: pickle.imports },
    evidence: [{ from: 'pickle', says: saysOf(pickle) }],
  })
}

/** The header of a safetensors file read as opcodes can seem to import; Python imports no name with a control or a brace. */
function isImportable(name: string): boolean {
  return !/[\ufffd{}"]/.test(name)
}

function saysOf({ word, imports }: PickleReading): string {
  return word === 'unknown imports'
    ? `a pickle that imports ${imports
        .slice(0, 5)
        .map((name) => quote(name))
        .join(', ')}`
    : `a pickle: ${word}`
}

/** No reader knows the bytes: the one that the name promises says why. */
function readUnknown(source: ByteSource, head: Uint8Array): Reading {
  const text = findPlainText(head, source.size)
  if (text !== null) return readForeign(text, source.name)
  switch (promisedFormat(source.name)) {
    case 'safetensors':
      return { ...readSafetensors(source, head), format: 'unknown' }
    case 'gguf':
      return bareReading('unknown', {
        faults: [
          blocks(
            'bad_magic',
            'It does not begin like a GGUF file: it is another kind of file, or damaged. Download it again.',
          ),
        ],
      })
    case 'onnx':
      return bareReading('unknown', {
        faults: [
          blocks(
            'bad_header',
            'It does not begin like an ONNX model: it is another kind of file, or damaged. Download it again.',
          ),
        ],
      })
    case 'pickle':
      return bareReading('unknown', {
        health: 'unknown',
        faults: [warns('unrecognised', 'It begins like no format that torch is known to write.')],
      })
    default:
      return bareReading('unknown', { health: 'unknown' })
  }
}

/** A fault only where the name promises a model: a preview image beside one is what its name says. */
function readForeign(foreign: Foreign, name: string): Reading {
  const evidence = [{ from: 'content', says: `it is ${foreign.what}` }]
  if (promisedFormat(name) === null) return bareReading('unknown', { health: 'unknown', evidence })
  return bareReading('unknown', { faults: [blocks(foreign.code, foreign.says)], evidence })
}

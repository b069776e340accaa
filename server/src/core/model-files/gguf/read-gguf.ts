import type { ByteSource, TensorEntry } from '../../model-facts.js'
import { startsWith } from '../bytes.js'
import { FaultList } from '../faults.js'
import { sortByName } from '../fingerprint.js'
import { healthOf, type Reading } from '../reading.js'
import { formatBytes } from '../words.js'
import { OutOfBytes, Window } from '../window.js'
import { checkLayout } from './check-layout.js'
import { absurdLength, GgufText, Unreadable } from './gguf-text.js'
import { readMetadata, type GgufMetadata } from './read-metadata.js'
import { readTensors } from './read-tensors.js'

const windows = { first: 256 * 1024, largest: 4 * 1024 * 1024, budget: absurdLength }
const maxTensors = 1_000_000
const newestVersion = 3

export function isGguf(head: Uint8Array): boolean {
  return startsWith(head, 'GGUF') || startsWith(head, 'FUGG')
}

/**
 * Reads metadata and tensor table of a GGUF file (versions 1 to 3, both byte orders) and checks the tensors against the size
 * of the file; the weights are not read, arrays of metadata are stepped over. Every count is held against the bytes that are
 * left before anything is made of it. Reads at most 64 MiB beyond `head`. Format: ggml-org/ggml, docs/gguf.md.
 */
export function readGguf(source: ByteSource, head: Uint8Array): Reading {
  const faults = new FaultList()
  const metadata: GgufMetadata = { values: new Map(), alignment: 32 }
  const window = new Window(source, head, windows)
  let tensors: readonly TensorEntry[] | null = null
  try {
    tensors = readTable(source, window, metadata, faults)
  } catch (error) {
    if (!(error instanceof Unreadable) && !(error instanceof OutOfBytes)) throw error
    if (error instanceof OutOfBytes) tellOutOfBytes(error, source.size, faults)
  }
  const list = faults.list()
  // An old version is refused by loaders though nothing is wrong with the file.
  const contradicted = list.filter(({ code }) => code !== 'old_version')
  return {
    format: 'gguf',
    health: healthOf(contradicted) === 'corrupt' ? 'corrupt' : tensors === null ? 'unknown' : 'whole',
    faults: list,
    tensors: tensors === null ? null : sortByName(tensors),
    metadata: metadata.values,
    tensorsFrom: null,
    evidence: [
      {
        from: 'header',
        says: `GGUF, ${tensors?.length ?? 'unknown'} tensors in a file of ${formatBytes(source.size)}`,
      },
    ],
  }
}

function tellOutOfBytes(error: OutOfBytes, size: number, faults: FaultList): void {
  if (error.why === 'budget')
    faults.warns('metadata_too_large', () => 'Its metadata is larger than 64 MiB and was not read to the end.')
  else
    faults.blocks(
      'truncated',
      () =>
        `It ends after ${formatBytes(size)}, inside of its own header: the download was cut off. Download it again.`,
    )
}

/** Null where the version is not known, or the table too long. */
function readTable(
  source: ByteSource,
  window: Window,
  metadata: GgufMetadata,
  faults: FaultList,
): readonly TensorEntry[] | null {
  const reversed = window.readByte() !== 0x47
  window.skip(3)
  const version = window.readU32(true)
  // Written on a big-endian machine: the magic stays, the numbers are turned.
  const littleEndian = !reversed && (version & 0xffff) !== 0
  const number = littleEndian ? version : turn(version)
  if (reversed) faults.blocks('bad_magic', () => 'Its first four bytes are turned around; no loader reads that.')
  else if (!littleEndian && number > 0)
    faults.warns('big_endian', () => 'It was written for big-endian machines; most loaders refuse that.')
  if (number < 1 || number > newestVersion) {
    faults.warns('unsupported_version', () => `It is GGUF version ${number}, which this reader does not know.`)
    return null
  }
  if (number === 1)
    faults.blocks('old_version', () => 'It is GGUF version 1, which loaders no longer read: look for a newer file.')
  const text = new GgufText(window, faults, littleEndian, number > 1)
  const tensorCount = text.readCount()
  const keyCount = text.readCount()
  // The least that an entry takes: a name of no letters, no dimensions; a key of no letters, a value of one byte.
  text.checkRoom(tensorCount, text.wide ? 24 : 20, 'tensors')
  text.checkRoom(keyCount, text.wide ? 13 : 9, 'metadata entries')
  readMetadata(text, keyCount, metadata)
  if (tensorCount > maxTensors) {
    faults.warns('too_many_tensors', () => `It declares ${tensorCount} tensors, and they were not read.`)
    return null
  }
  const tensors = readTensors(text, tensorCount)
  const from = Math.ceil(window.at / metadata.alignment) * metadata.alignment
  return tensors.length === 0
    ? []
    : checkLayout(tensors, { from, size: source.size, alignment: metadata.alignment }, faults)
}

function turn(number: number): number {
  return ((number << 24) | ((number & 0xff00) << 8) | ((number >>> 8) & 0xff00) | (number >>> 24)) >>> 0
}

import type { ByteSource } from '../../model-facts.js'
import { decodeUtf8 } from '../bytes.js'
import { FaultList } from '../faults.js'
import { bareReading, healthOf, type Reading } from '../reading.js'
import { sortByName } from '../fingerprint.js'
import { formatBytes } from '../words.js'
import { checkSizes, checkSpans } from './check-tensors.js'
import { dropRepeated } from './drop-repeated.js'
import { BadHeader } from './header-text.js'
import { squeezeHeader } from './squeeze-header.js'
import { scanHeader, type HeaderScan } from './scan-header.js'

/** Header bytes above which the reference reader refuses (MAX_HEADER_SIZE). */
const maxHeader = 100_000_000
/** Header bytes above which a header is odd: no known model comes near it. */
const largeHeader = 16 * 1024 * 1024
/** Header bytes up to which ComfyUI's own view of a file's metadata reads it. */
const shownHeader = 1024 * 1024

const lengthBytes = 8

/** A length that can be one, and JSON after it; what is between may be white space. */
export function looksLikeSafetensors(head: Uint8Array): boolean {
  if (head.length <= lengthBytes || readLength(head) > maxHeader) return false
  let at = lengthBytes
  while (head[at] === 32 || head[at] === 10 || head[at] === 13 || head[at] === 9) at++
  return head[at] === 0x7b
}

function readLength(head: Uint8Array): number {
  const view = new DataView(head.buffer, head.byteOffset, lengthBytes)
  return view.getUint32(4, true) * 2 ** 32 + view.getUint32(0, true)
}

/**
 * Reads the header of a safetensors file and checks it against the size of the file; the weights are not read. `head`: the
 * beginning of the file, at least 8 bytes where it has them. Reads what is lacking of the header and nothing else.
 */
export function readSafetensors(source: ByteSource, head: Uint8Array): Reading {
  const faults = new FaultList()
  const header = readHeader(source, head, faults)
  const scan = header === null ? null : scanBytes(header.bytes, faults)
  if (header === null || scan === null) return bareReading('safetensors', { faults: faults.list() })
  const tensorsFrom = lengthBytes + header.length
  const sorted = sortByName(scan.tensors)
  const tensors = dropRepeated(scan.tensors, sorted, faults)
  checkSizes(tensors, faults)
  checkEnd(checkSpans(tensors, faults), source.size - tensorsFrom, faults)
  if (header.length > shownHeader && scan.metadata.size > 0) {
    faults.warns(
      'metadata_hidden',
      () => `Its header has ${formatBytes(header.length)}; ComfyUI shows metadata up to 1 MiB only.`,
    )
  }
  const list = faults.list()
  const says = `a header of ${formatBytes(header.length)} names ${tensors.length} tensor${tensors.length === 1 ? '' : 's'} in a file of ${formatBytes(source.size)}`
  return {
    format: 'safetensors',
    health: healthOf(list),
    faults: list,
    tensors: tensors === scan.tensors ? sorted : sortByName(tensors),
    metadata: scan.metadata,
    tensorsFrom,
    evidence: [{ from: 'header', says }],
  }
}

/** The header's bytes and its length in the file; null where there is none, with the reason in `faults`. */
function readHeader(
  source: ByteSource,
  head: Uint8Array,
  faults: FaultList,
): { bytes: Uint8Array; length: number } | null {
  if (head.length < lengthBytes) {
    faults.blocks(
      'too_short',
      () => `It has ${source.size} bytes; a safetensors file begins with 8 bytes that say how long its header is.`,
    )
    return null
  }
  const length = readLength(head)
  if (length > maxHeader) {
    faults.blocks(
      'header_too_large',
      () => 'Its first 8 bytes are no length of a safetensors header: this is another kind of file, or a damaged one.',
    )
    return null
  }
  const end = lengthBytes + length
  if (end > source.size) return tellCutHeader(source, length, faults)
  if (length > largeHeader) {
    faults.warns('header_large', () => `Its header has ${formatBytes(length)}, more than any known model needs.`)
    return { bytes: squeezeHeader(source, head, lengthBytes, end), length }
  }
  if (end <= head.length) return { bytes: head.subarray(lengthBytes, end), length }
  const bytes = join(head.subarray(lengthBytes), source.read(head.length, end - head.length))
  // The file shrank while it was read.
  return bytes.length < length ? tellCutHeader(source, length, faults) : { bytes, length }
}

function tellCutHeader(source: ByteSource, length: number, faults: FaultList): null {
  faults.blocks(
    'truncated',
    () =>
      `It ends after ${formatBytes(source.size)}, inside of its own header of ${formatBytes(length)}: the download was cut off. Download it again.`,
  )
  return null
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  const joined = new Uint8Array(first.length + second.length)
  joined.set(first)
  joined.set(second, first.length)
  return joined
}

function scanBytes(bytes: Uint8Array, faults: FaultList): HeaderScan | null {
  const text = decodeUtf8(bytes)
  if (text === null) {
    faults.blocks('bad_header', () => 'Its header is not UTF-8 text.')
    return null
  }
  if (!text.startsWith('{'))
    faults.warns('leading_space', () => 'Its header begins with white space; later loaders may refuse that.')
  try {
    return scanHeader(text, faults)
  } catch (error) {
    if (!(error instanceof BadHeader)) throw error
    faults.blocks('bad_header', () => `Its header is not JSON: ${error.message}.`)
    return null
  }
}

/** `end`: where the last tensor ends, null where that is not known; `available`: bytes after the header. */
function checkEnd(end: number | null, available: number, faults: FaultList): void {
  if (end === null || end === available) return
  if (end > available) {
    const share = Math.floor((available / end) * 100)
    const says = `Its weights have ${formatBytes(available)} of ${formatBytes(end)} (${share} %): the download was cut off.`
    faults.blocks('truncated', () => `${says} Download it again.`)
  } else {
    faults.blocks(
      'trailing_data',
      () => `${formatBytes(available - end)} follow the last tensor: loaders refuse the whole file.`,
    )
  }
}

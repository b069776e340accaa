import type { ByteSource } from '../../model-facts.js'
import { formatBytes } from '../words.js'
import type { PickleRun } from './machine.js'
import { runPickle } from './run-pickle.js'
import { isSequence, torchMagic, type Value } from './values.js'
import type { Trace, TraceSnapshot } from './trace.js'

const maxPickles = 10_000

/** What the first bytes turned out to be; `root` is the object that holds the tensors, null where none was read. */
export interface RawReading {
  readonly root: Value | null
}

/**
 * Reads pickles one after the other to the end of the file, with the blocks of numbers that torch put behind them before 2020.
 * Null when the bytes are no pickle. What is wrong is noted in `trace`.
 */
export function readRaw(source: ByteSource, trace: Trace): RawReading | null {
  const before = trace.snapshot()
  const first = runPickle(source, 0, trace)
  if (!looksLikePickle(source, first, trace, before)) {
    trace.restore(before)
    return null
  }
  if (failed(first, trace)) return { root: null }
  if (first.value === torchMagic) return readLegacy(source, first.end, trace)
  readStacked(source, first.end, trace)
  return { root: first.value }
}

/** A PROTO opcode and a sensible one; without PROTO (protocols 0 and 1) text may look like a pickle for a while. */
function looksLikePickle(source: ByteSource, run: PickleRun, trace: Trace, before: TraceSnapshot): boolean {
  const [mark, protocol] = source.read(0, 2)
  const globals = trace.globals - before.globals
  if (mark === 0x80 && protocol !== undefined && protocol <= 5) {
    return run.ended !== 'broken' || run.opcodes > 2 || globals > 0
  }
  if (trace.calls > before.calls) return trace.importsSince(before).every((name) => identifier.test(name))
  return run.ended === 'whole' && (globals > 0 || (run.opcodes > 1 && run.end === source.size))
}

const identifier = /^[\p{ID_Start}_?][\p{ID_Continue}.?]*$/u

/** Torch's form before zip: magic, version, system, object, keys of storages, each a pickle; then the storages in that order. */
function readLegacy(source: ByteSource, from: number, trace: Trace): RawReading {
  const version = runPickle(source, from, trace)
  if (failed(version, trace)) return { root: null }
  const system = runPickle(source, version.end, trace)
  if (failed(system, trace)) return { root: null }
  const object = runPickle(source, system.end, trace)
  if (failed(object, trace)) return { root: null }
  const keys = runPickle(source, object.end, trace)
  if (failed(keys, trace)) return { root: object.value }
  readStacked(source, passStorages(source, keys, trace), trace)
  return { root: object.value }
}

/** Offset behind the storages: each is a count of elements in 8 bytes and the elements. */
function passStorages(source: ByteSource, keys: PickleRun, trace: Trace): number {
  let at = keys.end
  const names = keys.value !== null && isSequence(keys.value) ? keys.value.parts : []
  for (const name of names) {
    const storage = trace.storages.get(String(name))
    if (storage === undefined) {
      trace.faults.blocks(
        'storage_unknown',
        () => 'It lists a block of numbers of which its pickle does not tell the size.',
      )
      trace.unreadable = true
      return source.size
    }
    at += 8 + storage.bytes
  }
  if (at > source.size) {
    trace.faults.blocks(
      'truncated',
      () => `It ends ${formatBytes(at - source.size)} before its tensors do: it was cut off.`,
    )
  }
  return Math.min(at, source.size)
}

/** Whatever follows: Python loads one pickle after the other for whoever asks it to. */
function readStacked(source: ByteSource, from: number, trace: Trace): void {
  let at = from
  for (let count = 0; at < source.size; count++) {
    if (count >= maxPickles) {
      trace.unreadable = true
      trace.faults.warns('too_many_pickles', () => `It holds more than ${maxPickles} pickles; the rest was not read.`)
      return
    }
    const run = runPickle(source, at, trace)
    if (run.ended !== 'whole') {
      trace.unreadable = true
      trace.faults.warns(
        'trailing_bytes',
        () => `${formatBytes(source.size - at)} follow behind its end that are no whole pickle.`,
      )
      return
    }
    at = run.end
  }
}

/** Notes why a pickle was not read to its end. */
export function failed(run: PickleRun, trace: Trace): boolean {
  if (run.ended === 'whole') return false
  trace.unreadable = true
  if (run.ended === 'bounds') {
    trace.faults.warns('pickle_too_large', () => 'Its pickle is larger than Greenlight reads.')
  } else if (run.ended === 'torn') {
    trace.faults.blocks('truncated', () => 'Its pickle stops in the middle: the file was cut off.')
  } else {
    trace.faults.blocks('broken_pickle', () => `Its pickle breaks after ${run.end} bytes: Python would not load it.`)
  }
  return true
}

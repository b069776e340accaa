import type { Window } from '../window.js'

/** One field of a protobuf message. Source: protobuf.dev, Encoding. */
export interface Field {
  readonly number: number
  /** 0: varint, 1: 8 bytes, 2: bytes with a length, 5: 4 bytes. */
  readonly wire: number
  /** The varint, or the length of what follows; rounded above 2^53. */
  readonly value: number
  /** Position after the field. */
  readonly end: number
}

/** Not a protobuf message. Thrown and caught inside of this folder. */
export class NotProtobuf extends Error {}

/** Reads the head of the field at `window.at` and leaves the window at its payload. */
export function readField(window: Window): Field {
  const tag = readVarint(window)
  const number = Math.floor(tag / 8)
  const wire = tag % 8
  if (number === 0 || number > 0x1fffffff) throw new NotProtobuf()
  if (wire === 0) {
    const value = readVarint(window)
    return { number, wire, value, end: window.at }
  }
  const value = wire === 1 ? 8 : wire === 5 ? 4 : wire === 2 ? readVarint(window) : NaN
  if (Number.isNaN(value)) throw new NotProtobuf()
  return { number, wire, value, end: window.at + value }
}

/** Rounded above 2^53. */
export function readVarint(window: Window): number {
  let value = 0
  let factor = 1
  for (let count = 0; count < 10; count++) {
    const byte = window.readByte()
    value += (byte & 0x7f) * factor
    if (byte < 0x80) return value
    factor *= 128
  }
  throw new NotProtobuf()
}

import { stop } from './stop.js'
import type { Machine, Opcodes } from './machine.js'
import { decodeAscii, decodeEscapes, decodeRepr } from './pickle-text.js'
import { opaque, torchMagic, type Value } from './values.js'

/** Opcodes that push one constant. Source: CPython's pickletools. */

const longestText = 4096

/** 0x1950a86a20f9469cfc6c, little endian; see torch/serialization.py, MAGIC_NUMBER. */
const magicBytes = [0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]
const magicDecimal = '119547037146038801333356'

export const literalOpcodes: Opcodes = {
  0x80: ({ cursor }) => (cursor.byte() > 5 ? stop('broken') : undefined),
  0x95: (machine) => machine.beginFrame(machine.cursor.number(8)),
  0x4e: (machine) => machine.push(opaque),
  0x88: (machine) => machine.push(opaque),
  0x89: (machine) => machine.push(opaque),
  0x49: (machine) => machine.push(decimal(machine)),
  0x4c: (machine) => machine.push(decimal(machine)),
  0x4a: (machine) => machine.push(machine.cursor.number(4) | 0),
  0x4b: (machine) => machine.push(machine.cursor.byte()),
  0x4d: (machine) => machine.push(machine.cursor.number(2)),
  0x8a: (machine) => machine.push(long(machine, machine.cursor.byte())),
  0x8b: (machine) => machine.push(long(machine, machine.cursor.number(4))),
  0x46: (machine) => {
    machine.cursor.line()
    machine.push(opaque)
  },
  0x47: (machine) => bytes(machine, 8),
  0x53: (machine) => machine.push(decodeRepr(machine.cursor.line()) ?? opaque),
  0x54: (machine) => machine.push(text(machine, machine.cursor.number(4))),
  0x55: (machine) => machine.push(text(machine, machine.cursor.byte())),
  0x56: (machine) => machine.push(decodeEscapes(machine.cursor.line()) ?? opaque),
  0x58: (machine) => machine.push(text(machine, machine.cursor.number(4))),
  0x8c: (machine) => machine.push(text(machine, machine.cursor.byte())),
  0x8d: (machine) => machine.push(text(machine, machine.cursor.number(8))),
  0x42: (machine) => bytes(machine, machine.cursor.number(4)),
  0x43: (machine) => bytes(machine, machine.cursor.byte()),
  0x8e: (machine) => bytes(machine, machine.cursor.number(8)),
  0x96: (machine) => bytes(machine, machine.cursor.number(8)),
  // Buffers beside the pickle, which no loader of checkpoints gives.
  0x97: () => stop('broken'),
  0x98: (machine) => void machine.top(),
}

function bytes(machine: Machine, length: number): void {
  machine.cursor.skip(length)
  machine.push(opaque)
}

function text({ cursor }: Machine, length: number): Value {
  if (length <= longestText) return decodeAscii(cursor.bytes(length)) ?? opaque
  cursor.skip(length)
  return opaque
}

function long({ cursor }: Machine, length: number): Value {
  if (length > longestText) {
    cursor.skip(length)
    return opaque
  }
  const piece = cursor.bytes(length)
  if (length === magicBytes.length && magicBytes.every((byte, index) => piece[index] === byte)) return torchMagic
  if (length > 8) return opaque
  let value = 0n
  for (let index = length - 1; index >= 0; index--) value = value * 256n + BigInt(piece[index] ?? 0)
  const signed = Number(BigInt.asIntN(length * 8, value))
  return Number.isSafeInteger(signed) ? signed : opaque
}

/** `12`, `12L`, and `01` for True. */
function decimal({ cursor }: Machine): Value {
  const line = decodeAscii(cursor.line()) ?? ''
  if (line === '00' || line === '01') return opaque
  const digits = /^-?\d+(?=L?$)/.exec(line)?.[0]
  if (digits === undefined) return stop('broken')
  if (digits === magicDecimal) return torchMagic
  const value = Number(digits)
  return Number.isSafeInteger(value) ? value : opaque
}

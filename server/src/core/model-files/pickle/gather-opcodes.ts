import { decodeAscii } from './pickle-text.js'
import { stop } from './stop.js'
import type { Machine, Opcodes } from './machine.js'
import { isDictionary, isGlobal, isSequence, opaque, type Value } from './values.js'

/** Opcodes of the stack, the memo and containers. Source: CPython's pickletools. */
export const gatherOpcodes: Opcodes = {
  0x28: (machine) => machine.mark(),
  0x30: (machine) => machine.drop(),
  0x31: (machine) => void machine.popMark(),
  0x32: (machine) => machine.push(machine.top()),

  0x70: (machine) => machine.put(decimalIndex(machine)),
  0x71: (machine) => machine.put(machine.cursor.byte()),
  0x72: (machine) => machine.put(machine.cursor.number(4)),
  0x94: (machine) => machine.memoize(),
  0x67: (machine) => machine.get(decimalIndex(machine)),
  0x68: (machine) => machine.get(machine.cursor.byte()),
  0x6a: (machine) => machine.get(machine.cursor.number(4)),

  0x29: (machine) => tuple(machine, []),
  0x5d: (machine) => tuple(machine, []),
  0x7d: (machine) => machine.push(machine.trace.dictionary()),
  0x8f: (machine) => machine.push(opaque),
  0x85: (machine) => tuple(machine, take(machine, 1)),
  0x86: (machine) => tuple(machine, take(machine, 2)),
  0x87: (machine) => tuple(machine, take(machine, 3)),
  0x74: (machine) => tuple(machine, machine.popMark()),
  0x6c: (machine) => tuple(machine, machine.popMark()),
  0x64: (machine) => {
    const pairs = machine.popMark()
    machine.push(machine.trace.dictionary())
    setPairs(machine, pairs)
  },
  0x91: (machine) => {
    machine.popMark()
    machine.push(opaque)
  },

  0x61: (machine) => append(machine, take(machine, 1)),
  0x65: (machine) => append(machine, machine.popMark()),
  0x73: (machine) => setPairs(machine, take(machine, 2)),
  0x75: (machine) => setPairs(machine, machine.popMark()),
  0x90: (machine) => {
    machine.popMark()
    touch(machine)
  },
}

function tuple(machine: Machine, parts: Value[]): void {
  machine.push(machine.trace.sequence(parts))
}

function take(machine: Machine, count: 1 | 2 | 3): Value[] {
  const parts: Value[] = []
  for (let index = 0; index < count; index++) parts.push(machine.pop())
  return parts.reverse()
}

function append(machine: Machine, parts: readonly Value[]): void {
  const target = touch(machine)
  if (isSequence(target)) for (const part of parts) target.parts.push(part)
}

function setPairs(machine: Machine, pairs: readonly Value[]): void {
  if (pairs.length % 2 !== 0) stop('broken')
  const target = touch(machine)
  if (!isDictionary(target)) return
  for (let index = 0; index < pairs.length; index += 2) {
    target.keys.push(pairs[index] ?? opaque)
    target.values.push(pairs[index + 1] ?? opaque)
  }
}

/** What is about to be changed: an object of the pickle's own, as a class or a function would be changed for all of Python. */
function touch(machine: Machine): Value {
  const target = machine.top()
  if (isGlobal(target)) machine.trace.misuse(target)
  return target
}

/** Python would also take `1_0` and `+1`; nobody writes those. */
function decimalIndex({ cursor }: Machine): number {
  const line = decodeAscii(cursor.line()) ?? ''
  return /^\d{1,9}$/.test(line) ? Number(line) : stop('broken')
}

import { decodeLoosely } from '../bytes.js'
import type { Machine, Opcodes } from './machine.js'
import { answerCall, buildState } from './answer-call.js'
import { storageOf } from './rebuild-tensor.js'
import { isGlobal, isSequence, opaque, type Global, type Value } from './values.js'

/** Opcodes that would import, call or build: here they only note whom. Source: CPython's pickletools. */
export const callOpcodes: Opcodes = {
  /** GLOBAL */
  0x63: (machine) => machine.push(globalLines(machine)),
  /** STACK_GLOBAL */
  0x93: (machine) => {
    const name = machine.pop()
    const module = machine.pop()
    machine.push(machine.trace.global(textOf(module), textOf(name)))
  },
  /** INST */
  0x69: (machine) => {
    const target = globalLines(machine)
    call(machine, target, machine.popMark())
  },
  /** OBJ */
  0x6f: (machine) => {
    const [target, ...args] = machine.popMark()
    call(machine, target ?? opaque, args)
  },
  /** REDUCE */
  0x52: (machine) => callWith(machine, machine.pop(), machine.pop()),
  /** NEWOBJ */
  0x81: (machine) => callWith(machine, machine.pop(), machine.pop()),
  /** NEWOBJ_EX, whose last argument are named ones */
  0x92: (machine) => {
    machine.pop()
    callWith(machine, machine.pop(), machine.pop())
  },
  /** BUILD */
  0x62: (machine) => {
    const state = machine.pop()
    const target = machine.top()
    if (isGlobal(target)) machine.trace.misuse(target)
    else buildState(target, state)
  },
  /** EXT1, EXT2, EXT4: a number that some program registered for a name */
  0x82: (machine) => machine.push(machine.trace.global('copyreg', `extension_${machine.cursor.byte()}`)),
  0x83: (machine) => machine.push(machine.trace.global('copyreg', `extension_${machine.cursor.number(2)}`)),
  0x84: (machine) => machine.push(machine.trace.global('copyreg', `extension_${machine.cursor.number(4)}`)),
  /** PERSID and BINPERSID: the loader's own look-up */
  0x50: (machine) => {
    machine.cursor.line()
    machine.push(opaque)
  },
  0x51: (machine) => machine.push(storageOf(machine.trace, machine.pop())),
}

function globalLines({ cursor, trace }: Machine): Global {
  const module = decodeLoosely(cursor.line())
  return trace.global(module, decodeLoosely(cursor.line()))
}

function callWith(machine: Machine, args: Value, target: Value): void {
  call(machine, target, isSequence(args) ? args.parts : [])
}

function call(machine: Machine, target: Value, args: readonly Value[]): void {
  const { trace } = machine
  trace.calls += 1
  if (isGlobal(target) && target.role === 'call') return machine.push(answerCall(trace, target, args))
  if (!isGlobal(target) || target.role === 'value') trace.misuse(target)
  machine.push(opaque)
}

function textOf(value: Value): string | null {
  return typeof value === 'string' ? value : null
}

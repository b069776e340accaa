import type { ByteSource } from '../../model-facts.js'
import { ByteCursor } from './byte-cursor.js'
import { callOpcodes } from './call-opcodes.js'
import { gatherOpcodes } from './gather-opcodes.js'
import { literalOpcodes } from './literal-opcodes.js'
import { runOpcodes, type PickleRun } from './machine.js'
import type { Trace } from './trace.js'

const opcodes = { ...literalOpcodes, ...gatherOpcodes, ...callOpcodes }

/** Reads the pickle that begins at `at`, of any protocol from 0 to 5; `trace` gathers what it names. Never executes, never fails. */
export function runPickle(source: ByteSource, at: number, trace: Trace): PickleRun {
  return runOpcodes(new ByteCursor(source, at, trace.budget), trace, opcodes)
}

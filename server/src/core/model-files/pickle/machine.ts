import type { ByteCursor } from './byte-cursor.js'
import { PickleStop, stop, type StopReason } from './stop.js'
import type { Trace } from './trace.js'
import type { Value } from './values.js'

const maxStack = 1_000_000
const maxMemo = 1_000_000

/** The stack, marks and memo that pickle opcodes work on, with the same fences as Python's: whatever Python refuses stops it. */
export class Machine {
  readonly cursor: ByteCursor
  readonly trace: Trace
  #frameEnd = 0
  readonly #stack: Value[] = []
  readonly #marks: number[] = []
  readonly #memo = new Map<number, Value>()

  constructor(cursor: ByteCursor, trace: Trace) {
    this.cursor = cursor
    this.trace = trace
  }

  push(value: Value): void {
    if (this.#stack.length >= maxStack) stop('bounds')
    this.#stack.push(value)
  }

  pop(): Value {
    const value = this.#stack.length > this.#fence() ? this.#stack.pop() : undefined
    return value ?? stop('broken')
  }

  top(): Value {
    const value = this.#stack.length > this.#fence() ? this.#stack.at(-1) : undefined
    return value ?? stop('broken')
  }

  mark(): void {
    if (this.#marks.length >= maxStack) stop('bounds')
    this.#marks.push(this.#stack.length)
  }

  /** Everything above the last mark, which goes as well. */
  popMark(): Value[] {
    const mark = this.#marks.pop()
    return mark === undefined ? stop('broken') : this.#stack.splice(mark)
  }

  /** POP takes a mark where nothing lies above it. */
  drop(): void {
    if (this.#marks.length > 0 && this.#marks.at(-1) === this.#stack.length) this.#marks.pop()
    else this.pop()
  }

  put(index: number): void {
    if (this.#memo.size >= maxMemo) stop('bounds')
    this.#memo.set(index, this.top())
  }

  memoize(): void {
    this.put(this.#memo.size)
  }

  get(index: number): void {
    this.push(this.#memo.get(index) ?? stop('broken'))
  }

  /**
   * FRAME: so many bytes belong together. Python's two readers disagree about frames that overlap or end within an opcode or behind
   * the end of the pickle, so that what one reads as text another runs; no writer makes such.
   */
  beginFrame(length: number): void {
    if (this.cursor.at - 9 < this.#frameEnd) stop('broken')
    this.cursor.require(length)
    this.#frameEnd = this.cursor.at + length
  }

  /** After an opcode that began at `from`, or at the end of the pickle. */
  checkFrame(from: number, last: boolean): void {
    const { at } = this.cursor
    if (from < this.#frameEnd && (last ? at !== this.#frameEnd : at > this.#frameEnd)) stop('broken')
  }

  #fence(): number {
    return this.#marks.at(-1) ?? 0
  }
}

export type Opcode = (machine: Machine) => void
export type Opcodes = Readonly<Record<number, Opcode>>

export interface PickleRun {
  readonly ended: 'whole' | StopReason
  /** The object; null unless whole. */
  readonly value: Value | null
  /** Offset after the last byte that was understood. */
  readonly end: number
  readonly opcodes: number
}

const STOP = 0x2e

/** Reads one pickle from where the cursor stands. Nothing is imported, called or built. Throws only what the source throws. */
export function runOpcodes(cursor: ByteCursor, trace: Trace, table: Opcodes): PickleRun {
  const machine = new Machine(cursor, trace)
  const before = trace.opcodes
  let value: Value | null = null
  let ended: PickleRun['ended'] = 'whole'
  try {
    for (;;) {
      if (trace.opcodes <= 0) stop('bounds')
      trace.opcodes -= 1
      const from = cursor.at
      const code = cursor.byte()
      if (code !== STOP) {
        const run = table[code] ?? stop('broken')
        run(machine)
      }
      machine.checkFrame(from, code === STOP)
      if (code === STOP) break
    }
    value = machine.pop()
  } catch (error) {
    if (!(error instanceof PickleStop)) throw error
    ended = error.reason
  }
  return { ended, value, end: cursor.at, opcodes: before - trace.opcodes }
}

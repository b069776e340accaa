import { FaultList } from '../faults.js'
import { plainText } from '../words.js'
import { roleOf } from './allow-list.js'
import type { ReadBudget } from './byte-cursor.js'
import {
  isGlobal,
  opaque,
  type Dictionary,
  type Global,
  type Opaque,
  type Sequence,
  type Storage,
  type Value,
} from './values.js'

const maxImports = 1000

export interface TraceSnapshot {
  readonly calls: number
  readonly globals: number
  readonly imports: number
}

/** Everything seen in all pickles of one file, and what may still be spent on it. */
export class Trace {
  readonly faults = new FaultList()
  readonly storages = new Map<string, Storage>()
  readonly budget: ReadBudget = { bytes: 256 * 1024 * 1024 }
  /** A tensor takes about 40 of them, and a million about 0.2 seconds. */
  opcodes = 8_000_000
  calls = 0
  globals = 0
  /** Something in the file was not read to its end, so nothing can be said of the whole. */
  unreadable = false
  readonly #imports = new Set<string>()
  readonly #globals = new Map<string, Global>()
  #containers = 1_000_000

  /** Two names of foreign text, null where only a running Python would know; an unknown one is noted. */
  global(module: string | null, name: string | null): Global {
    this.globals += 1
    if (module === null || name === null) return this.#note(module ?? '?', name ?? '?')
    const known = this.#globals.get(`${module}\n${name}`)
    if (known !== undefined) return known
    const role = roleOf(module, name)
    if (role === 'unknown') return this.#note(module, name)
    const made: Global = { is: 'global', module, name, role }
    this.#globals.set(`${module}\n${name}`, made)
    return made
  }

  #note(module: string, name: string): Global {
    if (this.#imports.size < maxImports) this.#imports.add(plainText(`${module}.${name}`, 200))
    return { is: 'global', module, name, role: 'unknown' }
  }

  /** A listed name used as no ordinary checkpoint uses it, or the call of something computed. */
  misuse(target: Value): void {
    if (isGlobal(target)) this.#note(target.module, target.name)
    else this.#note('?', '?')
  }

  /** For bytes that may turn out to be no pickle: what was seen until now, and back to it. */
  snapshot(): TraceSnapshot {
    return { calls: this.calls, globals: this.globals, imports: this.#imports.size }
  }

  importsSince({ imports }: TraceSnapshot): readonly string[] {
    return [...this.#imports].slice(imports)
  }

  restore(snapshot: TraceSnapshot): void {
    for (const name of this.importsSince(snapshot)) this.#imports.delete(name)
  }

  get imports(): readonly string[] {
    return [...this.#imports].sort()
  }

  /** Beyond a million containers they are held as opaque: shapes get lost, imports do not. */
  sequence(parts: Value[]): Sequence | Opaque {
    return this.#room() ? { is: 'sequence', parts } : opaque
  }

  dictionary(): Dictionary | Opaque {
    return this.#room() ? { is: 'dictionary', keys: [], values: [] } : opaque
  }

  #room(): boolean {
    this.#containers -= 1
    return this.#containers >= 0
  }
}

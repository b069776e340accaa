import type { ElementType } from './torch-types.js'

/** What the reader holds in place of Python's objects. Text and whole numbers are themselves; nothing is ever built or called. */
export type Value = string | number | Opaque | Global | Sequence | Dictionary | Storage | Tensor

/** Anything that neither a name nor a shape can come from: None, bytes, floats, results of permitted calls. */
export interface Opaque {
  readonly is: 'opaque'
}

export interface Global {
  readonly is: 'global'
  readonly module: string
  readonly name: string
  readonly role: Role
}

/** `call`: may be called and instantiated. `value`: may only lie there. `unknown`: not on the list. */
export type Role = 'call' | 'value' | 'unknown'

/** Tuple or list. */
export interface Sequence {
  readonly is: 'sequence'
  readonly parts: Value[]
}

/** Pairs in the order they were set; a later pair with the same key counts. */
export interface Dictionary {
  readonly is: 'dictionary'
  readonly keys: Value[]
  readonly values: Value[]
}

/** A block of numbers that lies elsewhere in the file. */
export interface Storage {
  readonly is: 'storage'
  readonly key: string
  /** Null for bytes without a type: the tensor says it then. */
  readonly element: ElementType | null
  readonly bytes: number
}

export interface Tensor {
  readonly is: 'tensor'
  readonly type: string
  readonly shape: readonly number[]
  readonly bytes: number
}

export const opaque: Opaque = { is: 'opaque' }

/** The number that begins what torch wrote before its zip format. */
export const torchMagic: Opaque = { is: 'opaque' }

export function isGlobal(value: Value | undefined): value is Global {
  return typeof value === 'object' && value.is === 'global'
}

export function isSequence(value: Value | undefined): value is Sequence {
  return typeof value === 'object' && value.is === 'sequence'
}

export function isDictionary(value: Value | undefined): value is Dictionary {
  return typeof value === 'object' && value.is === 'dictionary'
}

export function isStorage(value: Value | undefined): value is Storage {
  return typeof value === 'object' && value.is === 'storage'
}

export function isTensor(value: Value | undefined): value is Tensor {
  return typeof value === 'object' && value.is === 'tensor'
}

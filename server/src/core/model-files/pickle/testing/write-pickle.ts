import { le, op, type Bytes } from './opcodes.js'

/** Python values that are to be written as torch.save writes them. */
export type Py =
  | string
  | number
  | boolean
  | null
  | readonly Py[]
  | ReadonlyMap<string | number, Py>
  | { readonly tuple: readonly Py[] }
  | { readonly ordered: ReadonlyMap<string, Py>; readonly state?: Py }
  | { readonly call: readonly [module: string, name: string]; readonly args: readonly Py[]; readonly state?: Py }
  | { readonly global: readonly [module: string, name: string] }
  | PyTensor

export interface PyTensor {
  readonly tensor: string
  readonly shape: readonly number[]
  readonly storage: string
  /** Bytes of the whole storage; as many as the shape needs when absent. */
  readonly holds?: number
  readonly parameter?: boolean
}

/** Of storages, as torch calls them. */
const widths: Readonly<Record<string, number>> = {
  Float: 4,
  Half: 2,
  BFloat16: 2,
  Long: 8,
  Int: 4,
  Byte: 1,
  Bool: 1,
  Double: 8,
}

export function tensor(
  type: string,
  shape: readonly number[],
  storage: string,
  more: Partial<PyTensor> = {},
): PyTensor {
  return { tensor: type, shape, storage, ...more }
}

export function dict(entries: Readonly<Record<string, Py>>): ReadonlyMap<string, Py> {
  return new Map(Object.entries(entries))
}

/** One pickle of protocol 2 to 5, with memo entries as Python leaves them. */
export function writePickle(value: Py, protocol = 2): Uint8Array {
  const out: number[] = [...op.proto(protocol)]
  const memo = new Map<string, number>()
  let next = 0
  const remember = (): void => {
    out.push(...(protocol >= 4 ? op.memoize : next < 256 ? op.binPut(next) : op.longBinPut(next)))
    next += 1
  }
  const once = (key: string, bytes: Bytes): void => {
    const known = memo.get(key)
    if (known !== undefined) out.push(...(known < 256 ? op.binGet(known) : op.longBinGet(known)))
    else {
      out.push(...bytes)
      memo.set(key, next)
      remember()
    }
  }
  const text = (value: string): void => {
    once(`s${value}`, protocol >= 4 && value.length < 60 ? op.shortBinUnicode(value) : op.binUnicode(value))
  }
  const global = (module: string, name: string): void => {
    if (protocol < 4 || memo.has(`g${module}.${name}`)) return once(`g${module}.${name}`, op.global(module, name))
    text(module)
    text(name)
    once(`g${module}.${name}`, op.stackGlobal)
  }
  const call = (module: string, name: string, args: readonly Py[]): void => {
    global(module, name)
    write({ tuple: args })
    out.push(...op.reduce)
    remember()
  }
  const pairs = (map: ReadonlyMap<string | number, Py>): void => {
    if (map.size === 0) return
    out.push(...op.mark)
    for (const [key, part] of map) {
      write(key)
      write(part)
    }
    out.push(...op.setItems)
  }
  const rebuild = ({ tensor: type, shape, storage, holds, parameter }: PyTensor): void => {
    if (parameter === true) {
      const data = { tensor: type, shape, storage, ...(holds === undefined ? {} : { holds }) }
      return call('torch._utils', '_rebuild_parameter', [data, true, { ordered: new Map() }])
    }
    const count = shape.reduce((product, length) => product * length, 1)
    const numel = holds === undefined ? count : holds / (widths[type] ?? 1)
    const strides = shape.map((_, index) => shape.slice(index + 1).reduce((product, length) => product * length, 1))
    global('torch._utils', '_rebuild_tensor_v2')
    out.push(...op.mark)
    write({ tuple: ['storage', { global: ['torch', `${type}Storage`] }, storage, 'cpu', numel] })
    out.push(...op.binPersId)
    for (const part of [0, { tuple: shape }, { tuple: strides }, false, { ordered: new Map() }]) write(part)
    out.push(...op.tuple, ...op.reduce)
    remember()
  }
  const write = (part: Py): void => {
    if (part === null) out.push(...op.none)
    else if (typeof part === 'boolean') out.push(...(part ? op.newTrue : op.newFalse))
    else if (typeof part === 'string') text(part)
    else if (typeof part === 'number') out.push(...whole(part))
    else if (isMap(part)) {
      out.push(...op.emptyDict)
      remember()
      pairs(part)
    } else if (isList(part)) {
      out.push(...op.emptyList)
      remember()
      if (part.length === 0) return
      out.push(...op.mark)
      for (const inner of part) write(inner)
      out.push(...op.appends)
    } else if ('tuple' in part) {
      if (part.tuple.length === 0) return void out.push(...op.emptyTuple)
      if (part.tuple.length > 3) out.push(...op.mark)
      for (const inner of part.tuple) write(inner)
      out.push(...([op.tuple, op.tuple1, op.tuple2, op.tuple3][part.tuple.length] ?? op.tuple))
      remember()
    } else if ('ordered' in part) {
      call('collections', 'OrderedDict', [])
      pairs(part.ordered)
      build(part.state)
    } else if ('call' in part) {
      call(part.call[0], part.call[1], part.args)
      build(part.state)
    } else if ('global' in part) global(part.global[0], part.global[1])
    else rebuild(part)
  }
  const build = (state: Py | undefined): void => {
    if (state === undefined) return
    write(state)
    out.push(...op.build)
  }
  write(value)
  out.push(...op.stop)
  return Uint8Array.from(out)
}

function whole(value: number): Bytes {
  if (value >= 0 && value < 256) return op.binInt1(value)
  if (value >= 0 && value < 65536) return op.binInt2(value)
  return value < 2 ** 31 ? op.binInt(value) : op.long1(le(value, 8))
}

function isMap(value: Py): value is ReadonlyMap<string | number, Py> {
  return value instanceof Map
}

function isList(value: Py): value is readonly Py[] {
  return Array.isArray(value)
}

/** Storages of a value with the bytes each needs, in the order of their first use. */
export function storagesOf(value: Py): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const open: Py[] = [value]
  for (let part = open.shift(); part !== undefined; part = open.shift()) {
    if (part === null || typeof part !== 'object') continue
    if (isMap(part)) open.push(...part.values())
    else if (isList(part)) open.push(...part)
    else if ('tuple' in part) open.push(...part.tuple)
    else if ('ordered' in part) open.push(...part.ordered.values())
    else if ('call' in part) open.push(...part.args, ...(part.state === undefined ? [] : [part.state]))
    else if ('tensor' in part) {
      const count = part.shape.reduce((product, length) => product * length, 1)
      found.set(part.storage, part.holds ?? count * (widths[part.tensor] ?? 1))
    }
  }
  return found
}

/** Elements of a storage: bytes over the width of its type. */
export function widthOf(type: string): number {
  return widths[type] ?? 1
}

/** Writes GGUF files, and lies in them when told to. */
export interface GgufToBuild {
  readonly version?: number
  readonly bigEndian?: boolean
  readonly metadata?: readonly (readonly [key: string, type: number, value: unknown])[]
  readonly tensors?: readonly {
    readonly name: string
    readonly shape: readonly (number | bigint)[]
    readonly type: number
    readonly offset: number | bigint
  }[]
  readonly tensorCount?: number | bigint
  readonly keyCount?: number | bigint
  readonly alignment?: number
  /** Bytes of weights after the padded header. */
  readonly weights?: number
}

export const gguf = { u8: 0, i8: 1, u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9, u64: 10, i64: 11, f64: 12 }

export function buildGguf(file: GgufToBuild): Uint8Array {
  const { version = 3, bigEndian = false, metadata = [], tensors = [], alignment = 32, weights = 0 } = file
  const writer = new Writer(!bigEndian, version > 1)
  writer.bytes(new TextEncoder().encode('GGUF'))
  writer.u32(version)
  writer.count(file.tensorCount ?? tensors.length)
  writer.count(file.keyCount ?? metadata.length)
  for (const [key, type, value] of metadata) {
    writer.text(key)
    writer.u32(type)
    writer.value(type, value)
  }
  for (const { name, shape, type, offset } of tensors) {
    writer.text(name)
    writer.u32(shape.length)
    for (const length of shape) writer.count(length)
    writer.u32(type)
    writer.u64(offset)
  }
  const end = tensors.length === 0 ? writer.length : Math.ceil(writer.length / alignment) * alignment + weights
  const bytes = new Uint8Array(end)
  bytes.set(writer.taken())
  return bytes
}

class Writer {
  readonly #parts: Uint8Array[] = []
  length = 0

  constructor(
    readonly littleEndian: boolean,
    readonly wide: boolean,
  ) {}

  bytes(part: Uint8Array): void {
    this.#parts.push(part)
    this.length += part.length
  }

  #number(bytes: number, write: (view: DataView) => void): void {
    const view = new DataView(new ArrayBuffer(bytes))
    write(view)
    this.bytes(new Uint8Array(view.buffer))
  }

  u32(value: number): void {
    this.#number(4, (view) => view.setUint32(0, value, this.littleEndian))
  }

  u64(value: number | bigint): void {
    this.#number(8, (view) => view.setBigUint64(0, BigInt(value), this.littleEndian))
  }

  count(value: number | bigint): void {
    if (this.wide) this.u64(value)
    else this.u32(Number(value))
  }

  text(value: string): void {
    const bytes = new TextEncoder().encode(value)
    this.count(bytes.length)
    this.bytes(bytes)
  }

  value(type: number, value: unknown): void {
    if (value instanceof Uint8Array) this.bytes(value)
    else if (type === gguf.string) this.text(String(value))
    else if (type === gguf.array && Array.isArray(value)) {
      const [elementType, ...elements] = value
      this.u32(Number(elementType))
      this.count(elements.length)
      for (const element of elements) this.value(Number(elementType), element)
    } else if (type === gguf.u64) this.u64(BigInt(Number(value)))
    else if (type === gguf.i64) this.#number(8, (view) => view.setBigInt64(0, BigInt(Number(value)), this.littleEndian))
    else if (type === gguf.f32) this.#number(4, (view) => view.setFloat32(0, Number(value), this.littleEndian))
    else if (type === gguf.f64) this.#number(8, (view) => view.setFloat64(0, Number(value), this.littleEndian))
    else if (type <= gguf.i8 || type === gguf.bool) this.bytes(new Uint8Array([Number(value)]))
    else if (type === gguf.i32) this.#number(4, (view) => view.setInt32(0, Number(value), this.littleEndian))
    else this.u32(Number(value))
  }

  taken(): Uint8Array {
    const bytes = new Uint8Array(this.length)
    let at = 0
    for (const part of this.#parts) {
      bytes.set(part, at)
      at += part.length
    }
    return bytes
  }
}

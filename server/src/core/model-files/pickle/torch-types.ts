/** What torch calls its number types, as safetensors calls them, and how many bytes one takes. Source: torch.dtype and torch.storage. */

export interface ElementType {
  readonly type: string
  readonly bytes: number
}

const types: Readonly<Record<string, ElementType>> = {
  bfloat16: { type: 'BF16', bytes: 2 },
  bool: { type: 'BOOL', bytes: 1 },
  complex128: { type: 'C128', bytes: 16 },
  complex32: { type: 'C32', bytes: 4 },
  complex64: { type: 'C64', bytes: 8 },
  float16: { type: 'F16', bytes: 2 },
  float32: { type: 'F32', bytes: 4 },
  float4_e2m1fn_x2: { type: 'F4', bytes: 1 },
  float64: { type: 'F64', bytes: 8 },
  float8_e4m3fn: { type: 'F8_E4M3', bytes: 1 },
  float8_e4m3fnuz: { type: 'F8_E4M3FNUZ', bytes: 1 },
  float8_e5m2: { type: 'F8_E5M2', bytes: 1 },
  float8_e5m2fnuz: { type: 'F8_E5M2FNUZ', bytes: 1 },
  float8_e8m0fnu: { type: 'F8_E8M0', bytes: 1 },
  int16: { type: 'I16', bytes: 2 },
  int32: { type: 'I32', bytes: 4 },
  int64: { type: 'I64', bytes: 8 },
  int8: { type: 'I8', bytes: 1 },
  qint32: { type: 'QI32', bytes: 4 },
  qint8: { type: 'QI8', bytes: 1 },
  quint2x4: { type: 'QU2X4', bytes: 1 },
  quint4x2: { type: 'QU4X2', bytes: 1 },
  quint8: { type: 'QU8', bytes: 1 },
  uint16: { type: 'U16', bytes: 2 },
  uint32: { type: 'U32', bytes: 4 },
  uint64: { type: 'U64', bytes: 8 },
  uint8: { type: 'U8', bytes: 1 },
}

const storages: Readonly<Record<string, keyof typeof types>> = {
  BFloat16Storage: 'bfloat16',
  BoolStorage: 'bool',
  ByteStorage: 'uint8',
  CharStorage: 'int8',
  ComplexDoubleStorage: 'complex128',
  ComplexFloatStorage: 'complex64',
  DoubleStorage: 'float64',
  FloatStorage: 'float32',
  HalfStorage: 'float16',
  IntStorage: 'int32',
  LongStorage: 'int64',
  QInt32Storage: 'qint32',
  QInt8Storage: 'qint8',
  QUInt2x4Storage: 'quint2x4',
  QUInt4x2Storage: 'quint4x2',
  QUInt8Storage: 'quint8',
  ShortStorage: 'int16',
}

const untyped = new Set(['UntypedStorage', '_UntypedStorage', 'TypedStorage', '_TypedStorage'])

export const typeNames: readonly string[] = Object.keys(types)
export const typedStorageNames: readonly string[] = Object.keys(storages)
export const untypedStorageNames: readonly string[] = [...untyped]

/** `float16` -> F16; null for a name that torch does not have. */
export function elementType(name: string): ElementType | null {
  return (Object.hasOwn(types, name) ? types[name] : undefined) ?? null
}

/** Of a storage class: its element type, `bytes` where it has none of its own, null for another class. */
export function storageElement(name: string): ElementType | 'bytes' | null {
  if (untyped.has(name)) return 'bytes'
  const type = Object.hasOwn(storages, name) ? storages[name] : undefined
  return type === undefined ? null : elementType(type)
}

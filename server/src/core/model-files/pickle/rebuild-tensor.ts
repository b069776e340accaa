import { elementType, storageElement, type ElementType } from './torch-types.js'
import type { Trace } from './trace.js'
import { isGlobal, isSequence, isStorage, isTensor, opaque, type Storage, type Value } from './values.js'

/** Tensors as torch describes them in a pickle. Source: torch/_utils.py and torch/serialization.py (persistent_id). */

const maxDimensions = 64

/** `('storage', class, key, location, number of elements)`, that the loader answers with the storage. */
export function storageOf(trace: Trace, id: Value): Value {
  if (!isSequence(id)) return opaque
  // `('module', class, file, source)`: the old format kept the source of a class beside it.
  if (id.parts[0] === 'module' && isGlobal(id.parts[1])) return id.parts[1]
  if (id.parts[0] !== 'storage') return opaque
  const [, type, key, , count] = id.parts
  if (!isGlobal(type) || typeof count !== 'number' || count < 0) return opaque
  if (typeof key !== 'string' && typeof key !== 'number') return opaque
  const element = storageElement(type.name)
  if (element === null || type.role === 'unknown') return opaque
  const name = String(key)
  const known = trace.storages.get(name)
  if (known !== undefined) return known
  const made: Storage =
    element === 'bytes'
      ? { is: 'storage', key: name, element: null, bytes: count }
      : { is: 'storage', key: name, element, bytes: count * element.bytes }
  trace.storages.set(name, made)
  return made
}

/** Answer of one of torch's `_rebuild_` functions; opaque where it shows no shape. */
export function rebuildTensor(trace: Trace, name: string, args: readonly Value[]): Value {
  const [first, second] = args
  switch (name) {
    case '_rebuild_tensor':
    case '_rebuild_tensor_v2':
    case '_rebuild_qtensor':
      return overStorage(trace, args)
    case '_rebuild_tensor_v3':
      return overStorage(trace, args, elementOf(args[6]))
    case '_rebuild_parameter':
    case '_rebuild_parameter_with_state':
    case '_rebuild_device_tensor_from_cpu_tensor':
      return isTensor(first) ? first : opaque
    case '_rebuild_meta_tensor_no_storage':
      return withoutStorage(first, second)
    default:
      return opaque
  }
}

/** `storage, offset, size, stride, ...`; version 3 says its type itself. */
function overStorage(trace: Trace, args: readonly Value[], own?: ElementType | null): Value {
  const [storage, offset, size, stride] = args
  const shape = shapeOf(size)
  if (!isStorage(storage) || shape === null) return opaque
  const element = own === undefined ? storage.element : own
  if (element === null) return opaque
  const count = countOf(shape)
  const strides = stridesOf(stride)
  const start = typeof offset === 'number' ? offset : 0
  const reach = strides === null ? start + count : reachOf(start, shape, strides)
  if (count > 0 && reach * element.bytes > storage.bytes) {
    trace.faults.blocks(
      'tensor_outside_storage',
      () => `A tensor reaches beyond the block of ${storage.bytes} bytes that it is a part of.`,
    )
  }
  // A view that repeats itself (stride 0) takes no more than its storage.
  return { is: 'tensor', type: element.type, shape, bytes: Math.min(count * element.bytes, storage.bytes) }
}

function reachOf(start: number, shape: readonly number[], strides: readonly number[]): number {
  return shape.reduce((reach, length, index) => reach + (length - 1) * (strides[index] ?? 0), start) + 1
}

function withoutStorage(type: Value | undefined, size: Value | undefined): Value {
  const shape = shapeOf(size)
  const element = elementOf(type)
  return shape === null || element === null ? opaque : { is: 'tensor', type: element.type, shape, bytes: 0 }
}

function elementOf(type: Value | undefined): ElementType | null {
  return isGlobal(type) && type.module === 'torch' ? elementType(type.name) : null
}

function stridesOf(stride: Value | undefined): readonly number[] | null {
  if (!isSequence(stride) || stride.parts.length > maxDimensions) return null
  return stride.parts.map((step) => (typeof step === 'number' ? step : 0))
}

/** Null also for more elements than numbers can count. */
function shapeOf(size: Value | undefined): readonly number[] | null {
  if (!isSequence(size) || size.parts.length > maxDimensions) return null
  const shape = size.parts.filter((length) => typeof length === 'number' && length >= 0)
  return shape.length === size.parts.length && Number.isSafeInteger(countOf(shape.map(Number)))
    ? shape.map(Number)
    : null
}

function countOf(shape: readonly number[]): number {
  return shape.includes(0) ? 0 : shape.reduce((product, length) => product * length, 1)
}

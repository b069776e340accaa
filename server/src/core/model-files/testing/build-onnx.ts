/** Writes protobuf messages of ONNX models. */
export const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]

export const numberField = (number: number, value: number): number[] => [...varint(number * 8), ...varint(value)]

export const bytesField = (number: number, bytes: Iterable<number>): number[] => {
  const list = [...bytes]
  return [...varint(number * 8 + 2), ...varint(list.length), ...list]
}

export const textField = (number: number, text: string): number[] => bytesField(number, new TextEncoder().encode(text))

/** `external`: the file that holds its weights. */
export function tensorProto({
  name,
  dims,
  type,
  external,
}: {
  name: string
  dims: number[]
  type: number
  external?: string
}): number[] {
  const weights =
    external === undefined
      ? bytesField(9, new Uint8Array(8))
      : bytesField(13, [...textField(1, 'location'), ...textField(2, external)])
  return [...dims.flatMap((dim) => numberField(1, dim)), ...numberField(2, type), ...textField(8, name), ...weights]
}

export function buildOnnx(graph: number[], after: number[] = bytesField(8, numberField(2, 17))): Uint8Array {
  return new Uint8Array([
    ...numberField(1, 8),
    ...textField(2, 'pytorch'),
    ...textField(3, '2.4'),
    ...bytesField(7, graph),
    ...after,
  ])
}

/** Types of tensors by number, in the words of safetensors, with the bits of an element. Source: TensorProto.DataType, onnx/onnx.proto. */
export const elementTypes: ReadonlyMap<number, { readonly name: string; readonly bits: number }> = new Map(
  (
    [
      [1, 'F32', 32],
      [2, 'U8', 8],
      [3, 'I8', 8],
      [4, 'U16', 16],
      [5, 'I16', 16],
      [6, 'I32', 32],
      [7, 'I64', 64],
      [9, 'BOOL', 8],
      [10, 'F16', 16],
      [11, 'F64', 64],
      [12, 'U32', 32],
      [13, 'U64', 64],
      [14, 'C64', 64],
      [15, 'C128', 128],
      [16, 'BF16', 16],
      [17, 'F8_E4M3', 8],
      [18, 'F8_E4M3FNUZ', 8],
      [19, 'F8_E5M2', 8],
      [20, 'F8_E5M2FNUZ', 8],
      [21, 'U4', 4],
      [22, 'I4', 4],
      [23, 'F4', 4],
      [24, 'F8_E8M0', 8],
    ] as const
  ).map(([number, name, bits]) => [number, { name, bits }]),
)

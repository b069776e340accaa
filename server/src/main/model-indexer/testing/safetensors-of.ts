/** A small whole safetensors file whose one tensor holds the text; its length goes with the text's. */
export function safetensorsOf(text: string): Uint8Array {
  const weights = new TextEncoder().encode(text)
  const header = JSON.stringify({ weight: { dtype: 'U8', shape: [weights.length], data_offsets: [0, weights.length] } })
  const head = new TextEncoder().encode(header)
  const bytes = new Uint8Array(8 + head.length + weights.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(head.length), true)
  bytes.set(head, 8)
  bytes.set(weights, 8 + head.length)
  return bytes
}

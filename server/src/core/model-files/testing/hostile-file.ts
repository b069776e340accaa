import type { ByteSource } from '../../model-facts.js'

const hostileFiles = ['small', 'large metadata', 'many tensors', 'many GGUF tensors'] as const
export type HostileFile = (typeof hostileFiles)[number]

export function isHostileFile(name: string): name is HostileFile {
  return hostileFiles.some((known) => known === name)
}

/** A piece of a file that is made when it is asked for: `count` times the same number of bytes. */
interface Run {
  readonly each: number
  readonly count: number
  write(at: number): Uint8Array
}

const text = new TextEncoder()
const once = (bytes: Uint8Array): Run => ({ each: bytes.length, count: 1, write: () => bytes })

/** Hostile files of tens of MiB that take no memory of their own: only what is read of them exists, and only then. */
export function hostileFile(which: HostileFile): { readonly source: ByteSource; readonly header: number } {
  const [runs, weights] = which === 'many GGUF tensors' ? ggufOf(1_000_000) : safetensorsOf(which)
  const header = runs.reduce((sum, { each, count }) => sum + each * count, 0)
  const size = header + weights
  const name = which === 'many GGUF tensors' ? 'model.gguf' : 'model.safetensors'
  const read = (offset: number, length: number) => readRuns(runs, offset, Math.min(length, size - offset))
  return { source: { name, size, read }, header }
}

function safetensorsOf(which: HostileFile): readonly [readonly Run[], number] {
  const tensor = (at: number, digits: number): Uint8Array => {
    const padded = String(at).padStart(digits, '0')
    const span = `[${String(at).padStart(digits)},${String(at + 1).padStart(digits)}]`
    return text.encode(`${at === 0 ? ' ' : ','}"layer.${padded}":{"dtype":"U8","shape":[1],"data_offsets":${span}}`)
  }
  const tensors = which === 'many tensors' ? 1_000_000 : 1
  const chunk = text.encode('x'.repeat(50_000))
  const note: Run[] =
    which === 'large metadata'
      ? [
          once(text.encode('"__metadata__":{"note":"')),
          { each: chunk.length, count: 1000, write: () => chunk },
          once(text.encode('"},')),
        ]
      : []
  const body = [
    once(text.encode('{')),
    ...note,
    { each: tensor(0, 7).length, count: tensors, write: (at: number) => tensor(at, 7) },
    once(text.encode('}')),
  ]
  const length = new DataView(new ArrayBuffer(8))
  length.setBigUint64(0, BigInt(body.reduce((sum, { each, count }) => sum + each * count, 0)), true)
  return [[once(new Uint8Array(length.buffer)), ...body], tensors]
}

/** Version 3, names of 12 letters, one number each, each on 32 bytes of its own. */
function ggufOf(tensors: number): readonly [readonly Run[], number] {
  const start = new DataView(new ArrayBuffer(24))
  for (const [at, byte] of [...'GGUF'].entries()) start.setUint8(at, byte.charCodeAt(0))
  start.setUint32(4, 3, true)
  start.setBigUint64(8, BigInt(tensors), true)
  const entry = (at: number): Uint8Array => {
    const view = new DataView(new ArrayBuffer(8 + 12 + 4 + 8 + 4 + 8))
    view.setBigUint64(0, 12n, true)
    new Uint8Array(view.buffer).set(text.encode(`t${String(at).padStart(11, '0')}`), 8)
    view.setUint32(20, 1, true)
    view.setBigUint64(24, 8n, true)
    view.setBigUint64(36, BigInt(at) * 32n, true)
    return new Uint8Array(view.buffer)
  }
  const padding = once(new Uint8Array(31 - ((24 + 44 * tensors + 31) % 32)))
  return [[once(new Uint8Array(start.buffer)), { each: 44, count: tensors, write: entry }, padding], tensors * 32]
}

function readRuns(runs: readonly Run[], offset: number, length: number): Uint8Array {
  const out = new Uint8Array(Math.max(0, length))
  const end = offset + length
  let from = 0
  for (const { each, count, write } of runs) {
    const to = from + each * count
    for (let at = Math.max(0, Math.floor((offset - from) / each)); at < count && from + at * each < end; at++) {
      const begin = from + at * each
      const skip = Math.max(0, offset - begin)
      if (skip < each) out.set(write(at).subarray(skip, Math.min(each, end - begin)), begin + skip - offset)
    }
    from = to
  }
  return out
}

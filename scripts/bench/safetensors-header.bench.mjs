import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { timeInTurn } from './measure.mjs'

const compiled = (path) => import(new URL(`../../server/dist/core/model-files/${path}.js`, import.meta.url).href)
const tensors = 1500
const bytesEach = 4 * 1024 * 1024

/**
 * A header of 1,500 tensors before 6.3 GB that are not there: opened, read, parsed and checked. The floor only parses its JSON,
 * which lies in memory. What the index makes of it besides (sums, kind, family, fingerprint) stands in the details.
 */
export const name = 'safetensors header, x JSON.parse of it'

export async function run() {
  const { readSafetensors } = await compiled('safetensors/read-safetensors')
  const { describeModel } = await compiled('describe-model')
  const { createHasher } = await import(new URL('../../server/dist/adapters/hashing/hasher.js', import.meta.url).href)
  const hasher = await createHasher()
  const parts = { hash: (bytes) => hasher.hash(bytes), inflateRaw: () => null }
  const folder = mkdtempSync(join(tmpdir(), 'greenlight bench '))
  try {
    const path = join(folder, 'model.safetensors')
    const header = makeHeader()
    writeFileSync(path, withLength(header))
    truncateSync(path, 8 + header.length + tensors * bytesEach)
    const read = () => withSource(path, (source) => healthy(readSafetensors(source, source.read(0, 64 * 1024))))
    const describe = () => withSource(path, (source) => healthy(describeModel(source, parts)))
    const [parse, ours, whole] = await timeInTurn([() => JSON.parse(header.toString()), read, describe], {
      times: 301,
      warm: 50,
    })
    const { bytesRead } = read()
    const more = bytesRead - header.length
    if (more > 64 * 1024) throw new Error(`read ${bytesRead} bytes for a header of ${header.length}`)
    const details = `${ours.toFixed(2)} ms against ${parse.toFixed(2)} ms; described whole, with kind, family and fingerprint, ${whole.toFixed(2)} ms (${(whole / parse).toFixed(2)} x); ${bytesRead} bytes read of 6.3 GB`
    return { ratio: ours / parse, target: 1.3, unit: 'x', details }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function makeHeader() {
  const header = { __metadata__: { format: 'pt', 'modelspec.architecture': 'flux-1-dev' } }
  for (let at = 0; at < tensors; at++) {
    header[`model.diffusion_model.blocks.${at}.weight`] = {
      dtype: 'F16',
      shape: [1024, 2048],
      data_offsets: [at * bytesEach, (at + 1) * bytesEach],
    }
  }
  return Buffer.from(JSON.stringify(header))
}

function withLength(header) {
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  return Buffer.concat([length, header])
}

function withSource(path, use) {
  const file = openSync(path)
  try {
    const source = {
      name: 'model.safetensors',
      size: fstatSync(file).size,
      bytesRead: 0,
      read(offset, length) {
        const bytes = Buffer.allocUnsafe(length)
        const got = readSync(file, bytes, 0, length, offset)
        source.bytesRead += got
        return bytes.subarray(0, got)
      },
    }
    use(source)
    return source
  } finally {
    closeSync(file)
  }
}

function healthy({ health }) {
  if (health !== 'whole') throw new Error(`the model is ${health}`)
}

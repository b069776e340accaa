import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const compiled = (path) => import(new URL(`../../server/dist/${path}.js`, import.meta.url).href)

const perFolder = 200
const endings = ['.safetensors', '.safetensors', '.safetensors', '.sft']

/** Runs `use` with a folder of so many whole safetensors files, sparse, each of about `bytes`, in folders of 200, and removes it. */
export async function withModelTree({ files, tensors, bytes }, use) {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight bench '))
  try {
    const models = join(folder, 'models')
    for (let at = 0; at < files; at++) {
      const below = join(models, `folder ${Math.floor(at / perFolder)}`)
      if (at % perFolder === 0) mkdirSync(below, { recursive: true })
      const file = openSync(join(below, `some model ${at} v${at % 7}${endings[at % endings.length]}`), 'w')
      const header = headerOf(tensors, bytes + at)
      writeSync(file, header)
      ftruncateSync(file, header.length + bytes + at)
      closeSync(file)
    }
    return await use({ folder, models, roots: [rootAt(models)] })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const rootAt = (path) => ({ path, from: 'comfyui', folders: [{ name: 'loras', accepts: new Set(['.safetensors', '.sft']) }] })

function headerOf(tensors, bytes) {
  const each = Math.floor(bytes / tensors)
  const entries = Array.from({ length: tensors }, (_, at) => {
    const end = at === tensors - 1 ? bytes : (at + 1) * each
    return [`lora_unet_down_blocks_${at}_attentions_0.lora_up.weight`, { dtype: 'U8', shape: [end - at * each], data_offsets: [at * each, end] }]
  })
  const text = Buffer.from(JSON.stringify(Object.fromEntries([['__metadata__', { format: 'pt', ss_network_dim: '16' }], ...entries])))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  return Buffer.concat([length, text])
}

/** Everything that scans and describes into an index below `state`, in this thread; `count` says what was read of models. */
export async function openIndexing(state) {
  const { openModelIndex } = await compiled('adapters/sqlite/open-model-index')
  const { createModelDisk } = await compiled('adapters/files/models/model-disk')
  const { createDescribeParts } = await compiled('main/model-indexer/describe-parts')
  const { scanModels } = await compiled('use-cases/index-models/scan-models')
  const { describeModels } = await compiled('use-cases/index-models/describe-models')
  const count = { opened: 0, bytes: 0 }
  const real = createModelDisk({ thrifty: true })
  const disk = { ...real, open: (path) => counted(real.open(path), count) }
  const clock = { now: () => performance.now(), turn: () => new Promise((resolve) => setImmediate(resolve)) }
  const index = await openModelIndex({ folder: state, mode: 'write' })
  const ports = { index, disk, clock, readers: await createDescribeParts() }
  return { index, count, scan: (roots) => scanModels(ports, roots), describe: () => describeModels(ports), close: () => index.close() }
}

function counted(opened, count) {
  count.opened++
  const read = (offset, length) => {
    const bytes = opened.source.read(offset, length)
    count.bytes += bytes.length
    return bytes
  }
  return { ...opened, source: { ...opened.source, read } }
}

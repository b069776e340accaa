import { createRequire } from 'node:module'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const compiled = (path) => import(new URL(`../../server/dist/${path}.js`, import.meta.url).href)

export const root = '/home/ana/ComfyUI/models'
const roots = [{ path: root, from: 'comfyui', folders: [{ name: 'loras', accepts: new Set(['.safetensors']) }] }]
const words = [
  'flux',
  'sdxl',
  'realistic',
  'anime',
  'detail',
  'style',
  'portrait',
  'v2',
  'fp16',
  'turbo',
  'ünïcode',
  '模型',
]

/** Files as a walk of 500 folders meets them: folder by folder, inodes rising. */
export function makeFiles(count) {
  return Array.from({ length: count }, (_, at) => ({
    name: `loras/${words[at % 7]} ${Math.floor((at * 500) / count)}/${words[(at * 5) % 12]}_${words[at % 11]}_${at}.safetensors`,
    size: 100_000_000 + ((at * 7919) % 90_000),
    modified: 1_700_000_000_000 + at * 1000.25,
    inode: `2049:${10_000_000 + at}`,
    link: null,
  }))
}

/** What a header says, about 1.3 KB. */
export function makeFacts(at) {
  return {
    format: 'safetensors',
    health: at % 100 === 0 ? 'corrupt' : 'whole',
    faults: [],
    kind: at % 3 === 0 ? 'checkpoint' : 'lora',
    family: ['sd1', 'sdxl', 'flux'][at % 3],
    evidence: [
      {
        from: 'tensors',
        says: 'lora_unet_down_blocks_0: a LoRA in the words of kohya',
        where: 'lora_unet_down_blocks_0_attentions_0_proj_in.lora_down.weight',
      },
      { from: 'metadata', says: 'ss_base_model_version is sdxl_base_v1-0' },
    ],
    tensors: 722 + at,
    parameters: 100_000_000 + at,
    bytesByType: { F16: 200_000_000, F32: 2888 },
    quantisation: 'fp16',
    metadata: {
      'modelspec.title': `Model ${at}`,
      ss_base_model_version: 'sdxl_base_v1-0',
      ss_network_dim: '32',
      ss_tag_frequency: 'portrait, '.repeat(50),
    },
    tensorsFrom: 81_920,
    fingerprint: `blake3:${((at * 2654435761) % 2 ** 32).toString(16).padStart(8, '0').repeat(8)}`,
    pickle: null,
  }
}

/** A new index of one root in a temp folder; gone after `work`. `Database`: better-sqlite3 itself, for the floor. */
export async function withIndex(work) {
  const { openModelIndex } = await compiled('adapters/sqlite/open-model-index')
  const Database = createRequire(new URL('../../server/package.json', import.meta.url))('better-sqlite3')
  const folder = mkdtempSync(join(tmpdir(), 'greenlight bench '))
  const index = await openModelIndex({ folder, mode: 'write' })
  try {
    await index.setRoots(roots)
    return await work({ index, path: join(folder, 'models.db'), Database })
  } finally {
    await index.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

export async function inSlices(all, size, take) {
  for (let from = 0; from < all.length; from += size) await take(all.slice(from, from + size), from)
}

/** Facts of every file, in the order of `lacking`, 200 at a time. */
export async function describeAll(index) {
  const stamps = [...(await index.stamps(root)).values()].sort((a, b) => a.id - b.id)
  await inSlices(stamps, 200, (some, from) =>
    index.describe(some.map(({ id, ...stamp }, at) => ({ id, stamp, facts: makeFacts(from + at), claims: [] }))),
  )
}
